import { existsSync } from 'node:fs';
import { join } from 'node:path';
import express, { type Express, type NextFunction, type Request, type Response, type Router } from 'express';
import { type Bucket, commonErrors } from '../shared/endpoint.ts';
import type { Config } from './config.ts';
import type { Authenticator } from './identity/identity-routes.ts';
import { limitAddress, mountRoutes, refusalOfBody, refuseForeignOrigin, sendProblem } from './lib/mount-routes.ts';
import type { RateLimits } from './lib/rate-limits.ts';
import type { Readiness } from './lib/readiness.ts';
import type { Route } from './lib/route.ts';
import { securityHeaders } from './lib/security-headers.ts';
import { serveFolder } from './lib/static-files.ts';
import type { Logger } from './logger.ts';

export interface HttpOptions {
  readonly publicUrl: URL;
  readonly authenticator: Authenticator;
  readonly identityRouter: Router;
  readonly routes: readonly Route[];
  readonly readiness: () => Promise<Readiness>;
  readonly limits: RateLimits;
  readonly trustProxy: Config['trustProxy'];
  /** Folder of the built client; absent in development, where Vite serves it. */
  readonly clientFolder: string;
  /** Serves what of branches is for everyone. */
  readonly branchFiles: Router;
  readonly logger: Logger;
}

/** Pages of the client: every one is the same document, and the browser chooses by path. */
const PAGES = ['/', '/flat', '/desk', '/ticket/:token'];
const FOR_GOOD = 'public, max-age=31536000, immutable';

export function createHttpApp({
  publicUrl,
  authenticator,
  identityRouter,
  routes,
  readiness,
  limits,
  trustProxy,
  clientFolder,
  branchFiles,
  logger,
}: HttpOptions): Express {
  const app = express();
  app.disable('x-powered-by');
  // Nobody keeps an answer of ours to compare it with; files have tags of their own.
  app.disable('etag');
  // Whose word on a caller's address is believed; nobody's by default, or anyone could name another address for each call.
  app.set('trust proxy', trustProxy);
  app.use(securityHeaders(publicUrl));
  app.get('/healthz', (_request, response) => void response.json({ status: 'ok' }));
  app.get('/readyz', async (_request, response) => {
    const state = await readiness();
    response
      .status(state.status === 'down' || state.status === 'draining' ? 503 : 200)
      .set('cache-control', 'no-store')
      .json(state);
  });
  app.use('/matchmake', (_request, response) => sendProblem(response, 'matchmaker-closed', 403));

  app.use('/api', (_request, response, next) => {
    // Answers are somebody's: no browser and no proxy keeps them.
    response.set('cache-control', 'no-store');
    next();
  });
  app.use('/api/sign-out', refuseForeignOrigin(publicUrl.origin));
  app.use(limitAddress(limits, bucketOfIdentity));
  app.use(identityRouter);
  app.use(
    '/',
    mountRoutes(routes, {
      origin: publicUrl.origin,
      authenticate: (request, audience) => authenticator.principal(request, audience),
      limits,
      onError: (error, { method, path }) => logger.error({ err: error, method, path }, 'a request handler failed'),
    }),
  );
  app.use('/api', (_request, response) => sendProblem(response, 'not-found', commonErrors['not-found']));
  app.use('/branch-files', branchFiles, (_request, response) =>
    sendProblem(response, 'not-found', commonErrors['not-found']),
  );
  serveClient(app, clientFolder);
  app.use(handleError(logger));
  return app;
}

/** To begin a sign-in costs the bank a consent; to wait for it, or to come back from it, costs little. */
function bucketOfIdentity({ path }: Request): Bucket | null {
  // Routes are found whichever case their path is written in.
  if (/^\/api\/(device-sign-in|sign-in\/[^/]+)\/?$/i.test(path)) return 'sign-in';
  return /^\/api\/(device-sign-in|sign-in|sign-out|session)\b/i.test(path) ? 'ordinary' : null;
}

function serveClient(app: Express, folder: string): void {
  if (!existsSync(join(folder, 'index.html'))) return;
  const files = serveFolder(folder);
  app.use((request, response, next) => {
    response.set('cache-control', request.path.startsWith('/assets/') ? FOR_GOOD : 'public, max-age=3600');
    files(request, response, next);
  });
  const document = (response: Response) =>
    response.set('cache-control', 'no-cache').sendFile('index.html', { root: folder });
  app.get(PAGES, (_request, response) => document(response));
  app.get('/{*path}', (_request, response) => document(response.status(404)));
}

function handleError(logger: Logger) {
  return (error: unknown, request: Request, response: Response, _next: NextFunction) => {
    const refusal = refusalOfBody(error);
    if (refusal) return sendProblem(response, refusal, commonErrors[refusal]);
    logger.error({ err: error, path: request.path }, 'a request failed');
    sendProblem(response, 'internal-error', 500);
  };
}

import { json, type Request, type Response, Router } from 'express';
import type { ZodError } from 'zod';
import { type Audience, commonErrors, type Problem } from '../../shared/endpoint.ts';
import type { Principal } from './principal.ts';
import type { Route } from './route.ts';

/** Largest JSON body, bytes: the longest legitimate one is a payment of about 700. */
const MAX_BODY_BYTES = 16 * 1024;

export interface MountOptions {
  /** The only Origin that may change anything. */
  readonly origin: string;
  readonly authenticate: (request: Request, audience: Audience | 'anyone') => Promise<Principal | null>;
  /** Told of what a handler threw: a bug. */
  readonly onError: (error: unknown, request: Request) => void;
}

/** All endpoints of a list of routes: origin, session, parsing, status codes and problem details, in one place. */
export function mountRoutes(routes: readonly Route[], options: MountOptions): Router {
  const router = Router();
  router.use(refuseForeignOrigin(options.origin));
  router.use(json({ limit: MAX_BODY_BYTES, strict: true }));
  for (const mounted of routes) {
    const { method, path } = mounted.endpoint;
    router[method.toLowerCase() as 'get' | 'post' | 'put' | 'delete'](path, async (request, response) => {
      response.set('cache-control', 'no-store');
      try {
        await answer(mounted, request, response, options);
      } catch (error) {
        options.onError(error, request);
        sendProblem(response, 'internal-error', commonErrors['internal-error']);
      }
    });
  }
  return router;
}

async function answer(
  { endpoint, handle }: Route,
  request: Request,
  response: Response,
  options: MountOptions,
): Promise<void> {
  const principal = await options.authenticate(request, endpoint.audience);
  if (!principal) return sendProblem(response, 'sign-in-required', commonErrors['sign-in-required']);
  const params = endpoint.params.safeParse(request.params);
  if (!params.success)
    return sendProblem(response, 'request-malformed', commonErrors['request-malformed'], fieldOf(params.error));
  const body = endpoint.body.safeParse(request.body);
  if (!body.success)
    return sendProblem(response, 'request-malformed', commonErrors['request-malformed'], fieldOf(body.error));
  const result = await handle({ params: params.data, body: body.data, principal });
  if (!result.ok)
    return sendProblem(response, result.error, { ...commonErrors, ...endpoint.errors }[result.error] ?? 500);
  response.status(200).json(result.value);
}

function fieldOf(error: ZodError): string | undefined {
  return error.issues[0]?.path.join('.') || undefined;
}

/**
 * A browser names the Origin of every request that is not a plain read; one from elsewhere, or from a page that hides
 * where it is, changes nothing here. With SameSite cookies this is the guard against cross-site request forgery.
 */
export function refuseForeignOrigin(origin: string) {
  return (request: Request, response: Response, next: () => void) => {
    const safe = request.method === 'GET' || request.method === 'HEAD';
    const from = request.headers.origin;
    if (from === origin || (safe && from === undefined)) return next();
    sendProblem(response, 'origin-forbidden', commonErrors['origin-forbidden']);
  };
}

/** RFC 9457 problem details; the person's words for a code are the client's. */
export function sendProblem(response: Response, code: string, status: number, field?: string): void {
  const problem: Problem = {
    type: `urn:atrium:problem:${code}`,
    title: code.replaceAll('-', ' '),
    status,
    code,
    ...(field ? { field } : {}),
  };
  response.status(status).type('application/problem+json').send(JSON.stringify(problem));
}

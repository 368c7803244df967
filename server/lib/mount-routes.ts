import { json, type Request, type Response, Router, raw } from 'express';
import type { ZodError } from 'zod';
import {
  type Audience,
  type Bucket,
  bytesLimitOf,
  commonErrors,
  type DocumentFile,
  documentFile,
  type Endpoint,
  eventOf,
  type Problem,
} from '../../shared/endpoint.ts';
import { type Principal, personKey } from './principal.ts';
import type { RateLimits } from './rate-limits.ts';
import type { Route } from './route.ts';
import { sendDocument } from './send-document.ts';
import { sendEvents } from './send-events.ts';
import { sendPublic } from './send-public.ts';

/** Largest JSON body, bytes: the longest legitimate one is a payment of about 700. */
const MAX_BODY_BYTES = 16 * 1024;

export interface MountOptions {
  /** The only Origin that may change anything. */
  readonly origin: string;
  readonly authenticate: (request: Request, audience: Audience | 'anyone') => Promise<Principal | null>;
  readonly limits: RateLimits;
  /** Told of what the handler of an endpoint threw: a bug. The path that was asked is not told: it may hold a secret. */
  readonly onError: (error: unknown, endpoint: Endpoint) => void;
}

/** All endpoints of a list of routes: origin, session, parsing, status codes and problem details, in one place. */
export function mountRoutes(routes: readonly Route[], options: MountOptions): Router {
  const router = Router();
  router.use(refuseForeignOrigin(options.origin));
  router.use(json({ limit: MAX_BODY_BYTES, strict: true }));
  for (const mounted of routes) {
    const { method, path } = mounted.endpoint;
    router[method.toLowerCase() as 'get' | 'post' | 'put' | 'delete'](path, async (request, response) => {
      try {
        await answer(mounted, request, response, options);
      } catch (error) {
        options.onError(error, mounted.endpoint);
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
  const { limits } = options;
  const { bucket = 'ordinary' } = endpoint;
  // Before anything is looked up for a caller who may be nobody.
  const addressWaitMs = await limits.takeAddress(bucket, request.ip ?? '');
  if (addressWaitMs > 0) return sendTooMany(response, addressWaitMs);
  const principal = await options.authenticate(request, endpoint.audience);
  if (!principal) return sendProblem(response, 'sign-in-required', commonErrors['sign-in-required']);
  const personWaitMs = principal.kind === 'guest' ? 0 : await limits.takePerson(bucket, personKey(principal));
  if (personWaitMs > 0) return sendTooMany(response, personWaitMs);
  const isDocument = endpoint.answer === documentFile;
  const params = endpoint.params.safeParse(isDocument ? { ...request.query, ...request.params } : request.params);
  if (!params.success)
    return sendProblem(response, 'request-malformed', commonErrors['request-malformed'], fieldOf(params.error));
  const most = bytesLimitOf(endpoint.body);
  // Only now: bytes of nobody are not taken in.
  const refusal = most === undefined ? null : await takeBytes(request, response, most);
  if (refusal) return sendProblem(response, refusal, commonErrors[refusal]);
  const body = endpoint.body.safeParse(request.body);
  if (!body.success)
    return sendProblem(response, 'request-malformed', commonErrors['request-malformed'], fieldOf(body.error));
  const result = await handle({ params: params.data, body: body.data, principal });
  if (!result.ok)
    return sendProblem(response, result.error, { ...commonErrors, ...endpoint.errors }[result.error] ?? 500);
  if (isDocument) return sendDocument(response, result.value as DocumentFile);
  if (eventOf(endpoint.answer)) return sendEvents(response, result.value as AsyncIterable<unknown>);
  response.status(200);
  if (endpoint.isPublic) return sendPublic(request, response, result.value);
  response.json(result.value);
}

/** Reads the body as bytes, or says why it is refused. */
function takeBytes(request: Request, response: Response, limit: number): Promise<BodyRefusal | null> {
  return new Promise((resolve, reject) =>
    raw({ limit, type: 'application/octet-stream', inflate: false })(request, response, (error?: unknown) => {
      const refusal = error ? refusalOfBody(error) : null;
      if (error && !refusal) reject(error);
      else resolve(refusal);
    }),
  );
}

type BodyRefusal = 'request-malformed' | 'request-too-large';

/** What a parser of bodies or paths threw because of what it was sent; null where the fault is ours. */
export function refusalOfBody(error: unknown): BodyRefusal | null {
  const { status } = error as { status?: unknown };
  if (status === 413) return 'request-too-large';
  return status === 400 || status === 415 ? 'request-malformed' : null;
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

/** For what is no {@link Route}: counts a call against its address alone, and one without a bucket not at all. */
export function limitAddress(limits: RateLimits, bucketOf: (request: Request) => Bucket | null) {
  return async (request: Request, response: Response, next: () => void) => {
    const bucket = bucketOf(request);
    const waitMs = bucket ? await limits.takeAddress(bucket, request.ip ?? '') : 0;
    if (waitMs > 0) sendTooMany(response, waitMs);
    else next();
  };
}

function sendTooMany(response: Response, waitMs: number): void {
  response.set('retry-after', String(Math.ceil(waitMs / 1000)));
  sendProblem(response, 'too-many-requests', commonErrors['too-many-requests']);
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

import { randomUUID } from 'node:crypto';
import { type NextFunction, type Request, type Response, Router, text } from 'express';
import type { JWTVerifyGetKey } from 'jose';
import { type DetachedClaims, signDetached, verifyDetached } from '../../../shared/detached-jws.ts';
import type { Logger } from '../../logger.ts';
import type { Caller, PresentedToken } from './access-token.ts';
import { ApiError, ERROR_CODES, type ErrorCode } from './api-error.ts';

/** A parsed, authenticated call of one operation. */
export interface ApiCall {
  readonly caller: Caller;
  readonly params: Readonly<Record<string, string>>;
  readonly query: Readonly<Record<string, unknown>>;
  /** The body byte for byte as it was signed and sent. */
  readonly body: string;
  readonly idempotencyKey: string | undefined;
}

export interface Operation {
  readonly method: 'get' | 'post' | 'delete';
  /** Below `/open-banking/v4.0`. */
  readonly path: string;
  readonly scope: 'accounts' | 'payments';
  /** Whose token: the client's own, or a customer's. */
  readonly token: 'client' | 'customer';
  /** Request and answer carry a detached message signature. */
  readonly signed?: boolean;
  readonly handle: (call: ApiCall) => Promise<{ readonly status: 200 | 201 | 204; readonly body?: unknown }>;
}

export interface ApiRouterOptions {
  readonly operations: readonly Operation[];
  readonly verifyToken: (presented: PresentedToken) => Promise<Caller | null>;
  readonly clientKeys: JWTVerifyGetKey;
  readonly signingKey: CryptoKey;
  readonly signingKid: string;
  readonly issuerName: string;
  readonly logger: Logger;
}

const MAX_BODY_BYTES = 32 * 1024;
/** A repeated request is signed anew, so that an old signature is somebody's copy. */
const SIGNATURE_AGE_MS = 5 * 60_000;
const INTERACTION_ID = /^[0-9a-fA-F-]{1,64}$/;

/** The open-banking API: token, signature, interaction id and error bodies in one place, the operations as data. */
export function createApiRouter(options: ApiRouterOptions): Router {
  const router = Router();
  router.use((request, response, next) => {
    const given = request.headers['x-fapi-interaction-id'];
    response.set(
      'x-fapi-interaction-id',
      typeof given === 'string' && INTERACTION_ID.test(given) ? given : randomUUID(),
    );
    response.set('cache-control', 'no-store');
    next();
  });
  router.use(text({ type: () => true, limit: MAX_BODY_BYTES }));
  for (const operation of options.operations) {
    router[operation.method](operation.path, (request, response) => answer(operation, request, response, options));
  }
  router.use((_request: Request, response: Response) => void sendErrors(response, 400, 'U011'));
  // What never reached an operation: a body too large or cut off, a path that does not decode.
  router.use((_error: unknown, _request: Request, response: Response, _next: NextFunction) =>
    sendErrors(response, 400, 'U002'),
  );
  return router;
}

async function answer(
  operation: Operation,
  request: Request,
  response: Response,
  options: ApiRouterOptions,
): Promise<void> {
  try {
    const caller = await options.verifyToken({
      method: request.method,
      path: request.originalUrl.split('?')[0] ?? '',
      authorization: request.headers.authorization,
      proof: request.headers.dpop as string | undefined,
    });
    if (!caller)
      return void response.status(401).set('www-authenticate', 'DPoP error="invalid_token", algs="ES256 PS256"').end();
    if (!caller.scopes.includes(operation.scope)) throw new ApiError(403, 'U010');
    if ((operation.token === 'customer') !== (caller.customer !== null)) throw new ApiError(403, 'U010');
    const body = typeof request.body === 'string' ? request.body : '';
    if (operation.signed) await verifySignature(body, request.headers['x-jws-signature'], caller, options.clientKeys);
    const done = await operation.handle({
      caller,
      params: request.params as Record<string, string>,
      query: request.query,
      body,
      idempotencyKey: request.headers['x-idempotency-key'] as string | undefined,
    });
    await send(operation, response, done, options);
  } catch (error) {
    if (error instanceof ApiError) return sendErrors(response, error.status, error.code, error.path);
    options.logger.error({ err: error, path: request.path }, 'an operation failed');
    sendErrors(response, 500, 'U000');
  }
}

async function send(
  operation: Operation,
  response: Response,
  done: { status: number; body?: unknown },
  options: ApiRouterOptions,
): Promise<void> {
  response.status(done.status);
  if (done.body === undefined) return void response.end();
  const body = JSON.stringify(done.body);
  if (operation.signed || operation.scope === 'payments') {
    const signature = await signDetached(body, {
      key: options.signingKey,
      kid: options.signingKid,
      issuer: options.issuerName,
      trustAnchor: options.issuerName,
      issuedAt: new Date(),
    });
    response.set('x-jws-signature', signature);
  }
  response.type('application/json').send(body);
}

async function verifySignature(body: string, signature: unknown, caller: Caller, keys: JWTVerifyGetKey): Promise<void> {
  if (typeof signature !== 'string') throw new ApiError(400, 'U018', 'x-jws-signature');
  let claims: DetachedClaims;
  try {
    claims = await verifyDetached(body, signature, keys);
  } catch {
    throw new ApiError(400, 'U017', 'x-jws-signature');
  }
  const isFromNow = Math.abs(Date.now() - claims.issuedAt.getTime()) <= SIGNATURE_AGE_MS;
  if (claims.issuer !== caller.clientId || !isFromNow) throw new ApiError(400, 'U017', 'x-jws-signature');
}

function sendErrors(response: Response, status: number, code: ErrorCode, path?: string): void {
  const error = { ErrorCode: code, Message: ERROR_CODES[code], ...(path ? { Path: path } : {}) };
  response
    .status(status)
    .type('application/json')
    .send(JSON.stringify({ Id: response.get('x-fapi-interaction-id')?.slice(0, 40), Errors: [error] }));
}

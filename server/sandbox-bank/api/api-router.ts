import { randomUUID } from 'node:crypto';
import { type NextFunction, type Request, type Response, Router, text } from 'express';
import type { Logger } from '../../logger.ts';
import { type Caller, type TokenVerifier, thumbprintOf } from './access-token.ts';
import { ApiError, ERROR_CODES, type ErrorCode, TooManyRequests } from './api-error.ts';
import { isResourceId } from './consent-store.ts';
import type { Dialect } from './dialects.ts';
import type { MessageSignatures } from './message-signature.ts';

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
  /** Below the API's own base. */
  readonly path: string;
  readonly scope: 'accounts' | 'payments';
  /** Whose token: the client's own, or a customer's. */
  readonly token: 'client' | 'customer';
  /** The request carries a detached message signature. */
  readonly signed?: boolean;
  readonly handle: (call: ApiCall) => Promise<{ readonly status: 200 | 201 | 204; readonly body?: unknown }>;
}

export interface ApiRouterOptions {
  readonly operations: readonly Operation[];
  readonly tokens: TokenVerifier;
  readonly signatures: MessageSignatures;
  /** How a refusal is written. */
  readonly errors: Pick<Dialect, 'errorCode' | 'errorHead'>;
  /** Answers below this path carry the bank's signature. */
  readonly signedBelow: string;
  readonly logger: Logger;
}

const MAX_BODY_BYTES = 32 * 1024;
const INTERACTION_ID = /^[0-9a-fA-F-]{1,64}$/;

/** The open-banking API: token, signature, interaction id and error bodies in one place, the operations as data. */
export function createApiRouter(options: ApiRouterOptions): Router {
  const { operations } = options;
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
  for (const operation of operations) {
    router[operation.method](operation.path, (request, response) =>
      answer(operation, request, response, options).catch((error) => refuse(error, request, response, options)),
    );
  }
  for (const path of new Set(operations.map((operation) => operation.path))) {
    const allowed = operations.filter((operation) => operation.path === path).map(({ method }) => method.toUpperCase());
    router.all(path, (_request, response) => void response.status(405).set('allow', allowed.join(', ')).end());
  }
  router.use((request: Request, response: Response) => sendErrors(request, response, 400, 'U011', options));
  // What never reached an operation: a body too large or cut off, a path that does not decode.
  router.use((_error: unknown, request: Request, response: Response, _next: NextFunction) =>
    sendErrors(request, response, 400, 'U002', options),
  );
  return router;
}

async function answer(
  operation: Operation,
  request: Request,
  response: Response,
  options: ApiRouterOptions,
): Promise<void> {
  const { tokens, signatures } = options;
  if (!request.accepts('application/json')) return void response.status(406).end();
  if (request.is('application/json') === false) return void response.status(415).end();
  const caller = await tokens.verify({
    method: request.method,
    path: request.originalUrl.split('?')[0] ?? '',
    authorization: request.headers.authorization,
    proof: request.headers.dpop as string | undefined,
    certificateThumbprint: thumbprintOf(request.socket),
  });
  if (!caller) return void response.status(401).set('www-authenticate', tokens.challenge).end();
  if (!caller.scopes.includes(operation.scope)) throw new ApiError(403, 'U010');
  if ((operation.token === 'customer') !== (caller.customer !== null)) throw new ApiError(403, 'U010');
  const params = request.params as Record<string, string>;
  if (!Object.values(params).every(isResourceId)) throw new ApiError(400, 'U011');
  const body = typeof request.body === 'string' ? request.body : '';
  if (operation.signed) await signatures.verify(body, request.headers['x-jws-signature'], caller.clientId);
  const done = await operation.handle({
    caller,
    params,
    query: request.query,
    body,
    idempotencyKey: request.headers['x-idempotency-key'] as string | undefined,
  });
  if (done.body === undefined) return void response.status(done.status).end();
  await send(request, response, done.status, done.body, options);
}

function refuse(error: unknown, request: Request, response: Response, options: ApiRouterOptions): Promise<void> {
  if (error instanceof ApiError) return sendErrors(request, response, error.status, error.code, options, error.path);
  if (error instanceof TooManyRequests) {
    response.status(429).set('retry-after', String(error.retryAfterSeconds)).end();
    return Promise.resolve();
  }
  options.logger.error({ err: error, path: request.path }, 'an operation failed');
  return sendErrors(request, response, 500, 'U000', options);
}

function sendErrors(
  request: Request,
  response: Response,
  status: number,
  code: ErrorCode,
  options: ApiRouterOptions,
  path?: string,
): Promise<void> {
  const { errorCode, errorHead } = options.errors;
  const error = { ErrorCode: errorCode(code), Message: ERROR_CODES[code], ...(path ? { Path: path } : {}) };
  const id = response.get('x-fapi-interaction-id')?.slice(0, 40);
  return send(request, response, status, { ...errorHead(status, code), Id: id, Errors: [error] }, options);
}

/** Whatever is said of a payment is signed, a refusal too. */
async function send(
  request: Request,
  response: Response,
  status: number,
  body: unknown,
  { signatures, signedBelow }: ApiRouterOptions,
): Promise<void> {
  const text = JSON.stringify(body);
  if (request.path.startsWith(signedBelow)) response.set('x-jws-signature', await signatures.sign(text));
  response.status(status).type('application/json').send(text);
}

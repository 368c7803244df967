import { z } from 'zod';

/** Error codes of a feature with the HTTP status each is answered with. */
export type ErrorStatuses = Readonly<Record<string, number>>;

/**
 * One HTTP operation, as both sides see it. The server mounts it with `mountEndpoint`, the browser calls it with
 * `callEndpoint`; neither can drift from the other.
 */
export interface Endpoint<
  Params extends z.ZodType = z.ZodType,
  Body extends z.ZodType = z.ZodType,
  Answer extends z.ZodType = z.ZodType,
  Errors extends ErrorStatuses = ErrorStatuses,
  For extends Audience | 'anyone' = Audience | 'anyone',
> {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  /** Path from the root, with `:name` for each key of `params`. */
  readonly path: `/api/${string}`;
  /** Whose session it needs; `anyone` also admits guests. */
  readonly audience: For;
  readonly params: Params;
  readonly body: Body;
  readonly answer: Answer;
  /** What it may refuse with, beyond {@link commonErrors}. */
  readonly errors: Errors;
  /** What its calls are counted with against floods; `ordinary` where absent. */
  readonly bucket?: Bucket;
  /** The answer is the same for everyone: nothing of a person or a session is in it. Then it may be compressed. */
  readonly isPublic?: true;
}

/** Calls are limited for each person and each address: `server/lib/rate-limits.ts`. `lookup`: what lets one learn who banks here; `file`: what is megabytes long. */
export type Bucket = 'ordinary' | 'sign-in' | 'seat' | 'payment' | 'lookup' | 'file' | 'assistant';

/** Two kinds of session live side by side in one browser: a customer's and a staff member's. */
export type Audience = 'customer' | 'staff';

/** Refusals that any endpoint may answer with. */
export const commonErrors = {
  'request-malformed': 400,
  'sign-in-required': 401,
  'origin-forbidden': 403,
  'not-found': 404,
  'request-too-large': 413,
  'too-many-requests': 429,
  'internal-error': 500,
  'bank-unavailable': 503,
} as const satisfies ErrorStatuses;
export type CommonError = keyof typeof commonErrors;

/** RFC 9457 problem details. `code` is the closed-union error of the feature or a {@link CommonError}. */
export interface Problem {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly code: string;
  /** Dotted path of the offending field, where one is to blame. */
  readonly field?: string;
}

/** Declares an {@link Endpoint}, keeping its exact types. */
export function endpoint<
  P extends z.ZodType,
  B extends z.ZodType,
  A extends z.ZodType,
  E extends ErrorStatuses,
  const W extends Audience | 'anyone',
>(definition: Endpoint<P, B, A, E, W>): Endpoint<P, B, A, E, W> {
  return definition;
}

/** A file as an answer, for a person to keep. */
export interface DocumentFile {
  readonly mediaType: string;
  readonly fileName: string;
  readonly bytes: Uint8Array;
}

/**
 * The answer of an endpoint that serves a file: an attachment instead of JSON. The browser follows it as a link, which
 * carries no body: its params come from the path and from the query.
 */
export const documentFile = z.custom<DocumentFile>();

const byteLimits = new WeakMap<z.ZodType, number>();

/** The body of an endpoint that is handed bytes, `application/octet-stream`, at most so many and at least one. */
export function bytesBody(maxBytes: number): z.ZodType<Uint8Array, Uint8Array> {
  const body = z.instanceof(Uint8Array).refine(({ length }) => length > 0 && length <= maxBytes);
  byteLimits.set(body, maxBytes);
  return body;
}

/** How many bytes such a body may have; undefined where the body is JSON. */
export function bytesLimitOf(body: z.ZodType): number | undefined {
  return byteLimits.get(body);
}

const streams = new WeakMap<z.ZodType, z.ZodType>();

/** The answer of an endpoint that tells things as they happen: one JSON text of `event` a line. A refusal is an ordinary one. */
export function eventStream<E extends z.ZodType>(event: E) {
  const stream = z.custom<AsyncIterable<z.output<E>>>();
  streams.set(stream, event);
  return stream;
}

/** What each line of such an answer is; undefined where the answer is not streamed. */
export function eventOf(answer: z.ZodType): z.ZodType | undefined {
  return streams.get(answer);
}

import type { z } from 'zod';
import {
  type CommonError,
  commonErrors,
  type Endpoint,
  type ErrorStatuses,
  type Problem,
} from '../../shared/endpoint.ts';
import { type Result, refuse } from '../../shared/result.ts';

/** No answer came, or one that is not ours: offline, a proxy's page, a server that is starting. */
export type TransportError = 'network-failed';

/** Every code a call of the endpoint may be refused with. */
export type CallError<E extends ErrorStatuses> = (keyof E & string) | CommonError | TransportError;

export interface CallOptions<P extends z.ZodType, B extends z.ZodType> {
  readonly params?: z.input<P>;
  readonly body?: z.input<B>;
  readonly signal?: AbortSignal;
}

/**
 * Calls an endpoint of the branch server. Answers what it answered, parsed by the endpoint's schema, or the refusal's
 * code; throws only where the caller aborted.
 */
export async function callEndpoint<
  P extends z.ZodType,
  B extends z.ZodType,
  A extends z.ZodType,
  E extends ErrorStatuses,
>(endpoint: Endpoint<P, B, A, E>, options: CallOptions<P, B> = {}): Promise<Result<z.output<A>, CallError<E>>> {
  const response = await sendCall(endpoint, options);
  if (!response) return refuse('network-failed');
  if (!response.ok) return refuse(await refusalOf(endpoint.errors, response));
  const answer: unknown = await response.json().catch(() => null);
  const parsed = endpoint.answer.safeParse(answer);
  return parsed.success ? { ok: true, value: parsed.data } : refuse('network-failed');
}

/** The request alone; null where no answer came. */
export async function sendCall<P extends z.ZodType, B extends z.ZodType>(
  endpoint: Pick<Endpoint, 'method' | 'path'>,
  options: CallOptions<P, B>,
): Promise<Response | null> {
  const params = (options.params ?? {}) as Record<string, string>;
  try {
    return await fetch(addressOf(endpoint, params), {
      method: endpoint.method,
      headers: options.body === undefined ? {} : { 'content-type': 'application/json' },
      body: options.body === undefined ? null : JSON.stringify(options.body),
      signal: options.signal ?? null,
    });
  } catch (error) {
    if (options.signal?.aborted) throw error;
    return null;
  }
}

/** Where an endpoint answers, for a link to a file too; what has no place in its path goes behind it as a query. */
export function addressOf({ path }: Pick<Endpoint, 'path'>, params: Readonly<Record<string, string>>): string {
  const query = new URLSearchParams(params);
  const place = path.replace(/:(\w+)/g, (_, name: string) => {
    query.delete(name);
    return encodeURIComponent(params[name] ?? '');
  });
  return query.size > 0 ? `${place}?${query}` : place;
}

/** The code of a refusal, as far as the endpoint knows it. */
export async function refusalOf<E extends ErrorStatuses>(errors: E, response: Response): Promise<CallError<E>> {
  const answer: unknown = await response.json().catch(() => null);
  const code = (answer as Partial<Problem> | null)?.code;
  return typeof code === 'string' && (code in errors || code in commonErrors)
    ? (code as CallError<E>)
    : 'network-failed';
}

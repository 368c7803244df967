import { type QueryKey, useQuery } from '@tanstack/react-query';
import type { z } from 'zod';
import type { Audience, Endpoint, ErrorStatuses } from '../../shared/endpoint.ts';
import { type CallError, type CallOptions, callEndpoint } from './api.ts';

/** A refusal in the form the query library keeps it in: thrown, so that what was read before stays beside it. */
export class ReadRefused extends Error {
  readonly code: string;
  constructor(code: string) {
    super(code);
    this.code = code;
  }
}

/** Refusals that may be gone in a second. */
const PASSING = ['network-failed', 'internal-error', 'bank-unavailable'];
const MAX_RETRIES = 2;

export function isWorthRetrying(failures: number, error: Error): boolean {
  return error instanceof ReadRefused && PASSING.includes(error.code) && failures < MAX_RETRIES;
}

/** As `callEndpoint`, for a query function: answers the value alone and throws a {@link ReadRefused}. */
export async function readEndpoint<
  P extends z.ZodType,
  B extends z.ZodType,
  A extends z.ZodType,
  E extends ErrorStatuses,
>(endpoint: Endpoint<P, B, A, E>, options: CallOptions<P, B>): Promise<z.output<A>> {
  const result = await callEndpoint(endpoint, options);
  if (!result.ok) throw new ReadRefused(result.error);
  return result.value;
}

export interface Read<T, C extends string> {
  /** The latest that was read. It stays where a later reading is refused; undefined until the first. */
  readonly value: T | undefined;
  /** Why the latest reading was refused; null where it was not. */
  readonly error: C | null;
}

interface ReadOptions<P extends z.ZodType, T> {
  /** Its first word is what `NoticeBridge` makes stale. */
  readonly key: QueryKey;
  readonly params?: z.input<P>;
  readonly enabled?: boolean;
  /** How often to read again, milliseconds; false for never. */
  readonly everyMs?: number | ((value: T | undefined) => number | false);
}

/** Reads an endpoint and keeps it fresh. A failure to read again takes nothing off the screen. */
export function useRead<
  P extends z.ZodType,
  A extends z.ZodType,
  E extends ErrorStatuses,
  W extends Audience | 'anyone',
>(
  endpoint: Endpoint<P, z.ZodUndefined, A, E, W>,
  { key, params, enabled = true, everyMs }: ReadOptions<P, z.output<A>>,
): Read<z.output<A>, CallError<E>> {
  const { data, error } = useQuery<z.output<A>>({
    queryKey: key,
    queryFn: ({ signal }) => readEndpoint(endpoint, params === undefined ? { signal } : { params, signal }),
    enabled,
    refetchInterval: typeof everyMs === 'function' ? ({ state }) => everyMs(state.data) : (everyMs ?? false),
  });
  return { value: data, error: error instanceof ReadRefused ? (error.code as CallError<E>) : null };
}

import type { z } from 'zod';
import { ok, type Result, refuse } from '../../../shared/result.ts';
import type { ReadError, WriteError } from '../bank-adapter.ts';
import type { Answer } from './open-banking-uk-channel.ts';

/** The standard answers an unknown id with 400 and a resource that is not the caller's with 403. */
export function readAnswer<S extends z.ZodType>(answer: Answer, schema: S): Result<z.output<S>, ReadError> {
  if (answer.kind === 'no-answer') return refuse('bank-unavailable');
  if (answer.status === 401) return refuse('bank-sign-in-required');
  if (answer.status === 403) return refuse('account-forbidden');
  if (answer.status === 400 || answer.status === 404) return refuse('account-unknown');
  if (answer.status >= 300) return refuse('bank-unavailable');
  const parsed = schema.safeParse(answer.body);
  return parsed.success ? ok(parsed.data) : refuse('bank-unavailable');
}

/** Only a clear "no" is a no: a missing, late, broken or overloaded answer leaves the outcome open. */
export function writeAnswer<S extends z.ZodType>(answer: Answer, schema: S): Result<z.output<S>, WriteError> {
  if (answer.kind === 'no-answer' || answer.status >= 500 || [401, 408, 429].includes(answer.status))
    return refuse('outcome-unknown');
  if (answer.status >= 300) return refuse('bank-refused');
  const parsed = schema.safeParse(answer.body);
  return parsed.success ? ok(parsed.data) : refuse('outcome-unknown');
}

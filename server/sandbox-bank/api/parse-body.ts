import type { z } from 'zod';
import { ApiError } from './api-error.ts';

/** Parses a body by its schema; refuses with the path of the first field that is not right. */
export function parseBody<S extends z.ZodType>(schema: S, body: string): z.output<S> {
  let value: unknown;
  try {
    value = JSON.parse(body);
  } catch {
    throw new ApiError(400, 'U003');
  }
  const parsed = schema.safeParse(value);
  if (!parsed.success)
    throw new ApiError(400, 'U002', parsed.error.issues[0]?.path.join('.').slice(0, 500) || undefined);
  return parsed.data;
}

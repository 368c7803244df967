import type { Request } from 'express';
import { z } from 'zod';

/** A field that is absent, sent twice or too long is as good as empty: no form of ours sends it so. */
const field = (maxLength: number) => z.string().max(maxLength).catch('');
const Form = z.object({
  username: field(64),
  password: field(200),
  decision: field(20),
  csrf: field(64),
  code: field(12),
  nonce: field(64),
  /** What a passkey answered, or the id of one: JSON of a browser's making is under 6,000 characters. */
  credential: field(6000),
});

/** Reads what any form of the bank may send. */
export function readForm(request: Request): z.infer<typeof Form> {
  return Form.parse(request.body ?? {});
}

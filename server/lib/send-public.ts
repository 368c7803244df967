import { promisify } from 'node:util';
import { brotliCompress, constants } from 'node:zlib';
import type { Request, Response } from 'express';

const compress = promisify(brotliCompress);
/** Below this a compressed answer is hardly smaller. */
const LEAST_BYTES = 2048;
const PARAMS = { [constants.BROTLI_PARAM_QUALITY]: 5 };

/**
 * An answer that is the same for everyone, compressed where the caller reads that. Others are not compressed: beside what an
 * attacker may put into an answer, its compressed length tells what else is in it (BREACH).
 */
export async function sendPublic(request: Request, response: Response, value: unknown): Promise<void> {
  const bytes = Buffer.from(JSON.stringify(value));
  response.vary('accept-encoding').type('json');
  if (bytes.byteLength < LEAST_BYTES || request.acceptsEncodings('br') === false) response.send(bytes);
  else response.set('content-encoding', 'br').send(await compress(bytes, { params: PARAMS }));
}

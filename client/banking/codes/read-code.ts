import { decodeQR } from 'qr/decode.js';
import { PAYEE_NAME_MAX_LENGTH, REFERENCE_MAX_LENGTH } from '../../../shared/payment.ts';
import { type ReadPaymentCode, readPaymentCode } from '../../../shared/payment-code.ts';
import { ok, type Result, refuse } from '../../../shared/result.ts';

/** RGBA, as a canvas has it. */
export interface Pixels {
  readonly width: number;
  readonly height: number;
  readonly data: Uint8ClampedArray;
}

export function readCodeText(text: string): Result<ReadPaymentCode, 'not-a-payment-code'> {
  const code = readPaymentCode(text, { name: PAYEE_NAME_MAX_LENGTH, reference: REFERENCE_MAX_LENGTH });
  return code ? ok(code) : refuse('not-a-payment-code');
}

/** Finds a QR code among pixels and reads it. `timeLimitMs`: how long a hard picture may be tried. */
export function readCodePixels(
  pixels: Pixels,
  timeLimitMs: number,
): Result<ReadPaymentCode, 'no-code' | 'not-a-payment-code'> {
  const text = decode(pixels, timeLimitMs);
  return text === null ? refuse('no-code') : readCodeText(text);
}

function decode({ width, height, data }: Pixels, timeLimitMs: number): string | null {
  try {
    return decodeQR({ width, height, data }, { effort: Number.POSITIVE_INFINITY, timeLimit: timeLimitMs });
  } catch {
    // It throws where there is none.
    return null;
  }
}

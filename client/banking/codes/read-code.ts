import { decodeQR } from 'qr/decode.js';
import type { ReadPaymentCode } from '../../../shared/payment-code.ts';
import { type Result, refuse } from '../../../shared/result.ts';
import { readCodeText } from './read-code-text.ts';

/** RGBA, as a canvas has it. */
export interface Pixels {
  readonly width: number;
  readonly height: number;
  readonly data: Uint8ClampedArray;
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

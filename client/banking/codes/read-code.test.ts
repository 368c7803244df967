import { encodeQR } from 'qr';
import { expect, test } from 'vitest';
import { writePaymentCode } from '../../../shared/payment-code.ts';
import { type Pixels, readCodePixels } from './read-code.ts';

const SCALE = 4;

/** A code as a canvas would have it. */
function pixelsOf(text: string): Pixels {
  const modules = encodeQR(text, 'raw', { scale: SCALE });
  const size = modules.length;
  const data = new Uint8ClampedArray(size * size * 4).fill(255);
  for (const [y, row] of modules.entries())
    for (const [x, isDark] of row.entries()) if (isDark) data.fill(0, (y * size + x) * 4, (y * size + x) * 4 + 3);
  return { width: size, height: size, data };
}

test('what one customer shows, another reads', () => {
  const code = {
    identification: '20451455779911',
    name: 'Мария Соколова',
    amount: { minor: 1250n, currency: 'GBP' },
    reference: 'Обед',
  };
  expect(readCodePixels(pixelsOf(writePaymentCode(code, 'SAND')), 1000)).toEqual({
    ok: true,
    value: { ...code, iban: 'GB05SAND20451455779911' },
  });
});

test('a code of another kind is not paid by, however it is dressed', () => {
  for (const text of ['https://example.org/?payto://iban/GB05SAND20451455779911', 'hello'])
    expect(readCodePixels(pixelsOf(text), 1000)).toEqual({ ok: false, error: 'not-a-payment-code' });
});

test('a picture without a code has none', () => {
  const blank = { width: 64, height: 64, data: new Uint8ClampedArray(64 * 64 * 4).fill(255) };
  expect(readCodePixels(blank, 100)).toEqual({ ok: false, error: 'no-code' });
  expect(readCodePixels({ width: 1, height: 1, data: new Uint8ClampedArray(4) }, 100)).toEqual({
    ok: false,
    error: 'no-code',
  });
});

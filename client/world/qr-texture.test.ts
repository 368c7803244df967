import decodeQR from 'qr/decode.js';
import { expect, test } from 'vitest';
import { qrPixels } from './qr-texture.ts';

/** As a camera sees it: upright, and more than one pixel for a module. */
function photograph({ size, data }: ReturnType<typeof qrPixels>, scale: number) {
  const width = size * scale;
  const seen = new Uint8Array(width * width * 4);
  for (let y = 0; y < width; y++)
    for (let x = 0; x < width; x++) {
      const from = ((size - 1 - Math.floor(y / scale)) * size + Math.floor(x / scale)) * 4;
      seen.set(data.subarray(from, from + 4), (y * width + x) * 4);
    }
  return { width, height: width, data: seen };
}

test.each(['http://bank.localhost:4000/device?user_code=BCDF-GHJK', `https://bank.example.org/${'a'.repeat(120)}`])(
  'a phone reads from the scene what was written: %s',
  (text) => {
    expect(decodeQR(photograph(qrPixels(text), 6))).toBe(text);
  },
);

test('there is a quiet zone around the code, and nothing is see-through', () => {
  const { size, data } = qrPixels('x');
  for (let at = 0; at < size; at++)
    for (const ring of [0, 3, size - 4, size - 1]) expect(data[(ring * size + at) * 4]).toBe(255);
  expect(data.every((value, index) => index % 4 !== 3 || value === 255)).toBe(true);
});

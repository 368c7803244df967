import { randomBytes } from 'node:crypto';
import { expect, test } from 'vitest';
import { createSealedBox } from './sealed-box.ts';

const box = createSealedBox(randomBytes(32));

test('what was sealed opens for the same context', () => {
  expect(box.open(box.seal('токен', 'session:1'), 'session:1')).toBe('токен');
  expect(box.open(box.seal('', 'session:1'), 'session:1')).toBe('');
});

test('sealing twice never gives the same text', () => {
  expect(box.seal('a', 'x')).not.toBe(box.seal('a', 'x'));
});

test('a value moved to another row, altered, or sealed with another key does not open', () => {
  const sealed = box.seal('secret', 'session:1');
  expect(() => box.open(sealed, 'session:2')).toThrow();
  const [version, nonce, ciphertext, tag] = sealed.split('.') as [string, string, string, string];
  const flipped = (ciphertext[0] === 'A' ? 'B' : 'A') + ciphertext.slice(1);
  expect(() => box.open([version, nonce, flipped, tag].join('.'), 'session:1')).toThrow();
  expect(() => createSealedBox(randomBytes(32)).open(sealed, 'session:1')).toThrow();
});

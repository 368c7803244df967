import { createCipheriv, randomBytes } from 'node:crypto';
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
  expect(box.open(sealed, 'session:1')).toBe('secret');
  expect(() => box.open(sealed, 'session:2')).toThrow();
  const parts = sealed.split('.') as [string, string, string, string, string];
  for (const part of [2, 3, 4] as const) {
    const flipped = parts.with(part, (parts[part][0] === 'A' ? 'B' : 'A') + parts[part].slice(1));
    expect(() => box.open(flipped.join('.'), 'session:1')).toThrow();
  }
  expect(() => createSealedBox(randomBytes(32)).open(sealed, 'session:1')).toThrow();
});

test('after a new key was put before it, the old one still opens what it sealed, and seals no more', () => {
  const [old, fresh] = [randomBytes(32), randomBytes(32)];
  const before = createSealedBox(old).seal('secret', 'x');
  const rotated = createSealedBox(fresh, old);
  expect(rotated.open(before, 'x')).toBe('secret');
  const after = rotated.seal('secret', 'x');
  expect(createSealedBox(fresh).open(after, 'x')).toBe('secret');
  expect(() => createSealedBox(old).open(after, 'x')).toThrow('a key that this server does not have');
});

test('once the old key is dropped, what it sealed stays closed', () => {
  const [old, fresh] = [randomBytes(32), randomBytes(32)];
  const sealed = createSealedBox(old).seal('secret', 'x');
  expect(createSealedBox(fresh, old).open(sealed, 'x')).toBe('secret');
  expect(() => createSealedBox(fresh).open(sealed, 'x')).toThrow('a key that this server does not have');
});

test('a sealed value names its key, and the name tells nothing of it', () => {
  const key = randomBytes(32);
  const [, id] = createSealedBox(key).seal('a', 'x').split('.');
  expect(createSealedBox(key).seal('b', 'y').split('.')[1]).toBe(id);
  expect(createSealedBox(randomBytes(32)).seal('a', 'x').split('.')[1]).not.toBe(id);
  expect(key.toString('base64url')).not.toContain(id);
});

test('a value of the time before keys had names opens with the oldest key', () => {
  const key = Buffer.alloc(32, 7);
  const cipher = createCipheriv('aes-256-gcm', key, Buffer.alloc(12)).setAAD(Buffer.from('x'));
  const text = Buffer.concat([cipher.update('secret'), cipher.final()]);
  const sealed = [
    'v1',
    ...[Buffer.alloc(12), text, cipher.getAuthTag()].map((part) => part.toString('base64url')),
  ].join('.');
  expect(createSealedBox(randomBytes(32), key).open(sealed, 'x')).toBe('secret');
  expect(() => createSealedBox(randomBytes(32)).open(sealed, 'x')).toThrow();
});

import { expect, test } from 'vitest';
import { FILE_MAX_BYTES, type FileLetter } from '../../shared/talk-file.ts';
import { type OpenedFile, openFile, readFile, sealFile } from './file-seal.ts';
import { pixelsOf } from './image-size.ts';

const text = (words: string) => new TextEncoder().encode(words) as Uint8Array<ArrayBuffer>;
/** A PNG's beginning, which is all that is read of it here. */
function png(width: number, height: number): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(64);
  bytes.set([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13, 0x49, 0x48, 0x44, 0x52]);
  new DataView(bytes.buffer).setUint32(16, width);
  new DataView(bytes.buffer).setUint32(20, height);
  return bytes;
}
const FILE_ID = '0d8e2b5e-3f53-4f5c-9d2e-1e7f10c7e9a1';
async function handedOver(file: OpenedFile) {
  const { sealed, letter } = await sealFile(file);
  return { sealed, letter: { ...letter, fileId: FILE_ID } satisfies FileLetter };
}
const must = (name: string, bytes: Uint8Array<ArrayBuffer>) => {
  const read = readFile(name, bytes);
  if (!read.ok) throw new Error(read.error);
  return read.value;
};

test('what was sealed is opened again, and the server has neither name nor content', async () => {
  const { sealed, letter } = await handedOver(must('bill.txt', text('canary: 42 pounds')));
  expect(new TextDecoder().decode(sealed)).not.toContain('canary');
  const opened = await openFile(letter, sealed);
  expect(opened).toMatchObject({ ok: true, value: { name: 'bill.txt', type: 'txt' } });
  expect(opened.ok && new TextDecoder().decode(opened.value.bytes)).toBe('canary: 42 pounds');
});

test('two files never have one key', async () => {
  const file = must('a.txt', text('same'));
  const [one, other] = [await handedOver(file), await handedOver(file)];
  expect(one.letter.key).not.toBe(other.letter.key);
  expect(one.sealed).not.toEqual(other.sealed);
});

test('what was changed on the way, or is another file, is not opened', async () => {
  const { sealed, letter } = await handedOver(must('a.txt', text('words')));
  const changed = sealed.slice();
  changed[0] = (changed[0] ?? 0) ^ 1;
  expect(await openFile(letter, changed)).toEqual({ ok: false, error: 'file-damaged' });
  const rehashed = new Uint8Array(await crypto.subtle.digest('SHA-256', changed));
  const hash = Buffer.from(rehashed).toString('base64url');
  expect(await openFile({ ...letter, hash }, changed)).toEqual({ ok: false, error: 'file-damaged' });
  expect(await openFile({ ...letter, bytes: 4 }, sealed)).toEqual({ ok: false, error: 'file-damaged' });
  expect((await openFile(letter, sealed)).ok).toBe(true);
});

test('a sender who lies about the kind, or sends what may not be passed, is not believed', async () => {
  const lied = await handedOver({ name: 'photo.png', type: 'png', bytes: text('just words') });
  expect(await openFile(lied.letter, lied.sealed)).toEqual({ ok: false, error: 'file-type' });
  const page = await handedOver({ name: 'a.txt', type: 'txt', bytes: text('<script>alert(1)</script>') });
  expect(await openFile(page.letter, page.sealed)).toEqual({ ok: false, error: 'file-type' });
  const named = await handedOver({ name: '../../evil.html', type: 'txt', bytes: text('words') });
  expect(await openFile(named.letter, named.sealed)).toMatchObject({ value: { name: 'evil.html.txt' } });
});

test('too many bytes, or too many pixels, are refused before they are sent and before they are shown', async () => {
  expect(readFile('a.txt', new Uint8Array(FILE_MAX_BYTES + 1).fill(97))).toEqual({
    ok: false,
    error: 'file-too-large',
  });
  expect(readFile('a.txt', new Uint8Array(FILE_MAX_BYTES).fill(97)).ok).toBe(true);
  expect(readFile('a.png', png(100_000, 100_000))).toEqual({ ok: false, error: 'picture-too-large' });
  expect(readFile('a.png', png(0, 10))).toEqual({ ok: false, error: 'file-damaged' });
  expect(readFile('a.png', png(4000, 3000)).ok).toBe(true);
  const bomb = await handedOver({ name: 'a.png', type: 'png', bytes: png(60_000, 60_000) });
  expect(await openFile(bomb.letter, bomb.sealed)).toEqual({ ok: false, error: 'picture-too-large' });
});

test('a JPEG and a WebP say their size too, or that they are damaged', () => {
  const jpeg = Uint8Array.from([0xff, 0xd8, 0xff, 0xe0, 0, 4, 0, 0, 0xff, 0xc0, 0, 17, 8, 0x02, 0x00, 0x03, 0x00, 3]);
  expect(pixelsOf('jpeg', jpeg)).toBe(0x200 * 0x300);
  expect(pixelsOf('jpeg', jpeg.slice(0, 9))).toBeNull();
  const webp = new Uint8Array(32);
  webp.set(text('RIFF....WEBPVP8X'));
  webp.set([0xff, 0x01, 0x00, 0xff, 0x00, 0x00], 24);
  expect(pixelsOf('webp', webp)).toBe(512 * 256);
});

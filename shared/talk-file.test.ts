import { expect, test } from 'vitest';
import { FILE_NAME_MAX_LENGTH, safeFileName, typeOfBytes } from './talk-file.ts';

const bytes = (...parts: (string | number[])[]) =>
  Uint8Array.from(parts.flatMap((part) => (typeof part === 'string' ? [...new TextEncoder().encode(part)] : part)));

test.each([
  ['png', bytes([0x89], 'PNG\r\n\x1a\n', 'rest')],
  ['jpeg', bytes([0xff, 0xd8, 0xff, 0xe0])],
  ['webp', bytes('RIFF', [1, 2, 3, 4], 'WEBPVP8 ')],
  ['pdf', bytes('%PDF-1.7\n')],
  ['txt', bytes('Сумма: 12 £\n\tspasibo')],
])('%s is known by its bytes', (type, content) => {
  expect(typeOfBytes(content)).toBe(type);
});

test.each([
  ['a drawing that can run', bytes('<svg xmlns="http://www.w3.org/2000/svg"><script/></svg>')],
  ['a page', bytes('\n <!doctype html><script>')],
  ['a script', bytes('#!/bin/sh\nrm -rf /')],
  ['a program', bytes('MZ', [0x90, 0, 3])],
  ['an archive', bytes('PK', [3, 4])],
  ['a GIF', bytes('GIF89a', [1, 0, 1])],
  ['no UTF-8', bytes([0xc3, 0x28])],
  ['nothing', bytes()],
])('%s is not passed', (_, content) => {
  expect(typeOfBytes(content)).toBeNull();
});

test.each([
  ['../../etc/passwd', 'txt', 'passwd.txt'],
  ['C:\\Users\\anna\\photo.JPG', 'jpeg', 'photo.jpg'],
  ['invoice\u202efdp.exe', 'pdf', 'invoicefdp.exe.pdf'],
  ['page.html', 'png', 'page.html.png'],
  ['.htaccess', 'txt', 'htaccess.txt'],
  ['con<>:"|?*.pdf', 'pdf', 'con_______.pdf'],
  ['...', 'png', 'file.png'],
  ['', 'webp', 'file.webp'],
] as const)('%j becomes a name that is safe to save', (name, type, safe) => {
  expect(safeFileName(name, type)).toBe(safe);
});

test('a long name is cut, and keeps its ending', () => {
  const name = safeFileName(`${'я'.repeat(500)}.pdf`, 'pdf');
  expect([name.length, name.endsWith('.pdf')]).toEqual([FILE_NAME_MAX_LENGTH, true]);
});

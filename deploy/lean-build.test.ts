import { globSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { expect, test } from 'vitest';
import { UNASKED_METHODS } from './lean-build.ts';

const ROOT = resolve(import.meta.dirname, '..');
/** What `leanZod` leaves out of pages: there such a call would be none of a function. */
const FORMAT_AS_METHOD =
  /\bz\s*\.string\(\)(?:\s*\.\w+\((?:[^()]|\([^()]*\))*\))*?\s*\.(email|url|jwt|emoji|guid|uuid\w*|nanoid|cuid2?|ulid|base64(url)?|xid|ksuid|ipv[46]|cidrv[46]|e164|datetime|date|time|duration)\(/;
/** Other things than schemas have methods of these names; of a schema they are looked for where it is made. */
const COMMON_NAMES = ['with', 'register', 'describe', 'apply', 'encode', 'decode'];
const rare = UNASKED_METHODS.filter((name) => !COMMON_NAMES.includes(name));
const UNASKED = new RegExp(`\\.(${rare.join('|')})\\(|\\bz\\s*\\.\\w+\\([^;]*\\)\\s*\\.(${COMMON_NAMES.join('|')})\\(`);

const sources = globSync(['shared/**/*.ts', 'client/**/*.{ts,tsx}'], { cwd: ROOT })
  .filter((file) => !file.endsWith('.test.ts'))
  .map((file) => ({ file, text: readFileSync(resolve(ROOT, file), 'utf8') }));
const filesWith = (call: RegExp) => sources.filter(({ text }) => call.test(text)).map(({ file }) => file);

test('formats of strings are asked of z itself, never of a string: pages have them nowhere else', () => {
  expect(FORMAT_AS_METHOD.test("z.string().max(20).email('no')")).toBe(true);
  expect(FORMAT_AS_METHOD.test('z.string().regex(/^(a|b)$/).max(20)')).toBe(false);
  expect(sources.length).toBeGreaterThan(100);
  expect(filesWith(FORMAT_AS_METHOD)).toEqual([]);
});

test('nothing is asked of a schema that pages do not have', () => {
  expect(UNASKED.test('PayDraft.strict()')).toBe(true);
  expect(UNASKED.test("z.string().max(20).describe('a name')")).toBe(true);
  expect(UNASKED.test('z.string().max(20).optional()')).toBe(false);
  expect(filesWith(UNASKED)).toEqual([]);
});

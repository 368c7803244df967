import { globSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { expect, test } from 'vitest';

const ROOT = resolve(import.meta.dirname, '..');
/** What `leanZod` of `vite.config.ts` leaves out of pages: there such a call would be none of a function. */
const AS_METHOD =
  /\bz\s*\.string\(\)(?:\s*\.\w+\((?:[^()]|\([^()]*\))*\))*?\s*\.(email|url|jwt|emoji|guid|uuid\w*|nanoid|cuid2?|ulid|base64(url)?|xid|ksuid|ipv[46]|cidrv[46]|e164|datetime|date|time|duration)\(/;

test('formats of strings are asked of z itself, never of a string: pages have them nowhere else', () => {
  expect(AS_METHOD.test("z.string().max(20).email('no')")).toBe(true);
  expect(AS_METHOD.test('z.string().regex(/^(a|b)$/).max(20)')).toBe(false);
  const files = globSync(['shared/**/*.ts', 'client/**/*.{ts,tsx}'], { cwd: ROOT }).filter(
    (file) => !file.endsWith('.test.ts'),
  );
  expect(files.length).toBeGreaterThan(100);
  expect(files.filter((file) => AS_METHOD.test(readFileSync(resolve(ROOT, file), 'utf8')))).toEqual([]);
});

import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import corner from '../../docs/example-branch/corner/branch.json' with { type: 'json' };
import { loadBranchPlans } from './branch-plans.ts';

const EXAMPLE = join(import.meta.dirname, '../../docs/example-branch');
let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'branches-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

/** Writes a branch in its folder, logo and all, and answers its file. */
function write(id: string, content: unknown): string {
  cpSync(join(EXAMPLE, 'corner'), join(folder, id), { recursive: true });
  const file = join(folder, id, 'branch.json');
  writeFileSync(file, typeof content === 'string' ? content : JSON.stringify(content));
  return file;
}

test('every branch of every folder is loaded, and asked for by its id', () => {
  write('second', { ...corner, id: 'second' });
  const plans = loadBranchPlans([folder, EXAMPLE]);
  expect(plans.all.map(({ id }) => id)).toEqual(['second', 'corner']);
  const { $schema: _, ...plan } = corner;
  expect(plans.get('corner')).toEqual(plan);
  expect([plans.has('second'), plans.has('nowhere')]).toEqual([true, false]);
  expect([plans.deskIds('corner'), plans.deskIds('nowhere')]).toEqual([['desk-1'], []]);
  expect([plans.folderOf('corner'), plans.folderOf('nowhere')]).toEqual([join(EXAMPLE, 'corner'), undefined]);
});

test.each([
  ['a field of another type', { ...corner, ceilingMetres: 'high' }, 'ceilingMetres: must be a number'],
  ['another id than its folder', { ...corner, id: 'other' }, "id: must be the folder's name, own"],
  [
    'a spawn in an obstacle',
    { ...corner, spawns: [{ x: 2, z: 0.4, heading: 0 }] },
    'spawns[0]: nobody can stand there',
  ],
  [
    'a logo that is not there',
    { ...corner, id: 'own', brand: { ...corner.brand, logo: 'mark.svg' } },
    'brand.logo: mark.svg is not',
  ],
  ['a field that there is not', { ...corner, doors: [] }, 'doors: there is no such field'],
  ['no JSON', '{', 'Expected property name'],
])('a plan with %s is refused by file and field', (_what, content, words) => {
  const file = write('own', content);
  expect(() => loadBranchPlans([folder])).toThrow(`${file}: ${words}`);
});

test('a logo that could run a script is refused', () => {
  const file = write('own', { ...corner, id: 'own' });
  expect(loadBranchPlans([folder]).has('own')).toBe(true);
  writeFileSync(join(folder, 'own/logo.svg'), '<svg width="9" height="9" viewBox="0 0 9 9"><script>1</script></svg>');
  expect(() => loadBranchPlans([folder])).toThrow(`${file}: brand.logo: logo.svg holds <script>`);
});

test('of several faults the first is told, and how to see the others', () => {
  const file = write('own', { ...corner, ceilingMetres: 'high', doors: [] });
  expect(() => loadBranchPlans([folder])).toThrow(`(and 1 more; npm run branch:check ${file} tells all)`);
});

test('two branches of one id, a folder without a branch, a branch without a plan and no folder at all are refused', () => {
  expect(() => loadBranchPlans([folder])).toThrow('holds no branch');
  expect(() => loadBranchPlans([join(folder, 'nowhere')])).toThrow('there is no folder');
  expect(() => loadBranchPlans([EXAMPLE, EXAMPLE])).toThrow('no two branches may have one id');
  mkdirSync(join(folder, 'empty'));
  expect(() => loadBranchPlans([folder])).toThrow(join(folder, 'empty', 'branch.json'));
});

import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { loadBranchPlans } from './branch-plans.ts';
import { testPlan } from './testing/test-plan.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'branches-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

/** Writes a branch in its folder, and answers its file. */
function write(id: string, content: unknown): string {
  mkdirSync(join(folder, id));
  const file = join(folder, id, 'branch.json');
  writeFileSync(file, typeof content === 'string' ? content : JSON.stringify(content));
  return file;
}

test('every branch of the folder is loaded, and asked for by its id', () => {
  write('test', testPlan);
  write('second', { ...testPlan, id: 'second' });
  const plans = loadBranchPlans(folder);
  expect(plans.all.map(({ id }) => id).sort()).toEqual(['second', 'test']);
  expect(plans.get('test')).toEqual(testPlan);
  expect([plans.has('second'), plans.has('nowhere')]).toEqual([true, false]);
  expect([plans.deskIds('test'), plans.deskIds('nowhere')]).toEqual([['desk-1'], []]);
});

test.each([
  ['a field of another type', { ...testPlan, ceilingMetres: 'high' }, 'ceilingMetres: '],
  ['a colour that is none', { ...testPlan, brand: { ...testPlan.brand, primary: 'red' } }, 'brand.primary: '],
  ['a rectangle that is inside out', { ...testPlan, bounds: { minX: 1, maxX: 0, minZ: 0, maxZ: 1 } }, 'bounds: '],
  ['another id than its folder', { ...testPlan, id: 'other' }, "id: must be the folder's name, test"],
  [
    'a spawn in an obstacle',
    { ...testPlan, spawns: [...testPlan.spawns, { x: 4, z: 0, heading: 0 }] },
    'spawns.1: nobody can stand there',
  ],
  ['no JSON', '{', 'Expected property name'],
])('a plan with %s is refused by file and field', (_what, content, words) => {
  const file = write('test', content);
  expect(() => loadBranchPlans(folder)).toThrow(`${file}: ${words}`);
});

test('a folder without a branch, and a branch without a plan, are refused', () => {
  expect(() => loadBranchPlans(folder)).toThrow('holds no branch');
  mkdirSync(join(folder, 'empty'));
  expect(() => loadBranchPlans(folder)).toThrow(join(folder, 'empty', 'branch.json'));
});

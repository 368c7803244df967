import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { TEST_SERVICE } from '../test-branch.ts';
import { openState } from './hours-rules.ts';
import { skillsOf } from './queue-rules.ts';
import { loadServicePlans } from './service-plans.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'atrium-service-'));
  mkdirSync(join(folder, 'one'));
});
afterEach(() => rmSync(folder, { recursive: true }));
const branches = (folder: string, ...ids: string[]) => {
  return { all: ids.map((id) => ({ id })), folderOf: (id: string) => join(folder, id) };
};
const load = (plan: unknown) => {
  writeFileSync(join(folder, 'one', 'service.json'), JSON.stringify(plan));
  return loadServicePlans(branches(folder, 'one')).of('one');
};

test('the branches of the demo serve: one never closes, the other keeps office hours and knows its own staff', () => {
  const plans = loadServicePlans(
    branches(join(import.meta.dirname, '../../assets/branches'), 'flagship', 'market-street'),
  );
  const christmas = new Date('2026-12-25T11:00:00Z');
  expect(openState(plans.of('flagship'), christmas).isOpen).toBe(true);
  expect(openState(plans.of('market-street'), christmas).isOpen).toBe(false);
  expect(openState(plans.of('market-street'), new Date('2026-12-29T11:00:00Z')).isOpen).toBe(true);
  expect(skillsOf(plans.of('market-street'), 's-40ad8c13')?.languages).toEqual(['en', 'ru']);
  expect(skillsOf(plans.of('market-street'), 'stranger')).toBeNull();
});

test('a plan that is none is named with file and field', () => {
  expect(load(TEST_SERVICE).timeZone).toBe('Europe/London');
  expect(() => load({ ...TEST_SERVICE, timeZone: 'Europe/Nowhere' })).toThrow(/one\/service\.json: timeZone/);
  expect(() => load({ ...TEST_SERVICE, week: [[['17:00', '09:00']], [], [], [], [], [], []] })).toThrow(
    'shift-inverted',
  );
  expect(() => load({ ...TEST_SERVICE, week: [] })).toThrow(/: week/);
});

test('a branch that says nothing of it never closes, and whoever may serve serves everything', () => {
  const plan = loadServicePlans(branches(folder, 'one')).of('one');
  expect(openState(plan, new Date()).isOpen).toBe(true);
  expect(skillsOf(plan, 'anyone')?.topics).toHaveLength(6);
});

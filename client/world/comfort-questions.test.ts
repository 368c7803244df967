import { expect, test } from 'vitest';
import { Comfort, FIRST_COMFORT } from '../xr/comfort.ts';
import { comfortQuestions } from './comfort-questions.ts';
import { comfortTexts } from './comfort-texts.ts';

test.each(['en', 'ru'] as const)('every setting can be chosen, and has one that is chosen now: %s', (language) => {
  const questions = comfortQuestions({ ...FIRST_COMFORT, turn: 'smooth' }, comfortTexts[language]);
  const changes = questions.flatMap(({ options }) => options.map(({ change }) => change));
  for (const change of changes) expect(Comfort.parse({ ...FIRST_COMFORT, ...change })).toMatchObject(change);
  const settable = new Set(changes.flatMap((change) => Object.keys(change)));
  expect([...settable, 'riseMetres'].sort()).toEqual(Object.keys(FIRST_COMFORT).sort());
  for (const { options } of questions) expect(options.filter(({ chosen }) => chosen)).toHaveLength(1);
});

test('what does not count is not asked: the speed of smooth turns in steps, the turning hand with one controller', () => {
  const ids = (comfort: Partial<Comfort>) =>
    comfortQuestions({ ...FIRST_COMFORT, ...comfort }, comfortTexts.en).map(({ id }) => id);
  expect(ids({})).not.toContain('turnSpeed');
  expect(ids({ turn: 'smooth' })).toContain('turnSpeed');
  expect(ids({})).toContain('hand');
  expect(ids({ oneController: true })).not.toContain('hand');
});

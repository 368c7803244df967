import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { loadCannedAnswers } from './canned-answers.ts';

const ASSETS = join(import.meta.dirname, '../../assets');
const lawful = JSON.parse(readFileSync(join(ASSETS, 'desk/answers.en.json'), 'utf8'));
const [first, ...rest] = lawful.answers;

/** Both languages the same, but for what a test changes in one. */
function load(english: unknown, russian: unknown = english) {
  const folder = mkdtempSync(join(tmpdir(), 'answers-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  writeFileSync(join(folder, 'answers.en.json'), JSON.stringify(english));
  writeFileSync(join(folder, 'answers.ru.json'), JSON.stringify(russian));
  return loadCannedAnswers(folder);
}

test('the bank’s answers are lawful in both languages, and offer documents that there are', () => {
  const { en, ru } = loadCannedAnswers(join(ASSETS, 'desk'));
  expect(en.length).toBeGreaterThanOrEqual(12);
  const documents = readdirSync(join(ASSETS, 'documents'));
  for (const answer of [...en, ...ru])
    for (const step of answer.steps) if ('offer' in step) expect(documents).toContain(`${step.offer}.json`);
});

test.each([
  ['names what the desk does not know', [{ ...first, text: 'Your PIN is {pin}' }, ...rest], '{pin}'],
  ['leaves a brace open', [{ ...first, text: 'Good day {customerName and more' }, ...rest], 'customerName and more'],
  ['stands twice', [first, ...lawful.answers], 'twice'],
  ['has a step that does something by itself', [{ ...first, steps: [{ send: true }] }, ...rest], 'answers.0.steps'],
  ['hides characters', [{ ...first, text: 'Pay \u202egnp.exe' }, ...rest], 'invisible'],
])('an answer is refused that %s', (_, answers, reason) => {
  expect(load(lawful).en).toHaveLength(lawful.answers.length);
  expect(() => load({ answers })).toThrow(reason);
});

test('an answer that one language lacks, or has for another topic, is told of at start', () => {
  expect(() => load(lawful, { answers: rest })).toThrow(first.id);
  expect(() => load(lawful, { answers: [{ ...first, topic: 'loans' }, ...rest] })).toThrow(first.id);
});

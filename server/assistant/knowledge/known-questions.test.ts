import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { KNOWLEDGE } from '../testing/learned-knowledge.ts';
import { matterOf, readQuestions } from './known-questions.ts';

function folderWith(text: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'questions-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  writeFileSync(join(folder, 'some.txt'), text);
  return folder;
}

test('questions stand under the article or the matter that they ask for', () => {
  const folder = folderWith('# isa\nwhat is an isa\n\n# -law\nhow do I sue\r\n');
  expect(readQuestions(folder, (id) => id === 'isa')).toEqual([
    { label: 'isa', text: 'what is an isa', file: 'some.txt' },
    { label: '-law', text: 'how do I sue', file: 'some.txt' },
  ]);
});

test.each([
  ['# nothing\nwhat', 'nothing'],
  ['# -nothing\nwhat', 'nothing'],
  ['what is an isa', 'stands under no article'],
])('a question under no article and no matter is told of: %s', (text, reason) => {
  expect(() => readQuestions(folderWith(text), (id) => id === 'isa')).toThrow(reason);
});

test('no question is known for two things', () => {
  for (const language of ['en', 'ru'] as const) {
    const labels = new Map<string, string>();
    const twice: string[] = [];
    for (const { label, text } of KNOWLEDGE.questions[language]) {
      const before = labels.get(text.toLowerCase());
      // An order or a wish for a person is what it is, in whichever list it stands.
      if (before !== undefined && before !== label) twice.push(`${text}: ${before}, ${label}`);
      labels.set(text.toLowerCase(), label);
    }
    expect(twice).toEqual([]);
  }
});

test('a matter is told by its label', () => {
  expect(matterOf('-law')).toBe('law');
  expect(matterOf('isa')).toBeNull();
});

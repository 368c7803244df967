import { expect, test } from 'vitest';
import { inSlices } from './in-slices.ts';
import { commonWordsOf, formOf } from './question-form.ts';

const COMMON = new Set(['cancel', 'my', 'how', 'do', 'i', 'a', 'the']);
const sharedBy = (one: string, other: string) => {
  const form = formOf('en', COMMON);
  const keys = new Set(form(one).keys);
  return [...form(other).keys].filter((key) => keys.has(key)).length / keys.size;
};

test('what is asked in the same way is of one form, whatever it is about; a question is of another than an order', () => {
  expect(sharedBy('cancel my zebra', 'cancel my trumpet')).toBe(1);
  expect(sharedBy('cancel my zebra', 'how do I cancel my zebra?')).toBeLessThan(0.7);
});

test('words that many labels share are common, and those of one subject are not', async () => {
  const questions = Array.from({ length: 12 }, (_, at) => ({ label: `article-${at}`, text: `how is zebra${at}` }));
  expect(await inSlices(commonWordsOf(questions))).toEqual(new Set(['how', 'is']));
});

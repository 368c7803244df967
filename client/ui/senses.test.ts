import { expect, test } from 'vitest';
import { senseQuestions, senseTexts } from './sense-questions.ts';
import { FIRST_SENSES, readSenses } from './senses.ts';

test('who has chosen nothing hears only that they are called, quietly, and reads captions', () => {
  expect(readSenses(null)).toEqual({ sound: 'calls', volume: 'quiet', captions: true });
});

test('what was kept is taken up; what cannot be read of it is as at the beginning', () => {
  expect(readSenses('{"sound":"off","captions":false}')).toEqual({ sound: 'off', volume: 'quiet', captions: false });
  expect(readSenses('{"sound":"thunder","volume":"full"}')).toEqual({ ...FIRST_SENSES, volume: 'full' });
  for (const kept of ['', 'null', '[]', '{']) expect(readSenses(kept), kept).toEqual(FIRST_SENSES);
});

test('how loud is asked only of who hears something; each choice changes what it says', () => {
  const ask = (sound: 'off' | 'calls') => senseQuestions({ ...FIRST_SENSES, sound }, senseTexts.en);
  expect(ask('calls').map(({ id }) => id)).toEqual(['sound', 'volume', 'captions']);
  expect(ask('off').map(({ id }) => id)).toEqual(['sound', 'captions']);
  for (const { options } of ask('calls')) expect(options.filter(({ chosen }) => chosen)).toHaveLength(1);
  const off = ask('calls')[0]?.options.find(({ label }) => label === 'Off');
  expect(off?.change).toEqual({ sound: 'off' });
});

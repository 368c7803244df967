import { expect, test } from 'vitest';
import { CHAT_MAX_LENGTH } from '../../shared/consultation.ts';
import { readDraft } from './chat-rules.ts';

test('a message is sent trimmed, with its line breaks', () => {
  expect(readDraft(' Good morning.\nЯ хочу заплатить. ')).toBe('Good morning.\nЯ хочу заплатить.');
});

test('the longest message fits in any script', () => {
  expect(readDraft('a'.repeat(CHAT_MAX_LENGTH))).toHaveLength(CHAT_MAX_LENGTH);
  expect(readDraft('я'.repeat(CHAT_MAX_LENGTH))).toHaveLength(CHAT_MAX_LENGTH);
  expect(readDraft('汉'.repeat(CHAT_MAX_LENGTH))).toHaveLength(CHAT_MAX_LENGTH);
});

test.each([
  ['nothing', '  \n '],
  ['too many characters', 'a'.repeat(CHAT_MAX_LENGTH + 1)],
  ['text that turns around', 'pay \u202eylno'],
])('what others would not take is not sent: %s', (_, text) => {
  expect(readDraft(text)).toBeNull();
});

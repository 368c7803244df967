import { expect, test } from 'vitest';
import { CHAT_MAX_LENGTH } from '../../shared/consultation.ts';
import { readDraft } from './chat-rules.ts';

test('a message is sent trimmed, with its line breaks', () => {
  expect(readDraft(' Good morning.\nЯ хочу заплатить. ')).toBe('Good morning.\nЯ хочу заплатить.');
});

test('the longest message in Latin or Cyrillic fits the socket', () => {
  expect(readDraft('a'.repeat(CHAT_MAX_LENGTH))).toHaveLength(CHAT_MAX_LENGTH);
  expect(readDraft('я'.repeat(CHAT_MAX_LENGTH))).toHaveLength(CHAT_MAX_LENGTH);
});

test.each([
  ['nothing', '  \n '],
  ['too many characters', 'a'.repeat(CHAT_MAX_LENGTH + 1)],
  ['more bytes than the socket takes', '汉'.repeat(CHAT_MAX_LENGTH)],
  ['text that turns around', 'pay \u202eylno'],
])('what the server would refuse is not sent: %s', (_, text) => {
  expect(readDraft(text)).toBeNull();
});

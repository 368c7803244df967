import { expect, test } from 'vitest';
import { CHAT_MAX_LENGTH, type ChatLine } from '../../shared/consultation.ts';
import { readDraft, unheardOf } from './chat-rules.ts';

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

const line = (from: ChatLine['from'], text: string): ChatLine => ({
  id: text,
  from,
  text,
  at: '2026-11-21T10:00:00.000Z',
});

test('what was said into a link that was gone is known by not being among the lines', () => {
  const said = [
    { text: 'Yes', ownBefore: 1 },
    { text: 'And now?', ownBefore: 2 },
  ];
  const before = [line('customer', 'Yes'), line('consultant', 'Yes')];
  expect(unheardOf(said, before, 'customer')).toEqual(said);
  const one = [...before, line('customer', 'Yes')];
  expect(unheardOf(said, one, 'customer')).toEqual([said[1]]);
  expect(unheardOf(said, [...one, line('customer', 'And now?')], 'customer')).toEqual([]);
});

test('a line is heard once: the same words said twice need two', () => {
  const said = [
    { text: 'Hello', ownBefore: 0 },
    { text: 'Hello', ownBefore: 0 },
  ];
  expect(unheardOf(said, [line('customer', 'Hello')], 'customer')).toHaveLength(1);
});

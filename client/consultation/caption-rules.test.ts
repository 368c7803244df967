import { expect, test } from 'vitest';
import type { ChatLine } from '../../shared/consultation.ts';
import { newLineOf } from './caption-rules.ts';

const line = (id: string, from: ChatLine['from']): ChatLine => ({ id, from, text: id, at: '2026-11-21T10:00:00.000Z' });
const hello = line('1', 'consultant');
const answer = line('2', 'customer');
const more = line('3', 'consultant');

test('what the other one says while one is there is new; what one says oneself is not', () => {
  expect(newLineOf('customer', [hello], [hello, answer])).toBeNull();
  expect(newLineOf('customer', [hello, answer], [hello, answer, more])).toBe(more);
});

test('what was said before one came is not said again, but the first word is', () => {
  expect(newLineOf('customer', [], [hello, answer, more])).toBeNull();
  expect(newLineOf('customer', [hello], [hello])).toBeNull();
  expect(newLineOf('customer', [], [hello])).toBe(hello);
});

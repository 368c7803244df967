import { expect, test } from 'vitest';
import { spokenSumOf } from './sum-words-rules.ts';

test.each([
  ['€90 to Ute Lang, not pounds, euros', { amount: '90', currency: 'EUR' }],
  ['in yen, not euros: 4000', { amount: '4000', currency: 'JPY' }],
  ['£70, not £60', { amount: '70', currency: 'GBP' }],
  ['нет, не 15, а 25', { amount: '25' }],
  ['whoops, 48', { amount: '48' }],
  ['девять паундов', { currency: 'GBP' }],
  ['40 for the pass on the 3rd of June', { amount: '40' }],
])('a sum is what it is said to be, not what it is said not to be: %s', (text, sum) =>
  expect(spokenSumOf(text)).toMatchObject(sum),
);

test.each([
  'send Ines 2 50',
  'send Ines 20 or 30 quid',
  'send £50 to Ines and £20 to Otto',
  'between £20 and £30 to Ines',
])('of sums that may all be meant none is taken: %s', (text) => expect(spokenSumOf(text).amount).toBeNull());

test('a sum with pence is read whole or not at all', () => {
  expect(spokenSumOf('17.60 2 Otto').amount).toBeNull();
  expect(spokenSumOf('17.60 for Otto').amount).toBe('17.60');
});

test('what is told of beside is not what is to be paid', () => {
  expect(spokenSumOf('he had £200 of mine once, pay him £35').amount).toBe('35');
});

test('money that no payment can be made in is no pounds', () => {
  for (const text of ['80 francs', '80 bucks', '300 крон', '80 баксов', '80 CHF'])
    expect(spokenSumOf(text).currency).toBe('other');
});

import { expect, test } from 'vitest';
import { createIntentKeys, emptyDraft, formatSortCode, normaliseAmount, readDraft } from './payment-form.ts';

const draft = {
  ...emptyDraft,
  accountId: 'acc',
  payee: ' Oliver ',
  sortCode: '20-45-14',
  accountNumber: '55779911',
  amount: '25',
  reference: 'Lunch',
};

function intentOf(changes: Partial<typeof draft> = {}) {
  const read = readDraft({ ...draft, ...changes }, 'GBP');
  if (!('intent' in read)) throw new Error(read.problem);
  return read.intent;
}

test('a full form is an intent', () => {
  expect(intentOf()).toEqual({
    debtorAccountId: 'acc',
    payee: { name: 'Oliver', identification: '20451455779911' },
    amount: '25',
    currency: 'GBP',
    reference: 'Lunch',
  });
});

test.each([
  ['payee', '', 'checkPayee'],
  ['payee', 'a\u202eb', 'checkPayee'],
  ['payee', 'a'.repeat(71), 'checkPayee'],
  ['sortCode', '2045', 'checkSortCode'],
  ['accountNumber', '5577991', 'checkAccountNumber'],
  ['reference', 'nineteen characters', 'checkReference'],
] as const)('the field to blame is named: %s', (field, value, problem) => {
  expect(readDraft({ ...draft, [field]: value }, 'GBP')).toEqual({ problem });
});

test.each([
  ['1 250,50', '1250.50'],
  ['£1,250.50', '1250.50'],
  ['12.3', '12.3'],
  ['abc', 'abc'],
  ['-5', '-5'],
])('an amount is read as people write it: %s', (typed, wire) => {
  expect(normaliseAmount(typed)).toBe(wire);
});

test('a sort code groups itself while it is typed', () => {
  expect(['2', '204', '204514', '20-45-149'].map(formatSortCode)).toEqual(['2', '20-4', '20-45-14', '20-45-14']);
});

test('one intent keeps one key; another intent, or the same after it was paid, has another', () => {
  let made = 0;
  const keys = createIntentKeys(() => `key-${++made}`);
  expect(keys.keyOf(intentOf())).toBe('key-1');
  expect(keys.keyOf(intentOf())).toBe('key-1');
  expect(keys.keyOf(intentOf({ amount: '26' }))).toBe('key-2');
  keys.forget();
  expect(keys.keyOf(intentOf({ amount: '26' }))).toBe('key-3');
});

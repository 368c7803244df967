import { expect, test } from 'vitest';
import type { Account } from '../../shared/banking.ts';
import { emptyDraft, formatIdentification, formatSortCode, type PaymentDraft, readDraft } from './payment-form.ts';

const account: Account = {
  id: 'acc',
  name: 'Current account',
  identification: '20451431926819',
  available: { amount: '100.00', currency: 'GBP' },
  booked: { amount: '100.00', currency: 'GBP' },
  asOf: '2026-11-21T06:00:00Z',
};
const draft: PaymentDraft = {
  accountId: 'acc',
  payee: ' Oliver ',
  sortCode: '20-45-14',
  accountNumber: '5577 9911',
  amount: '£25',
  reference: 'Lunch',
};

test('a full form is an intent, in the words of the wire', () => {
  expect(readDraft(draft, account, 'en')).toEqual({
    intent: {
      debtorAccountId: 'acc',
      payee: { kind: 'account', name: 'Oliver', identification: '20451455779911' },
      amount: '25',
      currency: 'GBP',
      reference: 'Lunch',
      schedule: { kind: 'now' },
    },
  });
});

test.each([
  ['payee', '', 'check-payee'],
  ['payee', 'a\u202eb', 'check-payee'],
  ['payee', 'a'.repeat(71), 'check-payee'],
  ['sortCode', '2045', 'check-sort-code'],
  ['sortCode', '20451x', 'check-sort-code'],
  ['accountNumber', '5577991', 'check-account-number'],
  ['accountNumber', '31926819', 'payee-is-debtor'],
  ['amount', '0', 'amount-not-positive'],
  ['amount', '1.234', 'amount-too-precise'],
  ['reference', 'nineteen characters', 'check-reference'],
] as const)('the field to blame is named: %s %j', (field, value, problem) => {
  expect(readDraft({ ...draft, [field]: value }, account, 'en')).toEqual({ problems: { [field]: problem } });
});

test('every field to blame is named at once', () => {
  expect(readDraft(emptyDraft, undefined, 'en')).toEqual({
    problems: {
      accountId: 'check-account',
      payee: 'check-payee',
      sortCode: 'check-sort-code',
      accountNumber: 'check-account-number',
      amount: 'amount-malformed',
      reference: 'check-reference',
    },
  });
});

test('more than the account holds is for the bank to refuse, whose figure may be newer', () => {
  expect(readDraft({ ...draft, amount: '100.01' }, account, 'en')).toHaveProperty('intent.amount', '100.01');
});

test('a sort code groups itself while it is typed', () => {
  expect(['2', '204', '204514', '20-45-149'].map(formatSortCode)).toEqual(['2', '20-4', '20-45-14', '20-45-14']);
});

test('an account is shown as its owner knows it', () => {
  expect(formatIdentification('20451455779911')).toBe('20-45-14 55779911');
});

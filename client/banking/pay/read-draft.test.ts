import { expect, test } from 'vitest';
import { britishIban } from '../../../shared/account-number.ts';
import type { Account } from '../../../shared/banking.ts';
import { PaymentIntent } from '../../../shared/payment.ts';
import { choosableDays, emptyDraft, formatSortCode, type PayDraft } from './pay-draft.ts';
import { readDraft } from './read-draft.ts';
import { readPhone } from './read-payee.ts';

function account(id: string, identification: string, currency = 'GBP'): Account {
  const money = { amount: '100.00', currency };
  return { id, name: id, identification, available: money, booked: money, asOf: '2026-11-21T06:00:00Z' };
}
const EUROS = britishIban('SAND', '20451431926835');
const accounts = [
  account('acc', '20451431926819'),
  account('savings', '20451431926827'),
  account('holidays', '20451431926843'),
  account('euros', EUROS, 'EUR'),
];
const draft: PayDraft = {
  ...emptyDraft,
  accountId: 'acc',
  name: ' Oliver ',
  sortCode: '20-45-14',
  accountNumber: '5577 9911',
  amount: '£25',
  reference: 'Lunch',
};
const days = { first: '2026-11-22', last: '2027-11-21' };
const read = (change: Partial<PayDraft>) => readDraft({ ...draft, ...change }, { accounts, language: 'en', days });

test('a full form is an intent, in the words of the wire', () => {
  expect(read({})).toEqual({
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
  ['a saved payee', { payeeKind: 'beneficiary', beneficiaryId: 'b-1' }, { kind: 'beneficiary', beneficiaryId: 'b-1' }],
  ['a phone number', { payeeKind: 'phone', phone: '07700 900123' }, { kind: 'phone', phone: '+447700900123' }],
  ['an own account', { payeeKind: 'own', ownAccountId: 'savings' }, { kind: 'own', accountId: 'savings' }],
  [
    'a British IBAN in pounds',
    { usesIban: true, iban: 'gb33 bukb 2020 1555 5555 55' },
    { kind: 'account', name: 'Oliver', identification: '20201555555555' },
  ],
  [
    'an IBAN in euros',
    { accountId: 'euros', amount: '25', iban: 'GB33 BUKB 2020 1555 5555 55' },
    { kind: 'account', name: 'Oliver', identification: 'GB33BUKB20201555555555' },
  ],
] as const)('whom to pay: %s', (_what, change, payee) => {
  const result = read(change);
  expect(result).toHaveProperty('intent.payee', payee);
  // The server reads it by this schema.
  expect('intent' in result && PaymentIntent.safeParse(result.intent)).toMatchObject({ success: true });
});

test.each([
  [
    { when: 'once', on: '2026-12-01' },
    { kind: 'once', on: '2026-12-01' },
  ],
  [
    { when: 'repeat', on: '2026-12-01' },
    { kind: 'repeat', first: '2026-12-01', every: 'month', payments: null },
  ],
  [
    { when: 'repeat', on: '2026-12-01', every: 'week', ends: 'after', payments: '4' },
    { kind: 'repeat', first: '2026-12-01', every: 'week', payments: 4 },
  ],
] as const)('when to pay: %j', (change, schedule) => {
  expect(read(change)).toHaveProperty('intent.schedule', schedule);
});

test.each([
  ['name', '', 'check-payee'],
  ['name', 'a\u202eb', 'check-payee'],
  ['name', 'a'.repeat(71), 'check-payee'],
  ['sortCode', '2045', 'check-sort-code'],
  ['sortCode', '20451x', 'check-sort-code'],
  ['accountNumber', '5577991', 'check-account-number'],
  ['accountNumber', '31926819', 'payee-is-debtor'],
  ['amount', '0', 'amount-not-positive'],
  ['amount', '1.234', 'amount-too-precise'],
  ['reference', 'nineteen characters', 'check-reference'],
] as const)('the field to blame is named: %s %j', (field, value, problem) => {
  expect(read({ [field]: value })).toEqual({ problems: { [field]: problem } });
});

test.each([
  [{ payeeKind: 'beneficiary' }, { beneficiaryId: 'check-beneficiary' }],
  [{ payeeKind: 'phone', phone: '12' }, { phone: 'check-phone' }],
  [{ payeeKind: 'code' }, { payeeKind: 'check-code' }],
  [{ payeeKind: 'own' }, { ownAccountId: 'check-own-account' }],
  [{ payeeKind: 'own', ownAccountId: 'acc' }, { ownAccountId: 'check-own-account' }],
  [{ payeeKind: 'own', ownAccountId: 'euros' }, { ownAccountId: 'check-own-account' }],
  [{ accountId: 'euros', amount: '25', payeeKind: 'own', ownAccountId: 'acc' }, { ownAccountId: 'check-own-account' }],
  [{ usesIban: true, iban: 'GB34BUKB20201555555555' }, { iban: 'check-iban' }],
  [{ accountId: 'euros', amount: '25', iban: EUROS }, { iban: 'payee-is-debtor' }],
  [{ when: 'once', on: '' }, { on: 'date-not-possible' }],
  [{ when: 'once', on: '2026-11-21' }, { on: 'date-not-possible' }],
  [{ when: 'once', on: '2027-11-22' }, { on: 'date-not-possible' }],
  [{ when: 'repeat', on: '2026-12-01', ends: 'after', payments: '1' }, { payments: 'check-payments' }],
  [{ when: 'repeat', on: '2026-12-01', ends: 'after', payments: '601' }, { payments: 'check-payments' }],
] as const)('the field to blame is named: %j', (change, problems) => {
  expect(read(change)).toEqual({ problems });
});

test('every field to blame is named at once', () => {
  expect(readDraft(emptyDraft, { accounts, language: 'en', days })).toEqual({
    problems: {
      accountId: 'check-account',
      name: 'check-payee',
      sortCode: 'check-sort-code',
      accountNumber: 'check-account-number',
      amount: 'amount-malformed',
      reference: 'check-reference',
    },
  });
});

test('more than the account holds is for the bank to refuse, whose figure may be newer', () => {
  expect(read({ amount: '100.01' })).toHaveProperty('intent.amount', '100.01');
});

test.each([
  ['07700 900123', '+447700900123'],
  ['+7 (912) 345-67-89', '+79123456789'],
  ['0044 7700 900123', '+447700900123'],
  ['900123', null],
  ['+44 7700 900123 or so', null],
])('a phone number is read as people write it: %s', (typed, phone) => {
  expect(readPhone(typed)).toBe(phone);
});

test('a sort code groups itself while it is typed', () => {
  expect(['2', '204', '204514', '20-45-149'].map(formatSortCode)).toEqual(['2', '20-4', '20-45-14', '20-45-14']);
});

test('a day can be chosen from tomorrow to a year ahead', () => {
  expect(choosableDays(new Date(2026, 11, 31, 23, 59))).toEqual({ first: '2027-01-01', last: '2027-12-31' });
});

test('where only one own account can be paid, it need not be chosen', () => {
  const two = accounts.filter(({ id }) => id !== 'holidays');
  expect(readDraft({ ...draft, payeeKind: 'own' }, { accounts: two, language: 'en', days })).toHaveProperty(
    'intent.payee',
    { kind: 'own', accountId: 'savings' },
  );
});

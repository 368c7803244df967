import { expect, test } from 'vitest';
import type { Account } from '../../../shared/banking.ts';
import type { ReadPaymentCode } from '../../../shared/payment-code.ts';
import { draftOfBeneficiary, draftOfCode, draftOfProposal } from './fill-draft.ts';
import { emptyDraft } from './pay-draft.ts';

function account(id: string, currency: string): Account {
  const money = { amount: '100.00', currency };
  return { id, name: id, identification: id, available: money, booked: money, asOf: '2026-11-21T06:00:00Z' };
}
const accounts = [account('pounds', 'GBP'), account('euros', 'EUR')];
const code: ReadPaymentCode = {
  identification: '20451455779911',
  iban: 'GB05SAND20451455779911',
  name: 'Oliver Bennett',
  amount: { minor: 1250n, currency: 'GBP' },
  reference: 'Lunch',
};

test('a code fills in whom, how much and for what, as the reader writes amounts', () => {
  expect(draftOfCode(code, { accountId: 'pounds' }, accounts, 'ru')).toEqual({
    ok: true,
    value: {
      accountId: 'pounds',
      payeeKind: 'account',
      name: 'Oliver Bennett',
      usesIban: false,
      iban: 'GB05 SAND 2045 1455 7799 11',
      sortCode: '20-45-14',
      accountNumber: '55779911',
      amount: '12,50',
      reference: 'Lunch',
    },
  });
});

test('an amount is paid from an account of its currency', () => {
  const inEuros = { ...code, amount: { minor: 1250n, currency: 'EUR' } };
  expect(draftOfCode(inEuros, { accountId: 'pounds' }, accounts, 'en')).toHaveProperty('value.accountId', 'euros');
});

test('an amount in a currency that the customer has no account in fills in nothing', () => {
  const inYen = { ...code, amount: { minor: 1250n, currency: 'JPY' } };
  expect(draftOfCode(inYen, { accountId: 'pounds' }, accounts, 'en')).toEqual({
    ok: false,
    error: 'no-account-in-currency',
  });
});

test('a proposal fills in a whole form, which is nothing more than a form', () => {
  const { iban: _, ...proposal } = code;
  expect(draftOfProposal(proposal, accounts, 'en')).toEqual({
    ...emptyDraft,
    accountId: 'pounds',
    payeeKind: 'account',
    name: 'Oliver Bennett',
    sortCode: '20-45-14',
    accountNumber: '55779911',
    amount: '12.50',
    reference: 'Lunch',
  });
  const foreign = { ...proposal, identification: 'DE89370400440532013000', amount: { minor: 1250n, currency: 'EUR' } };
  expect(draftOfProposal(foreign, accounts, 'en')).toMatchObject({
    accountId: 'euros',
    usesIban: true,
    iban: 'DE89 3704 0044 0532 0130 00',
  });
  expect(draftOfProposal({ ...proposal, amount: { minor: 1n, currency: 'JPY' } }, accounts, 'en')).toBeNull();
});

test('what a code does not say is left as it was typed', () => {
  const bare = { ...code, amount: null, reference: '' };
  const filled = draftOfCode(bare, { accountId: 'euros' }, accounts, 'en');
  expect(filled.ok && Object.keys(filled.value)).not.toContain('amount');
  expect(filled.ok && Object.keys(filled.value)).not.toContain('reference');
  expect(filled).toHaveProperty('value.accountId', 'euros');
});

test.each([
  ['20451455779911', 'pounds', 'pounds'],
  ['20451455779911', 'euros', 'pounds'],
  ['GB05SAND20451455779911', 'pounds', 'euros'],
  ['DE89370400440532013000', 'pounds', 'pounds'],
])('a saved payee %s is paid from an account of a currency that theirs can be in', (identification, atHand, debtor) => {
  const beneficiary = { id: 'b-1', name: 'Oliver', identification };
  expect(draftOfBeneficiary(beneficiary, atHand, accounts)).toEqual({
    payeeKind: 'beneficiary',
    beneficiaryId: 'b-1',
    accountId: debtor,
  });
});

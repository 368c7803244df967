import { expect, test } from 'vitest';
import { DIALECTS } from './open-banking-uk-dialects.ts';
import { readAccount, readTransaction } from './open-banking-uk-mapping.ts';

const NOW = new Date('2026-11-21T10:00:00Z');
const V4 = DIALECTS['open-banking-uk-v4.0'];
const V3 = DIALECTS['open-banking-uk-v3.1'];
const account = {
  AccountId: 'a1',
  Currency: 'GBP',
  Nickname: 'Current',
  Account: [{ SchemeName: 'UK.OBIE.SortCodeAccountNumber', Identification: '20451431926819' }],
};
const balance = (Type: string, Amount: string, DateTime = NOW.toISOString(), Currency = 'GBP') => ({
  Type,
  DateTime,
  CreditDebitIndicator: 'Credit' as const,
  Amount: { Amount, Currency },
});
const money = (minor: bigint, currency = 'GBP') => ({ minor, currency });

test('each dialect finds what can be spent and what is booked', () => {
  for (const [dialect, available, booked] of [
    [V4, 'ITAV', 'ITBD'],
    [V3, 'InterimAvailable', 'InterimBooked'],
  ] as const) {
    const read = readAccount(dialect, account, [balance(booked, '10.00'), balance(available, '12.50')], NOW);
    expect(read).toMatchObject({ available: money(1250n), booked: money(1000n) });
  }
});

test.each([
  ['what the bank says is older', '2026-11-21T09:30:00+00:00', '2026-11-21T09:30:00.000Z'],
  ['what the bank says is of two ages', '2026-11-21T08:00:00+01:00', '2026-11-21T07:00:00.000Z'],
  ["the bank's clock is ahead of ours", '2026-11-21T10:05:00Z', NOW.toISOString()],
])('no figure is fresher than it is: %s', (_when, dateTime, asOf) => {
  const balances = [balance('ITAV', '1.00', dateTime), balance('ITBD', '1.00')];
  expect(readAccount(V4, account, balances, NOW)?.asOf.toISOString()).toBe(asOf);
});

test('a balance is never rounded: what the currency cannot hold is not read', () => {
  const yen = (amount: string) => [
    balance('ITAV', amount, undefined, 'JPY'),
    balance('ITBD', amount, undefined, 'JPY'),
  ];
  expect(readAccount(V4, account, yen('1500.00'), NOW)?.available).toEqual(money(1500n, 'JPY'));
  expect(readAccount(V4, account, yen('1500.5'), NOW)).toBeNull();
  expect(readAccount(V4, account, [balance('ITAV', '1.00', undefined, 'XYZ')], NOW)).toBeNull();
});

test('an account without a balance, or without a number, is not made up', () => {
  const balances = [balance('ITAV', '1.00')];
  expect(readAccount(V4, account, balances, NOW)).not.toBeNull();
  expect(readAccount(V4, account, [], NOW)).toBeNull();
  expect(readAccount(V4, { ...account, Account: undefined }, balances, NOW)).toBeNull();
});

test('what left the account is negative, and names who got it', () => {
  const transaction = {
    TransactionId: 't1',
    CreditDebitIndicator: 'Debit' as const,
    Status: 'BOOK',
    BookingDateTime: NOW.toISOString(),
    Amount: { Amount: '3.5', Currency: 'GBP' },
    CreditorAccount: { Name: 'Oliver' },
    DebtorAccount: { Name: 'Anna' },
  };
  expect(readTransaction(transaction, 0)).toMatchObject({ amount: money(-350n), counterparty: 'Oliver' });
  const credit = { ...transaction, CreditDebitIndicator: 'Credit' as const };
  expect(readTransaction(credit, 0)).toMatchObject({ amount: money(350n), counterparty: 'Anna' });
  expect(readTransaction({ ...transaction, Amount: { Amount: '3.505', Currency: 'GBP' } }, 0)).toBeNull();
});

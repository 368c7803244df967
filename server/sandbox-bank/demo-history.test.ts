import { expect, test } from 'vitest';
import { isIban } from '../../shared/account-number.ts';
import { PhoneNumber } from '../../shared/payment.ts';
import { DEMO_ACCOUNTS, DEMO_ALIASES, DEMO_BENEFICIARIES, DEMO_STANDING_ORDERS } from './demo-books.ts';
import { demoHistory } from './demo-history.ts';
import { DEMO_LIVES } from './demo-lives.ts';
import { DEMO_SIGN_INS } from './demo-people.ts';

const BOOKS = { accounts: DEMO_ACCOUNTS, lives: DEMO_LIVES, standingOrders: DEMO_STANDING_ORDERS };
const NOW = new Date('2026-11-21T10:30:00Z');
const HISTORY = demoHistory(BOOKS, NOW);
const of = (accountId: string) => HISTORY.transfers.filter((one) => [one.fromId, one.toId].includes(accountId));

test('the same day gives the same history, and a later day only more of it', () => {
  expect(demoHistory(BOOKS, NOW)).toEqual(HISTORY);
  const tomorrow = demoHistory(BOOKS, new Date('2026-11-22T10:30:00Z')).transfers;
  expect(tomorrow.slice(0, HISTORY.transfers.length)).toEqual(HISTORY.transfers);
  expect(tomorrow.length).toBeGreaterThan(HISTORY.transfers.length);
});

test('on whatever day of two years it is looked back on, nobody is past their limit, and rent and salary never fail', () => {
  for (let day = 0; day < 731; day += 29) {
    const now = new Date(Date.UTC(2026, 0, 1 + day, day % 24));
    const { transfers, runs } = demoHistory(BOOKS, now);
    const balances = new Map<string, bigint>();
    const wrong: string[] = [];
    for (const { fromId, toId, amountMinor, bookedAt } of transfers) {
      balances.set(fromId, (balances.get(fromId) ?? 0n) - amountMinor);
      balances.set(toId, (balances.get(toId) ?? 0n) + amountMinor);
      const payer = DEMO_ACCOUNTS.find(({ id }) => id === fromId);
      if (payer && (balances.get(fromId) ?? 0n) < BigInt(-payer.overdraft)) wrong.push(fromId);
      if (bookedAt >= now) wrong.push(bookedAt.toISOString());
    }
    expect(wrong).toEqual([]);
    expect(runs.every((run) => run.isPaid)).toBe(true);
    for (const reference of ['RENT', 'FLAT 4', 'LOYER', 'ИПОТЕКА', 'MORTGAGE'])
      expect(transfers.filter((one) => one.reference === reference).length).toBeGreaterThanOrEqual(12);
  }
});

test('a year looks like a life: amounts vary, summer has holidays, winter costs more to heat', () => {
  const anna = of('acc-anna-current');
  const groceries = anna.filter((one) => one.reference === 'GROCERIES');
  expect(groceries.length).toBeGreaterThan(70);
  expect(new Set(groceries.map((one) => one.amountMinor)).size).toBeGreaterThan(groceries.length * 0.8);
  const holiday = anna.filter((one) => one.reference === 'HOLIDAY');
  expect(new Set(holiday.map((one) => one.bookedAt.getUTCMonth()))).toEqual(new Set([6]));
  const energy = (month: number) =>
    anna.find((one) => one.reference === 'ENERGY' && one.bookedAt.getUTCMonth() === month)?.amountMinor ?? 0n;
  expect(energy(0)).toBeGreaterThan(energy(6));
  const salaries = anna.filter((one) => one.reference === 'SALARY');
  expect(salaries.every((one) => ![0, 6].includes(one.bookedAt.getUTCDay()))).toBe(true);
});

test('the demo people pay one another, in each of their currencies', () => {
  const between = HISTORY.transfers.filter(({ fromId, toId }) => {
    const [payer, payee] = [fromId, toId].map((id) => DEMO_ACCOUNTS.find((account) => account.id === id)?.customer);
    return payer && payee && payer !== payee;
  });
  expect(new Set(between.map((one) => one.currency))).toEqual(new Set(['GBP', 'EUR']));
  expect(new Set(HISTORY.transfers.map((one) => one.currency))).toEqual(new Set(['GBP', 'EUR', 'RUB', 'JPY']));
});

test('accounts, phones and beneficiaries are well formed, unique, and of people there are', () => {
  const unique = (all: readonly unknown[]) => expect(new Set(all).size).toBe(all.length);
  unique(DEMO_ACCOUNTS.map(({ id }) => id));
  unique(DEMO_ACCOUNTS.map(({ identification }) => identification));
  unique(HISTORY.transfers.map(({ id }) => id));
  for (const { customer, currency, identification } of DEMO_ACCOUNTS) {
    expect(DEMO_SIGN_INS.some(({ subject }) => subject === customer)).toBe(true);
    expect(currency === 'GBP' ? /^\d{14}$/.test(identification) : isIban(identification)).toBe(true);
  }
  for (const [phone, accountId] of DEMO_ALIASES) {
    // Ofcom's numbers for drama, and a Russian code that is given to nobody.
    expect(phone).toMatch(/^\+447700900\d{3}$|^\+7000\d{7}$/);
    expect(PhoneNumber.safeParse(phone).success).toBe(true);
    expect(DEMO_ACCOUNTS.some(({ id }) => id === accountId)).toBe(true);
  }
  for (const [accountId] of DEMO_BENEFICIARIES) expect(DEMO_ACCOUNTS.some(({ id }) => id === accountId)).toBe(true);
  for (const id of Object.keys(DEMO_LIVES)) expect(DEMO_ACCOUNTS.some((account) => account.id === id)).toBe(true);
});

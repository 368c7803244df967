import { expect, test } from 'vitest';
import type { Account, Transaction } from '../../../../shared/banking.ts';
import type { PanelDoc } from '../../../panels/panel-doc.ts';
import { layOut } from '../../../panels/panel-layout.ts';
import { SHOWING } from '../showing/showing-docs.ts';
import { SIGN_IN } from '../sign-in-docs.ts';
import { ACCOUNT, accountDoc, accountsDoc, PAY, PAYEES, PAYMENTS, RECEIVE } from './account-docs.ts';

/** Broad letters: what fits with them fits. */
const measure = (text: string, font: string) => text.length * (font === 'small' ? 16 : 20);
const pageOf = (doc: PanelDoc, page = 0) => layOut(doc, page, measure);
const pressable = (doc: PanelDoc) =>
  pageOf(doc)
    .regions.filter(({ isDisabled }) => !isDisabled)
    .map(({ id }) => id);
const says = (doc: PanelDoc, page = 0) =>
  pageOf(doc, page)
    .items.map((item) => (item.kind === 'text' ? item.text : ''))
    .join(' ');

const account: Account = {
  id: 'a1',
  name: 'Current account',
  identification: '20451431926819',
  available: { amount: '8018.31', currency: 'GBP' },
  booked: { amount: '7918.31', currency: 'GBP' },
  asOf: '2026-11-21T12:00:00.000Z',
};
const known = {
  signedIn: true,
  phone: { kind: 'idle' },
  accounts: [account],
  error: null,
  mustSignIn: false,
  open: [],
  lookOut: 'none',
  canReceive: true,
  hasTalk: false,
} as const;

test('whoever is signed in sees their balances; a guest, or one whom the bank asks again, is shown how to sign in and no figure', () => {
  expect(says(accountsDoc(known, 'en'))).toContain('8,018.31');
  for (const out of [{ signedIn: false }, { mustSignIn: true }]) {
    const doc = accountsDoc({ ...known, ...out }, 'en');
    expect(says(doc)).not.toContain('8,018.31');
    expect(pressable(doc)).toContain(SIGN_IN);
  }
});

test('figures that could not be asked for anew stay, with a word that they are old', () => {
  const doc = JSON.stringify(accountsDoc({ ...known, error: 'No connection.' }, 'en'));
  expect(doc).toContain('No connection. The figures below are of the time beside them.');
  expect(doc).toContain('8,018.31');
});

test.each(['en', 'ru'] as const)('from the accounts one goes to all that is done with them: %s', (language) => {
  const three = ['a1', 'a2', 'a3'].map((id) => ({ ...account, id }));
  const doc = accountsDoc({ ...known, accounts: three }, language);
  expect(pageOf(doc).pages).toBe(1);
  for (const id of [`${ACCOUNT}a3`, PAY, PAYMENTS, PAYEES, RECEIVE]) expect(pressable(doc)).toContain(id);
  expect(pressable(doc)).not.toContain(SHOWING);
  const inTalk = accountsDoc({ ...known, accounts: three, hasTalk: true }, language);
  expect(pageOf(inTalk).pages).toBe(1);
  expect(pressable(inTalk)).toContain(SHOWING);
  expect(pressable(accountsDoc({ ...known, canReceive: false }, language))).not.toContain(RECEIVE);
});

test('an account shows both of its figures, and every transaction that the bank tells, page by page', () => {
  const transactions = Array.from(
    { length: 50 },
    (_, index): Transaction => ({
      id: `t${index}`,
      bookedAt: '2026-11-20T12:00:00.000Z',
      amount: { amount: index === 49 ? '3.00' : '-1.00', currency: 'GBP' },
      counterparty: `Shop ${index}.`,
      reference: null,
    }),
  );
  const doc = accountDoc({ account, transactions, error: null, canReceive: true }, 'en');
  expect(says(doc)).toMatch(/Available.*8,018\.31.*Balance.*7,918\.31.*Shop 0\./);
  const { pages } = pageOf(doc);
  expect(pages).toBeGreaterThan(2);
  const all = Array.from({ length: pages }, (_, page) => says(doc, page)).join(' ');
  for (const { counterparty } of transactions) expect(all).toContain(counterparty);
  expect(says(doc, pages - 1)).toContain('+£3.00');
  expect(pageOf(doc, pages - 1).regions.map(({ id }) => id)).toEqual(expect.arrayContaining([PAY, RECEIVE]));
});

test('what is wrong with the transactions is said beside the figures that are known', () => {
  const doc = accountDoc({ account, transactions: undefined, error: 'No connection.', canReceive: false }, 'en');
  expect(says(doc)).toMatch(/8,018\.31.*No connection\./);
  expect(says(accountDoc({ account, transactions: [], error: null, canReceive: false }, 'en'))).toContain('no trans');
});

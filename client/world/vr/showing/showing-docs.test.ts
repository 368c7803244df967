import { expect, test } from 'vitest';
import type { Account } from '../../../../shared/banking.ts';
import { shownAccount } from '../../../../shared/shown-accounts.ts';
import type { PanelDoc } from '../../../panels/panel-doc.ts';
import { SHOW, SHOWING, SHOWN, STOP, showingBlocks, showingDoc } from './showing-docs.ts';

const pressable = ({ blocks, foot = [] }: PanelDoc) =>
  [...blocks, ...foot].flatMap((block) =>
    block.kind === 'buttons' ? block.buttons.flatMap(({ id, state }) => (state ? [] : [id])) : [],
  );
const money = { amount: '12.50', currency: 'GBP' };
const account: Account = {
  id: 'a1',
  name: 'Current account',
  identification: '20451431926819',
  available: money,
  booked: money,
  asOf: '2026-11-22T01:00:00Z',
};
const off = { ids: null, accounts: [], end: null };
const on = { ids: ['a1'], accounts: [shownAccount(account)], end: null };
const calm = { accounts: [account], chosen: [], busy: false, error: null };

test('what is shown is chosen first, and never by itself', () => {
  const doc = showingDoc({ showing: off, ...calm }, 'en');
  expect(pressable(doc)).toEqual([`${SHOWN}a1`]);
  expect(JSON.stringify(doc)).not.toContain(account.identification);
  expect(pressable(showingDoc({ showing: off, ...calm, chosen: ['a1'] }, 'en'))).toEqual([`${SHOWN}a1`, SHOW]);
});

test('what the consultant sees, the customer sees too, and can stop; the talk says so meanwhile', () => {
  const doc = showingDoc({ showing: on, ...calm }, 'ru');
  for (const said of ['Current account', '••••6819', '12,50']) expect(JSON.stringify(doc)).toContain(said);
  expect(pressable(doc)).toEqual([STOP]);
  const [block] = showingBlocks(on, 'en');
  expect(block?.kind === 'buttons' && block.buttons[0]?.id).toBe(SHOWING);
  expect([showingBlocks(off, 'en'), showingBlocks(null, 'en')]).toEqual([[], []]);
});

test('where it has ended by itself, the panel says why', () => {
  expect(JSON.stringify(showingDoc({ showing: { ...off, end: 'consent-lost' }, ...calm }, 'en'))).toContain('bank');
});

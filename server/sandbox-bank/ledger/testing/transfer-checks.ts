import { expect } from 'vitest';
import { done, type LedgerCheck, order, refused } from './test-ledger.ts';

/** Transfers that are posted at once. */
export const TRANSFER_CHECKS: readonly LedgerCheck[] = [
  {
    rule: 'what leaves one account arrives at the other',
    async check(ledger) {
      const [payer, payee] = [await ledger.funded(500n), await ledger.open()];
      expect(await ledger.post(order(payer, payee, 200n))).toEqual(done('posted'));
      expect([await ledger.standing(payer), await ledger.standing(payee)]).toEqual([
        [300n, 0n],
        [200n, 0n],
      ]);
      expect(await ledger.statement(payer, 1)).toMatchObject([{ amount_minor: -200n, counterparty: 'Payee' }]);
      expect(await ledger.statement(payee, 1)).toMatchObject([{ amount_minor: 200n, counterparty: 'Payer' }]);
      await ledger.booksBalance();
    },
  },
  {
    rule: 'an account goes down to its overdraft limit and not a penny further',
    async check(ledger) {
      const [payer, payee] = [await ledger.open(100n), await ledger.open()];
      expect(await ledger.post(order(payer, payee, 101n))).toEqual(refused('insufficient-funds'));
      expect(await ledger.post(order(payer, payee, 100n))).toEqual(done('posted'));
      expect(await ledger.standing(payer)).toEqual([-100n, 0n]);
    },
  },
  {
    rule: 'a transfer of one id is booked once, however often it is sent and also when it has emptied the account',
    async check(ledger) {
      const [payer, payee] = [await ledger.funded(100n), await ledger.open()];
      const once = order(payer, payee, 100n);
      expect(await ledger.post(once)).toEqual(done('posted'));
      expect(await ledger.post(once)).toEqual(done('already-posted'));
      expect(await ledger.standing(payee)).toEqual([100n, 0n]);
    },
  },
  {
    rule: 'an id is not taken for another transfer, and the refused one changes nothing',
    async check(ledger) {
      const [payer, payee, third] = [await ledger.funded(500n), await ledger.open(), await ledger.open()];
      const first = order(payer, payee, 100n);
      expect(await ledger.post(first)).toEqual(done('posted'));
      for (const other of [
        { ...first, amountMinor: 101n },
        { ...first, toId: third },
        { ...first, fromId: payee, toId: payer },
        { ...first, reference: 'OTHER' },
      ]) {
        expect(await ledger.post(other)).toEqual(refused('id-reused'));
        expect(await ledger.reserve(other)).toEqual(refused('id-reused'));
      }
      expect(await ledger.standing(payer)).toEqual([400n, 0n]);
    },
  },
  {
    rule: 'nothing, less than nothing, too much, to oneself, to nobody or in another currency is refused',
    async check(ledger) {
      const [payer, payee, euro] = [await ledger.funded(500n), await ledger.open(), await ledger.open(0n, 'EUR')];
      const fitting = order(payer, payee, 5n);
      for (const wrong of [
        { ...fitting, amountMinor: 0n },
        { ...fitting, amountMinor: -5n },
        { ...fitting, amountMinor: 2n ** 63n },
        { ...fitting, toId: payer },
        { ...fitting, toId: 'acc-unknown' },
        { ...fitting, toId: euro },
        { ...fitting, currency: 'EUR' },
      ])
        expect((await ledger.post(wrong)).ok).toBe(false);
      expect(await ledger.post(fitting)).toEqual(done('posted'));
      expect(await ledger.standing(payer)).toEqual([495n, 0n]);
    },
  },
];

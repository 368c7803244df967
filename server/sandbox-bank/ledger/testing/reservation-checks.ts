import { expect } from 'vitest';
import { done, LATER, type LedgerCheck, NOW, order, refused } from './test-ledger.ts';

/** Transfers that are held first, then posted, voided or expired. */
export const RESERVATION_CHECKS: readonly LedgerCheck[] = [
  {
    rule: 'a pending debit is held back, and a pending credit is not to be spent',
    async check(ledger) {
      const [payer, payee] = [await ledger.funded(100n), await ledger.open()];
      expect(await ledger.reserve(order(payer, payee, 70n))).toEqual(done('pending'));
      expect(await ledger.standing(payer)).toEqual([100n, 70n]);
      expect(await ledger.post(order(payer, payee, 31n))).toEqual(refused('insufficient-funds'));
      expect(await ledger.reserve(order(payer, payee, 31n))).toEqual(refused('insufficient-funds'));
      expect(await ledger.post(order(payee, payer, 1n))).toEqual(refused('insufficient-funds'));
      expect(await ledger.post(order(payer, payee, 30n))).toEqual(done('posted'));
      await ledger.booksBalance();
    },
  },
  {
    rule: 'a pending transfer has no entries until it is posted',
    async check(ledger) {
      const [payer, payee] = [await ledger.funded(100n), await ledger.open()];
      const held = order(payer, payee, 70n);
      await ledger.reserve(held);
      expect(await ledger.statement(payee, 10)).toEqual([]);
      expect(await ledger.postReserved({ id: held.id, now: LATER })).toEqual(done('posted'));
      expect(await ledger.statement(payee, 10)).toMatchObject([{ amount_minor: 70n, booked_at: LATER }]);
      expect([await ledger.standing(payer), await ledger.standing(payee)]).toEqual([
        [30n, 0n],
        [70n, 0n],
      ]);
      await ledger.booksBalance();
    },
  },
  {
    rule: 'posting may take less than was reserved, and never more',
    async check(ledger) {
      const [payer, payee] = [await ledger.funded(200n), await ledger.open()];
      const held = order(payer, payee, 100n);
      await ledger.reserve(held);
      const post = (amountMinor: bigint) => ledger.postReserved({ id: held.id, amountMinor, now: NOW });
      for (const amount of [101n, 0n, -1n]) expect(await post(amount)).toEqual(refused('amount-out-of-range'));
      expect(await post(60n)).toEqual(done('posted'));
      expect(await post(60n)).toEqual(done('already-posted'));
      expect(await post(61n)).toEqual(refused('amount-differs'));
      expect(await ledger.standing(payer)).toEqual([140n, 0n]);
      await ledger.booksBalance();
    },
  },
  {
    rule: 'what is voided is the payer’s again and is not posted any more',
    async check(ledger) {
      const [payer, payee] = [await ledger.funded(100n), await ledger.open()];
      const held = order(payer, payee, 100n);
      await ledger.reserve(held);
      const resolve = { id: held.id, now: NOW };
      expect(await ledger.voidReserved(resolve)).toEqual(done('voided'));
      expect(await ledger.voidReserved(resolve)).toEqual(done('already-voided'));
      expect(await ledger.postReserved(resolve)).toEqual(refused('already-voided'));
      expect(await ledger.standing(payer)).toEqual([100n, 0n]);
      expect(await ledger.post(order(payer, payee, 100n))).toEqual(done('posted'));
    },
  },
  {
    rule: 'what is posted is not voided any more',
    async check(ledger) {
      const [payer, payee] = [await ledger.funded(100n), await ledger.open()];
      const held = order(payer, payee, 100n);
      await ledger.reserve(held);
      expect(await ledger.postReserved({ id: held.id, now: NOW })).toEqual(done('posted'));
      expect(await ledger.voidReserved({ id: held.id, now: NOW })).toEqual(refused('already-posted'));
      expect(await ledger.standing(payer)).toEqual([0n, 0n]);
    },
  },
  {
    rule: 'a duplicate of a reservation is told what became of it, and holds nothing back again',
    async check(ledger) {
      const [payer, payee] = [await ledger.funded(300n), await ledger.open()];
      const [posted, voided] = [order(payer, payee, 100n), order(payer, payee, 100n)];
      for (const held of [posted, voided]) {
        expect(await ledger.reserve(held)).toEqual(done('pending'));
        expect(await ledger.reserve(held)).toEqual(done('already-pending'));
        expect(await ledger.post(held)).toEqual(refused('already-pending'));
      }
      expect(await ledger.standing(payer)).toEqual([300n, 200n]);
      await ledger.postReserved({ id: posted.id, now: NOW });
      await ledger.voidReserved({ id: voided.id, now: NOW });
      expect(await ledger.reserve(posted)).toEqual(refused('already-posted'));
      expect(await ledger.reserve(voided)).toEqual(refused('already-voided'));
      expect(await ledger.post(voided)).toEqual(refused('already-voided'));
      expect(await ledger.standing(payer)).toEqual([200n, 0n]);
    },
  },
  {
    rule: 'from its expiry on a reservation is not posted, and what tries so frees the money',
    async check(ledger) {
      const [payer, payee] = [await ledger.funded(100n), await ledger.open()];
      const inTime = { ...order(payer, payee, 30n), expiresAt: LATER };
      const late = { ...order(payer, payee, 70n), expiresAt: LATER };
      for (const held of [inTime, late]) expect(await ledger.reserve(held)).toEqual(done('pending'));
      const justBefore = new Date(LATER.getTime() - 1);
      expect(await ledger.postReserved({ id: inTime.id, now: justBefore })).toEqual(done('posted'));
      expect(await ledger.postReserved({ id: late.id, now: LATER })).toEqual(refused('already-expired'));
      expect(await ledger.voidReserved({ id: late.id, now: LATER })).toEqual(refused('already-expired'));
      expect(await ledger.standing(payer)).toEqual([70n, 0n]);
      await ledger.booksBalance();
    },
  },
  {
    rule: 'the sweep frees what is due, once, and nothing else',
    async check(ledger) {
      const [payer, payee] = [await ledger.funded(100n), await ledger.open()];
      const due = { ...order(payer, payee, 10n), expiresAt: LATER };
      const notYet = { ...order(payer, payee, 20n), expiresAt: new Date(LATER.getTime() + 1) };
      const never = order(payer, payee, 40n);
      for (const held of [due, notYet, never]) await ledger.reserve(held);
      await ledger.expireReserved(LATER);
      expect(await ledger.standing(payer)).toEqual([100n, 60n]);
      await ledger.expireReserved(LATER);
      expect(await ledger.standing(payer)).toEqual([100n, 60n]);
      expect(await ledger.reserve(due)).toEqual(refused('already-expired'));
      expect(await ledger.postReserved({ id: never.id, now: LATER })).toEqual(done('posted'));
    },
  },
];

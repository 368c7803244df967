import { expect } from 'vitest';
import { done, LATER, type LedgerCheck, NOW, order, refused } from './test-ledger.ts';

const AT_ONCE = 64;

const atOnce = <T>(make: (index: number) => Promise<T>): Promise<T[]> =>
  Promise.all(Array.from({ length: AT_ONCE }, (_, index) => make(index)));
const count = <T>(outcomes: readonly T[], wanted: T) =>
  outcomes.filter((outcome) => JSON.stringify(outcome) === JSON.stringify(wanted)).length;

/** What holds when all of it happens at once. An error that reaches a caller, a deadlock above all, fails each of them. */
export const RACE_CHECKS: readonly LedgerCheck[] = [
  {
    rule: 'of 64 drains of one account at once, only as many go as it can pay',
    concurrent: true,
    async check(ledger) {
      const [payer, payee] = [await ledger.funded(1000n), await ledger.open()];
      const outcomes = await atOnce(() => ledger.post(order(payer, payee, 100n)));
      expect(count<unknown>(outcomes, done('posted'))).toBe(10);
      expect(count<unknown>(outcomes, refused('insufficient-funds'))).toBe(AT_ONCE - 10);
      expect([await ledger.standing(payer), await ledger.standing(payee)]).toEqual([
        [0n, 0n],
        [1000n, 0n],
      ]);
      await ledger.booksBalance();
    },
  },
  {
    rule: 'reservations and transfers that drain one account at once never take more than it has',
    concurrent: true,
    async check(ledger) {
      const [payer, payee] = [await ledger.funded(1000n), await ledger.open()];
      const outcomes = await atOnce<{ readonly ok: boolean }>((index) => {
        const drain = order(payer, payee, 100n);
        return index % 2 === 0 ? ledger.post(drain) : ledger.reserve(drain);
      });
      expect(outcomes.filter((outcome) => outcome.ok)).toHaveLength(10);
      const [balance, reserved] = await ledger.standing(payer);
      expect(balance - reserved).toBe(0n);
      await ledger.booksBalance();
    },
  },
  {
    rule: 'duplicates of one transfer at once collapse into one, and one of them alone is told that it was the first',
    concurrent: true,
    async check(ledger) {
      const [payer, payee] = [await ledger.funded(100n), await ledger.open()];
      const same = order(payer, payee, 100n);
      const outcomes = await atOnce(() => ledger.post(same));
      expect(count<unknown>(outcomes, done('posted'))).toBe(1);
      expect(count<unknown>(outcomes, done('already-posted'))).toBe(AT_ONCE - 1);
      expect(await ledger.standing(payee)).toEqual([100n, 0n]);
    },
  },
  {
    rule: 'of different transfers with one id at once, one is booked and the others are refused',
    concurrent: true,
    async check(ledger) {
      const id = order('', '', 1n).id;
      const pairs = await atOnce(async () => [await ledger.funded(10n), await ledger.open()] as const);
      const outcomes = await Promise.all(
        pairs.map(([payer, payee]) => ledger.post({ ...order(payer, payee, 10n), id })),
      );
      expect(count<unknown>(outcomes, done('posted'))).toBe(1);
      expect(count<unknown>(outcomes, refused('id-reused'))).toBe(AT_ONCE - 1);
      await ledger.booksBalance();
    },
  },
  {
    rule: 'transfers in opposite directions at once all go through, and lose nothing',
    concurrent: true,
    async check(ledger) {
      const [a, b] = [await ledger.funded(10_000n), await ledger.funded(10_000n)];
      for (let round = 0; round < 4; round++) {
        const outcomes = await atOnce((index) => ledger.post(index % 2 === 0 ? order(a, b, 10n) : order(b, a, 10n)));
        expect(count<unknown>(outcomes, done('posted'))).toBe(AT_ONCE);
      }
      expect([await ledger.standing(a), await ledger.standing(b)]).toEqual([
        [10_000n, 0n],
        [10_000n, 0n],
      ]);
      await ledger.booksBalance();
    },
  },
  {
    rule: 'a reservation that is posted, voided and swept at once ends in one state, the same for all',
    concurrent: true,
    async check(ledger) {
      for (let round = 0; round < 8; round++) {
        const [payer, payee] = [await ledger.funded(100n), await ledger.open()];
        const held = { ...order(payer, payee, 100n), expiresAt: LATER };
        await ledger.reserve(held);
        const outcomes = await Promise.all([
          ledger.postReserved({ id: held.id, now: NOW }),
          ledger.voidReserved({ id: held.id, now: NOW }),
          ledger.expireReserved(LATER).then(() => null),
          ledger.voidReserved({ id: held.id, now: NOW }),
          ledger.postReserved({ id: held.id, now: NOW }),
        ]);
        const [balance, reserved] = await ledger.standing(payer);
        expect(reserved).toBe(0n);
        expect(await ledger.standing(payee)).toEqual([100n - balance, 0n]);
        const posted = outcomes.filter((outcome) => outcome?.ok && outcome.value === 'posted');
        const voided = outcomes.filter((outcome) => outcome?.ok && outcome.value === 'voided');
        expect(posted).toHaveLength(balance === 0n ? 1 : 0);
        expect(posted.length + voided.length).toBeLessThanOrEqual(1);
      }
      await ledger.booksBalance();
    },
  },
];

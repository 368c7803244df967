import { isDeepStrictEqual } from 'node:util';
import { type Kysely, sql } from 'kysely';
import { expect } from 'vitest';
import type { Result } from '../../../../shared/result.ts';
import type { BankTables } from '../../bank-tables.ts';
import { done, LATER, type LedgerCheck, NOW, order, refused, type TestLedger } from './test-ledger.ts';

const AT_ONCE = 64;
/** Of a database; one of them holds the lock. */
const CONNECTIONS = 10;
/** For the pile to stand, every 10 ms. */
const LOOKS = 300;

type Wave<T> = readonly (() => Promise<T>)[];

/**
 * Starts them while the account is locked, wave by wave, lets go when they have piled up there, and waits for every one,
 * also where one fails: nothing of a check goes on after it.
 */
async function atOnce<T>(ledger: TestLedger, accountId: string, ...waves: readonly Wave<T>[]): Promise<T[]> {
  const { outcomes } = await ledger.db.transaction().execute(async (trx) => {
    await sql`select from ledger_account where id = ${accountId} for no key update`.execute(trx);
    const started: Promise<T>[] = [];
    for (const wave of waves) {
      started.push(...wave.map((make) => make()));
      // One that fails before the end is looked at in the end.
      for (const one of started) one.catch(() => {});
      // Where two rows are in play, one may wait for another of them.
      const pile = Math.min(started.length, CONNECTIONS - 1) - 1;
      for (let look = 0; look < LOOKS && (await waiting(trx)) < pile; look++)
        await new Promise((resume) => setTimeout(resume, 10));
    }
    return { outcomes: Promise.allSettled(started) };
  });
  return (await outcomes).map((outcome) => {
    if (outcome.status === 'rejected') throw outcome.reason;
    return outcome.value;
  });
}

/** How many wait for this transaction, or stand in line for a row behind one who waits. */
async function waiting(trx: Kysely<BankTables>): Promise<number> {
  const { rows } = await sql<{ count: bigint }>`select count(*) as count from pg_locks
    where not granted and (transactionid = pg_current_xact_id()::xid
      or locktype = 'tuple' and database = (select oid from pg_database where datname = current_database()))`.execute(
    trx,
  );
  return Number(rows[0]?.count);
}
const repeated = <T>(make: (index: number) => T, times = AT_ONCE): (() => T)[] =>
  Array.from({ length: times }, (_, index) => () => make(index));
const count = (outcomes: readonly unknown[], wanted: unknown) =>
  outcomes.filter((outcome) => isDeepStrictEqual(outcome, wanted)).length;

/** What holds when all of it happens at once. An error that reaches a caller, a deadlock above all, fails each of them. */
export const RACE_CHECKS: readonly LedgerCheck[] = [
  {
    rule: 'of 64 drains of one account at once, only as many go as it can pay',
    concurrent: true,
    async check(ledger) {
      const [payer, payee] = [await ledger.funded(300n), await ledger.open()];
      const drain = () => ledger.post(order(payer, payee, 100n));
      const outcomes = await atOnce(ledger, payer, repeated(drain));
      expect(count(outcomes, done('posted'))).toBe(3);
      expect(count(outcomes, refused('insufficient-funds'))).toBe(AT_ONCE - 3);
      expect([await ledger.standing(payer), await ledger.standing(payee)]).toEqual([
        [0n, 0n],
        [300n, 0n],
      ]);
      await ledger.booksBalance();
    },
  },
  {
    rule: 'reservations and transfers that drain one account at once never take more than it has',
    concurrent: true,
    async check(ledger) {
      const [payer, payee] = [await ledger.funded(300n), await ledger.open()];
      const outcomes = await atOnce<Result<string, string>>(
        ledger,
        payer,
        repeated((index) => {
          const drain = order(payer, payee, 100n);
          return index % 2 === 0 ? ledger.post(drain) : ledger.reserve(drain);
        }),
      );
      expect(outcomes.filter((outcome) => outcome.ok)).toHaveLength(3);
      const [balance, reserved] = await ledger.standing(payer);
      expect(balance - reserved).toBe(0n);
      await ledger.booksBalance();
    },
  },
  {
    rule: 'duplicates of one transfer at once collapse into one, and one of them alone is told that it was the first',
    concurrent: true,
    async check(ledger) {
      const [payer, payee] = [await ledger.funded(100n * BigInt(AT_ONCE)), await ledger.open()];
      const same = order(payer, payee, 100n);
      const outcomes = await atOnce(
        ledger,
        payer,
        repeated(() => ledger.post(same)),
      );
      expect(count(outcomes, done('posted'))).toBe(1);
      expect(count(outcomes, done('already-posted'))).toBe(AT_ONCE - 1);
      expect(await ledger.standing(payee)).toEqual([100n, 0n]);
    },
  },
  {
    rule: 'of different transfers with one id at once, one is booked and the others are refused',
    concurrent: true,
    async check(ledger) {
      const payers = await Promise.all(Array.from({ length: 8 }, () => ledger.funded(10n)));
      const [payee = '', ...others] = payers;
      const { id } = order('', '', 1n);
      const post = others.map((payer) => () => ledger.post({ ...order(payer, payee, 10n), id }));
      const outcomes = await atOnce(ledger, payee, post);
      expect(count(outcomes, done('posted'))).toBe(1);
      expect(count(outcomes, refused('id-reused'))).toBe(others.length - 1);
      await ledger.booksBalance();
    },
  },
  {
    rule: 'transfers in opposite directions at once all go through, and lose nothing',
    concurrent: true,
    async check(ledger) {
      const [a, b] = [await ledger.funded(10_000n), await ledger.funded(10_000n)];
      for (const [near, far] of [
        [a, b],
        [b, a],
      ] as const) {
        const coming = repeated(() => ledger.post(order(far, near, 10n)), 4);
        const going = repeated(() => ledger.post(order(near, far, 10n)), 4);
        expect(count(await atOnce(ledger, near, coming, going), done('posted'))).toBe(8);
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
      const [payer, payee] = [await ledger.funded(100n), await ledger.open()];
      const held = { ...order(payer, payee, 100n), expiresAt: LATER };
      await ledger.reserve(held);
      const resolve = { id: held.id, now: NOW };
      const outcomes = await atOnce<Result<string, string> | null>(ledger, payer, [
        () => ledger.postReserved(resolve),
        () => ledger.voidReserved(resolve),
        () => ledger.expireReserved(LATER).then(() => null),
        () => ledger.voidReserved(resolve),
        () => ledger.postReserved(resolve),
      ]);
      const [balance, reserved] = await ledger.standing(payer);
      expect(reserved).toBe(0n);
      expect(await ledger.standing(payee)).toEqual([100n - balance, 0n]);
      expect(count(outcomes, done('posted'))).toBe(balance === 0n ? 1 : 0);
      expect(count(outcomes, done('posted')) + count(outcomes, done('voided'))).toBeLessThanOrEqual(1);
      await ledger.booksBalance();
    },
  },
];

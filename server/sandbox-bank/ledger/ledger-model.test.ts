import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Database, migrate } from '../../lib/db.ts';
import { testDatabases } from '../../lib/test-databases.ts';
import { type BankTables, bankMigrations } from '../bank-tables.ts';
import { availableMinor } from './ledger-books.ts';
import { createLedgerModel, type LedgerModel, type ModelOrder } from './testing/ledger-model.ts';
import { createTestLedger, NOW, order, type TestLedger } from './testing/test-ledger.ts';

const OVERDRAFTS = [1000n, 50n, 0n];
const minute = (minutes: number) => new Date(NOW.getTime() + minutes * 60_000);
const UNENDING = Number.POSITIVE_INFINITY;

/** Few ids and few accounts, so that duplicates, reuse and second resolutions come often. */
const id = fc.nat(7);
const account = fc.nat(OVERDRAFTS.length - 1);
const amount = fc.bigInt({ min: -1n, max: 400n });
const transfer = { id, from: account, to: account, amount };
const command = fc.oneof(
  fc.record({ kind: fc.constant('post' as const), ...transfer }),
  fc.record({
    kind: fc.constant('reserve' as const),
    ...transfer,
    lasts: fc.option(fc.integer({ min: 1, max: 9 }), { nil: UNENDING }),
  }),
  fc.record({ kind: fc.constant('post-reserved' as const), id, part: fc.option(amount, { nil: undefined }) }),
  fc.record({ kind: fc.constant('void' as const), id }),
  fc.record({ kind: fc.constant('wait' as const), minutes: fc.integer({ min: 1, max: 5 }) }),
  fc.record({ kind: fc.constant('sweep' as const) }),
);
type Command = typeof command extends fc.Arbitrary<infer C> ? C : never;

/** The real ledger under the model's small numbers; every run has accounts and ids of its own. */
async function startRun(ledger: TestLedger) {
  const run = randomUUID();
  const accounts = await Promise.all(OVERDRAFTS.map((overdraft) => ledger.open(overdraft)));
  const nameOf = (index: number) => accounts[index] ?? '';
  const real = (one: ModelOrder) => ({
    ...order(nameOf(one.from), nameOf(one.to), one.amount),
    id: `${run}-${one.id}`,
  });
  const word = (outcome: { ok: true; value: string } | { ok: false; error: string }) =>
    outcome.ok ? outcome.value : outcome.error;
  let now = 0;

  async function apply(model: LedgerModel, one: Command): Promise<void> {
    const resolving = { id: `${run}-${'id' in one ? one.id : ''}`, now: minute(now) };
    switch (one.kind) {
      case 'post':
        return expect(word(await ledger.post(real(one)))).toBe(model.make(one, 'posted', UNENDING));
      case 'reserve': {
        const ends = now + one.lasts;
        const expiry = ends === UNENDING ? {} : { expiresAt: minute(ends) };
        return expect(word(await ledger.reserve({ ...real(one), ...expiry }))).toBe(model.make(one, 'pending', ends));
      }
      case 'post-reserved': {
        const part = one.part === undefined ? {} : { amountMinor: one.part };
        const outcome = await ledger.postReserved({ ...resolving, ...part });
        return expect(word(outcome)).toBe(model.resolve(one.id, 'posted', now, one.part));
      }
      case 'void':
        return expect(word(await ledger.voidReserved(resolving))).toBe(model.resolve(one.id, 'voided', now));
      case 'wait':
        now += one.minutes;
        return;
      case 'sweep':
        await ledger.expireReserved(minute(now));
        model.expire(now);
    }
  }

  async function compare(model: LedgerModel): Promise<void> {
    for (const [index, expected] of model.accounts.entries()) {
      const found = await ledger.account(nameOf(index));
      expect(found).toMatchObject({ balance_minor: expected.balance, reserved_minor: expected.reserved });
      expect(found && availableMinor(found)).toBe(expected.balance + expected.overdraft - expected.reserved);
      expect(expected.balance - expected.reserved).toBeGreaterThanOrEqual(-expected.overdraft);
      const lines = await ledger.statement(nameOf(index), 1000);
      expect(lines.map((line) => line.amount_minor).sort()).toEqual([...expected.entries].sort());
    }
    expect(model.accounts.reduce((sum, one) => sum + one.balance, 0n)).toBe(0n);
    await ledger.booksBalance();
  }
  return { apply, compare };
}

describe.each(testDatabases())('the ledger beside its model on $name', ({ open }) => {
  let opened: { readonly db: Database; close(): Promise<void> };
  let ledger: TestLedger;

  beforeAll(async () => {
    opened = await open();
    await migrate(opened.db, bankMigrations);
    ledger = createTestLedger(opened.db.withTables<BankTables>());
  });
  afterAll(() => opened?.close());

  test('whatever is asked of it, each answer, balance, hold, statement and the trial balance are the model’s', async () => {
    const commands = fc.array(command, { minLength: 5, maxLength: 40, size: 'max' });
    await fc.assert(
      fc.asyncProperty(commands, async (all) => {
        const run = await startRun(ledger);
        const model = createLedgerModel(OVERDRAFTS);
        for (const one of all) await run.apply(model, one);
        await run.compare(model);
      }),
      { numRuns: 30 },
    );
  });
});

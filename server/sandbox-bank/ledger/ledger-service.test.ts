import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { type Kysely, sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Database, migrate } from '../../lib/db.ts';
import { testDatabases } from '../../lib/test-databases.ts';
import { type BankTables, bankMigrations } from '../bank-tables.ts';
import { createLedgerService, type LedgerService, type Transfer } from './ledger-service.ts';

const START_MS = 60_000;

let ledger: LedgerService;
let db: Kysely<BankTables>;
let opened: { readonly db: Database; close(): Promise<void> };

const open = async (overdraft: bigint | null = 0n, currency = 'GBP') => {
  const id = `acc-${randomUUID()}`;
  await ledger.openAccount({
    id,
    customer: null,
    name: 'Test',
    identification: randomUUID(),
    currency,
    overdraft_minor: overdraft,
  });
  return id;
};
const transfer = (fromId: string, toId: string, amountMinor: bigint, more: Partial<Transfer> = {}): Transfer => ({
  id: randomUUID(),
  fromId,
  toId,
  amountMinor,
  currency: 'GBP',
  reference: 'TEST',
  payerName: 'Payer',
  payeeName: 'Payee',
  bookedAt: new Date('2026-11-21T10:00:00Z'),
  ...more,
});
const balance = async (id: string) => (await ledger.account(id))?.balance_minor;
const booksBalance = async () => {
  for (const line of await ledger.trialBalance())
    expect(line).toMatchObject({ entriesMinor: 0n, balancesMatchEntries: true });
};
/** The bank's own side, which may go as far below zero as it takes. */
const funded = async (amount: bigint) => {
  const [source, account] = [await open(null), await open()];
  await ledger.post(transfer(source, account, amount));
  return { source, account };
};

describe.each(testDatabases())('ledger on $name', ({ open: openDatabase, concurrent }) => {
  beforeAll(async () => {
    opened = await openDatabase();
    await migrate(opened.db, bankMigrations);
    db = opened.db.withTables<BankTables>();
    ledger = createLedgerService(db);
  }, START_MS);
  afterAll(() => opened?.close());

  test('what leaves one account arrives at the other', async () => {
    const { source, account } = await funded(500n);
    const other = await open();
    expect(await ledger.post(transfer(account, other, 200n))).toEqual({ ok: true, value: 'posted' });
    expect([await balance(source), await balance(account), await balance(other)]).toEqual([-500n, 300n, 200n]);
    await booksBalance();
  });

  test('a transfer of one id is booked once, however often it is sent', async () => {
    const { account } = await funded(500n);
    const once = transfer(account, await open(), 100n);
    await ledger.post(once);
    expect(await ledger.post(once)).toEqual({ ok: true, value: 'already-posted' });
    expect(await balance(account)).toBe(400n);
  });

  test('an id is not taken for another transfer, and the refused one changes nothing', async () => {
    const { account } = await funded(500n);
    const [other, third] = [await open(), await open()];
    const first = transfer(account, other, 100n);
    await ledger.post(first);
    const refused = { ok: false, error: 'id-reused' };
    expect(await ledger.post({ ...first, amountMinor: 101n })).toEqual(refused);
    expect(await ledger.post({ ...first, toId: third })).toEqual(refused);
    expect(await ledger.post({ ...first, fromId: other, toId: account })).toEqual(refused);
    expect([await balance(account), await balance(other), await balance(third)]).toEqual([400n, 100n, 0n]);
  });

  test('an account goes down to its overdraft limit and not a penny further', async () => {
    const [account, other] = [await open(100n), await open()];
    expect(await ledger.post(transfer(account, other, 101n))).toEqual({ ok: false, error: 'insufficient-funds' });
    expect((await ledger.post(transfer(account, other, 100n))).ok).toBe(true);
    expect(await balance(account)).toBe(-100n);
  });

  test('nothing, less than nothing, to oneself, to nobody or in another currency is refused', async () => {
    const { account } = await funded(500n);
    const [other, euro] = [await open(), await open(0n, 'EUR')];
    for (const wrong of [
      transfer(account, other, 0n),
      transfer(account, other, -5n),
      transfer(account, account, 5n),
      transfer(account, 'acc-unknown', 5n),
      transfer(account, euro, 5n),
    ])
      expect((await ledger.post(wrong)).ok).toBe(false);
    expect(await balance(account)).toBe(500n);
  });

  test('the database itself lets no entry be changed or removed', async () => {
    await funded(1n);
    await expect(sql`update entry set amount_minor = 2`.execute(db)).rejects.toThrow(/never changed/);
    await expect(sql`delete from entry`.execute(db)).rejects.toThrow(/never changed/);
    await expect(sql`delete from transfer`.execute(db)).rejects.toThrow(/never changed/);
  });

  test('the database itself commits no transfer that does not balance', async () => {
    const account = await open(null);
    const lopsided = db.transaction().execute(async (trx) => {
      const id = randomUUID();
      await trx.insertInto('transfer').values({ id, booked_at: new Date(), reference: 'X' }).execute();
      await trx
        .insertInto('entry')
        .values({ transfer_id: id, account_id: account, amount_minor: 5n, currency: 'GBP', counterparty: 'X' })
        .execute();
    });
    await expect(lopsided).rejects.toThrow(/does not balance/);
    await booksBalance();
  });

  test('a balance that was tampered with shows in the trial balance', async () => {
    const { account } = await funded(70n);
    const tamper = (amount: bigint) =>
      db.updateTable('ledger_account').set({ balance_minor: amount }).where('id', '=', account).execute();
    await tamper(71n);
    expect((await ledger.trialBalance()).find((line) => line.currency === 'GBP')?.balancesMatchEntries).toBe(false);
    await tamper(70n);
    await booksBalance();
  });

  test('whatever is sent between accounts, no limit is passed and the books balance', async () => {
    const { account } = await funded(1000n);
    const ids = [account, await open(50n), await open()];
    const step = fc.tuple(fc.nat(2), fc.nat(2), fc.bigInt({ min: -20n, max: 700n }));
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 8 }), async (steps) => {
        for (const [from, to, amount] of steps) await ledger.post(transfer(ids[from] ?? '', ids[to] ?? '', amount));
        const balances = await Promise.all(ids.map(balance));
        expect(balances.reduce<bigint>((sum, one) => sum + (one ?? 0n), 0n)).toBe(1000n);
        expect(balances.every((one, index) => (one ?? 0n) >= (index === 1 ? -50n : 0n))).toBe(true);
      }),
      { numRuns: 15 },
    );
    await booksBalance();
  });

  test.runIf(concurrent)('of many payments at once, only as many go as the account can pay', async () => {
    const { account } = await funded(1000n);
    const other = await open();
    const outcomes = await Promise.all(Array.from({ length: 40 }, () => ledger.post(transfer(account, other, 100n))));
    expect(outcomes.filter((outcome) => outcome.ok)).toHaveLength(10);
    expect([await balance(account), await balance(other)]).toEqual([0n, 1000n]);
    await booksBalance();
  });

  test.runIf(concurrent)('duplicates of one transfer at once collapse into one', async () => {
    const { account } = await funded(1000n);
    const same = transfer(account, await open(), 100n);
    const outcomes = await Promise.all(Array.from({ length: 20 }, () => ledger.post(same)));
    expect(outcomes.filter((outcome) => outcome.ok && outcome.value === 'posted')).toHaveLength(1);
    expect(outcomes.every((outcome) => outcome.ok)).toBe(true);
    expect(await balance(account)).toBe(900n);
  });

  test.runIf(concurrent)('payments in opposite directions at once do not deadlock, and lose nothing', async () => {
    const [{ account: a }, { account: b }] = [await funded(10_000n), await funded(10_000n)];
    const outcomes = await Promise.all(
      Array.from({ length: 60 }, (_, index) =>
        ledger.post(index % 2 === 0 ? transfer(a, b, 10n) : transfer(b, a, 10n)),
      ),
    );
    expect(outcomes.every((outcome) => outcome.ok)).toBe(true);
    expect([await balance(a), await balance(b)]).toEqual([10_000n, 10_000n]);
    await booksBalance();
  });
});

import { randomInt, randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { type Database, migrate, openDatabase } from '../../server/lib/db.ts';
import { type BankTables, bankMigrations } from '../../server/sandbox-bank/bank-tables.ts';
import { createLedgerService } from '../../server/sandbox-bank/ledger/ledger-service.ts';
import type { Ran } from './measure-run.ts';

const account = (number: number) => `acc-${number}`;
/** Enough that nobody runs dry; the limit is checked all the same. */
const OVERDRAFT_MINOR = 10n ** 15n;

/** The bank's own tables with as many accounts, by the bank's own migrations. */
export async function fillLedger(url: string, accounts: number): Promise<void> {
  const db = await openDatabase({ kind: 'postgres', url });
  await migrate(db, bankMigrations);
  await sql`insert into ledger_account (id, name, identification, currency, overdraft_minor)
    select 'acc-' || number, 'Bench', lpad(number::text, 14, '0'), 'GBP', ${OVERDRAFT_MINOR}
    from generate_series(1, ${accounts}::int) as number`.execute(db);
  await sql`vacuum analyze`.execute(db);
  await db.destroy();
}

/** The bank's own service in this process, with as many connections as clients, each of which sends its next transfer when the last is booked. */
export async function openLedgerClient(url: string, clients: number) {
  const db = await openDatabase({ kind: 'postgres', url, maxConnections: clients });
  const ledger = createLedgerService(db.withTables<BankTables>());
  const everyClient = (work: () => Promise<number>) => Promise.all(Array.from({ length: clients }, work));
  await everyClient(() => sql`select pg_sleep(0.1)`.execute(db).then(() => 0));

  async function transfer(among: number): Promise<void> {
    const from = randomInt(1, among + 1);
    const posted = await ledger.post({
      id: randomUUID(),
      fromId: account(from),
      // Any account but that one.
      toId: account(((from + randomInt(among - 1)) % among) + 1),
      amountMinor: BigInt(randomInt(1, 5000)),
      currency: 'GBP',
      reference: 'BENCH',
      payerName: 'Payer',
      payeeName: 'Payee',
      bookedAt: new Date(),
    });
    if (!posted.ok) throw new Error(`a transfer was refused: ${posted.error}`);
  }

  /** Transfers between random accounts of the first `among`. */
  async function run(seconds: number, among: number): Promise<Ran> {
    const began = performance.now();
    const counts = await everyClient(async () => {
      let transfers = 0;
      for (; performance.now() - began < seconds * 1000; transfers++) await transfer(among);
      return transfers;
    });
    const transactions = counts.reduce((sum, one) => sum + one, 0);
    return { transactions, perSecond: (transactions * 1000) / (performance.now() - began) };
  }

  return { run, close: () => db.destroy() };
}

/** Throws unless every transfer that was answered is in the books, once, and the books balance. */
export async function proveBooks(url: string, transfers: number): Promise<void> {
  const db: Database = await openDatabase({ kind: 'postgres', url });
  const { rows } = await sql<{ count: bigint }>`select count(*) as count from transfer`.execute(db);
  const wrong = (await createLedgerService(db.withTables<BankTables>()).trialBalance()).filter(
    (line) => line.entriesMinor !== 0n || !line.balancesMatchEntries,
  );
  await db.destroy();
  if (rows[0]?.count !== BigInt(transfers) || wrong.length > 0)
    throw new Error(
      `${transfers} transfers were answered, ${rows[0]?.count} are booked, ${wrong.length} currencies are wrong`,
    );
}

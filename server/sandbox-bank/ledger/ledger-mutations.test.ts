import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Database } from '../../lib/db.ts';
import { type TestDatabase, testDatabases } from '../../lib/test-databases.ts';
import { type BankTables, bankMigrations } from '../bank-tables.ts';
import { LEDGER_STATEMENTS, ledgerMigrations } from './ledger-schema.ts';
import { LEDGER_CHECKS } from './testing/ledger-checks.ts';
import { LEDGER_MUTATIONS, type LedgerMutation } from './testing/ledger-mutations.ts';
import { createTestLedger } from './testing/test-ledger.ts';

/** The rules, each broken once: its own check must fail then, or it checks nothing. Where PostgreSQL is to be had, there. */
const { open, concurrent, name } = testDatabases().at(-1) as TestDatabase;
const CHECKS = LEDGER_CHECKS.filter((one) => concurrent || !one.concurrent);
const checkOf = (rule: string) => CHECKS.find((one) => one.rule === rule);

describe(`the ledger with a rule broken, on ${name}`, () => {
  let opened: { readonly db: Database; close(): Promise<void> };

  beforeAll(async () => {
    opened = await open();
  });
  afterAll(() => opened?.close());

  async function ledgerOf(statements: readonly string[]) {
    const migrations = { first: bankMigrations['bank-001'], ...ledgerMigrations(statements) };
    await opened.db.transaction().execute(async (trx) => {
      await sql`drop schema public cascade`.execute(trx);
      await sql`create schema public`.execute(trx);
      for (const migration of Object.values(migrations)) await migration?.up(trx);
    });
    return createTestLedger(opened.db.withTables<BankTables>());
  }

  test('every rule is broken by one mutation or more', () => {
    const broken = new Set(LEDGER_MUTATIONS.map((mutation) => mutation.rule));
    expect([...broken].sort()).toEqual(LEDGER_CHECKS.map((one) => one.rule).sort());
  });

  test('nothing broken, every check passes', async () => {
    const ledger = await ledgerOf(LEDGER_STATEMENTS);
    for (const { check } of CHECKS) await check(ledger);
  });

  const mutations = LEDGER_MUTATIONS.filter(({ rule }) => checkOf(rule));
  test.each(mutations)('not “$rule”, by $replace', async (mutation) => {
    const ledger = await ledgerOf(mutated(mutation));
    await expect(checkOf(mutation.rule)?.check(ledger)).rejects.toThrow();
  });
});

function mutated({ find, replace }: LedgerMutation): string[] {
  const places = LEDGER_STATEMENTS.reduce((sum, statement) => sum + statement.split(find).length - 1, 0);
  if (places !== 1) throw new Error(`a mutation fits ${places} places of the ledger’s SQL, not one: ${find}`);
  return LEDGER_STATEMENTS.map((statement) => statement.replace(find, () => replace));
}

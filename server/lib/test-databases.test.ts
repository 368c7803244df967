import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { migrate } from './db.ts';
import { testDatabases } from './test-databases.ts';

describe.each(testDatabases())('a test database on $name', (testDatabase) => {
  let opened: Awaited<ReturnType<typeof testDatabase.open>>;
  beforeAll(async () => {
    opened = await testDatabase.open();
  }, 60_000);
  afterAll(() => opened.close());

  test('is empty, and migrations are applied once each', async () => {
    let applied = 0;
    const migrations = {
      'thing-001': {
        up: async (db: typeof opened.db) => {
          applied += 1;
          await sql`create table thing (amount bigint not null)`.execute(db);
        },
      },
    };
    await migrate(opened.db, migrations);
    await migrate(opened.db, migrations);
    expect(applied).toBe(1);
  });

  test('reads bigint columns as bigint', async () => {
    const { rows } = await sql<{ amount: bigint }>`select 9007199254740993::bigint as amount`.execute(opened.db);
    expect(rows[0]?.amount).toBe(9007199254740993n);
  });
});

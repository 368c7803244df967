import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Database, migrate } from '../../lib/db.ts';
import { testDatabases } from '../../lib/test-databases.ts';
import { type BankTables, bankMigrations } from '../bank-tables.ts';
import { prune } from '../pruning.ts';
import { createSqlAdapter } from './sql-adapter.ts';

const START_MS = 60_000;

describe.each(testDatabases())('what an issuer keeps, on $name', ({ open }) => {
  let opened: { readonly db: Database; close(): Promise<void> };
  let adapter: ReturnType<typeof createSqlAdapter>;

  beforeAll(async () => {
    opened = await open();
    await migrate(opened.db, bankMigrations);
    adapter = createSqlAdapter(opened.db.withTables<BankTables>(), 'customers');
  }, START_MS);
  afterAll(() => opened?.close());

  test('what was kept is found by its id and its uid, and by no other model or issuer', async () => {
    const codes = adapter('AuthorizationCode');
    await codes.upsert('a1', { uid: 'u1', accountId: 'anna' }, 60);
    expect(await codes.find('a1')).toEqual({ uid: 'u1', accountId: 'anna' });
    expect(await codes.findByUid('u1')).toEqual({ uid: 'u1', accountId: 'anna' });
    expect(await adapter('RefreshToken').find('a1')).toBeUndefined();
    const staff = createSqlAdapter(opened.db.withTables<BankTables>(), 'staff');
    expect(await staff('AuthorizationCode').find('a1')).toBeUndefined();
  });

  test('of many who use one code at the same time, one does', async () => {
    const codes = adapter('AuthorizationCode');
    await codes.upsert('once', { accountId: 'anna' }, 60);
    const uses = await Promise.allSettled(Array.from({ length: 8 }, () => codes.consume('once')));
    expect(uses.filter((use) => use.status === 'fulfilled')).toHaveLength(1);
    expect((await codes.find('once'))?.consumed).toBeGreaterThan(0);
  });

  test('what has expired is not found, and is forgotten', async () => {
    const codes = adapter('AuthorizationCode');
    await codes.upsert('brief', { accountId: 'anna' }, -1);
    await codes.upsert('longer', { accountId: 'anna' }, 60);
    expect(await codes.find('brief')).toBeUndefined();
    const db = opened.db.withTables<BankTables>();
    await prune(db, new Date());
    const ids = (await db.selectFrom('oidc').select('id').execute()).map((row) => row.id);
    expect(ids).toContain('longer');
    expect(ids).not.toContain('brief');
  });

  test('a revoked grant takes all of its tokens along, and no other', async () => {
    await adapter('AccessToken').upsert('t1', { grantId: 'g1' }, 60);
    await adapter('RefreshToken').upsert('r1', { grantId: 'g1' }, 60);
    await adapter('AccessToken').upsert('t2', { grantId: 'g2' }, 60);
    await adapter('AccessToken').revokeByGrantId('g1');
    expect(await adapter('AccessToken').find('t1')).toBeUndefined();
    expect(await adapter('RefreshToken').find('r1')).toBeUndefined();
    expect(await adapter('AccessToken').find('t2')).toEqual({ grantId: 'g2' });
  });
});

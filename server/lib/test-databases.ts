import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import pg from 'pg';
import { type Database, type DatabaseLocation, openDatabase } from './db.ts';

export interface TestDatabase {
  /** For the title of a suite. */
  readonly name: 'PGlite' | 'PostgreSQL';
  /** True where statements of several connections run at once, so that races show. */
  readonly concurrent: boolean;
  /** A fresh, empty database of its own. */
  open(): Promise<{ readonly db: Database; close(): Promise<void> }>;
}

/**
 * The databases to run a suite on, for `describe.each`: PGlite in memory always, and a PostgreSQL server where
 * `TEST_DATABASE_URL` names one (an account that may create databases; each suite makes its own and drops it).
 */
export function testDatabases(): readonly TestDatabase[] {
  const adminUrl = process.env.TEST_DATABASE_URL;
  return adminUrl ? [embedded, onServer(adminUrl)] : [embedded];
}

/** An empty PGlite in memory: a copy of the one that `prepare-pglite.ts` has made, where it has; to make one takes seconds. */
export function embeddedInMemory(): DatabaseLocation {
  const file = process.env.TEST_PGLITE;
  return { kind: 'embedded', ...(file && { copyOf: new Blob([readFileSync(file)]) }) };
}

const embedded: TestDatabase = {
  name: 'PGlite',
  concurrent: false,
  async open() {
    const db = await openDatabase(embeddedInMemory());
    return { db, close: () => db.destroy() };
  },
};

function onServer(adminUrl: string): TestDatabase {
  return {
    name: 'PostgreSQL',
    concurrent: true,
    async open() {
      const name = `atrium_test_${randomUUID().replaceAll('-', '')}`;
      await administer(adminUrl, `create database ${name}`);
      const url = new URL(adminUrl);
      url.pathname = `/${name}`;
      const db = await openDatabase({ kind: 'postgres', url: url.href });
      const close = async () => {
        await db.destroy();
        await administer(adminUrl, `drop database ${name}`);
      };
      return { db, close };
    },
  };
}

async function administer(adminUrl: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: adminUrl });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}

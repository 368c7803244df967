import { mkdirSync } from 'node:fs';
import { PGlite } from '@electric-sql/pglite';
import { Kysely, PGliteDialect, PostgresDialect } from 'kysely';
import { type Migration, Migrator } from 'kysely/migration';
import pg from 'pg';
import { killPoints } from './kill-points.ts';

/** A database whose tables a feature declares for itself: `db.withTables<QueueTables>()`. */
// biome-ignore lint/complexity/noBannedTypes: Kysely's own notation for "no tables yet", which `withTables` extends.
export type Database = Kysely<{}>;

const INT8_OID = 20;

export type DatabaseLocation =
  | { readonly kind: 'postgres'; readonly url: string; readonly maxConnections?: number }
  /** Embedded PGlite in a folder, or in memory where `folder` is absent: there it may begin as a dumped one. It runs one statement at a time. */
  | { readonly kind: 'embedded'; readonly folder?: string; readonly copyOf?: Blob };

const preparedNames = new Map<string, string>();

/** Marks a statement's text as one that PostgreSQL shall parse and plan once for each connection; `name` is its own. */
export function prepared(name: string, text: string): string {
  preparedNames.set(text, name);
  return text;
}

/** Kysely hands over text and parameters; pg prepares what carries a name. */
class PreparingClient extends pg.Client {
  override query(...args: unknown[]): never {
    const [text, values] = args;
    const name = typeof text === 'string' && preparedNames.get(text);
    const query = super.query as (...args: unknown[]) => never;
    return name ? query.call(this, { name, text, values }) : query.apply(this, args);
  }
}

/** Opens a database, and throws where it cannot be reached. `bigint` columns are read as JavaScript `bigint` in both kinds. */
export async function openDatabase(location: DatabaseLocation): Promise<Database> {
  if (location.kind === 'postgres') {
    const types = {
      getTypeParser: (oid: number, format?: 'text' | 'binary') =>
        oid === INT8_OID ? BigInt : pg.types.getTypeParser(oid, format),
    };
    const pool = new pg.Pool({
      connectionString: location.url,
      max: location.maxConnections ?? 10,
      types: types as pg.CustomTypesConfig,
      Client: PreparingClient,
    });
    // An idle connection that the server closes is replaced at the next query; without a listener it would end the process.
    pool.on('error', () => {});
    await pool.query('select 1');
    const watch = killPoints ? { onCreateConnection: killPoints.watchConnection } : {};
    return new Kysely({ dialect: new PostgresDialect({ pool, ...watch }) });
  }
  if (location.folder) mkdirSync(location.folder, { recursive: true });
  const pglite = await PGlite.create({
    ...(location.folder ? { dataDir: location.folder } : {}),
    ...(location.copyOf && { loadDataDir: location.copyOf }),
    parsers: { [INT8_OID]: BigInt },
  });
  return new Kysely({ dialect: new PGliteDialect({ pglite }) });
}

/** Migrations by name; a feature prefixes its own: `queue-001-tickets`. Applied once each, in order of name. */
export type Migrations = Readonly<Record<string, Migration>>;

/** Applies what has not been applied yet; throws what the database said when one fails. */
export async function migrate(db: Database, migrations: Migrations): Promise<void> {
  const migrator = new Migrator({
    db,
    provider: { getMigrations: async () => ({ ...migrations }) },
    allowUnorderedMigrations: true,
  });
  const { error } = await migrator.migrateToLatest();
  if (error) throw error;
}

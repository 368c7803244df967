import { randomUUID } from 'node:crypto';
import { type Kysely, sql } from 'kysely';
import { ok, type Result, refuse } from '../../shared/result.ts';
import { MAX_TALK_FILE_BYTES, MAX_TALK_FILES } from '../../shared/talk-file.ts';
import type { Database, Migrations } from '../lib/db.ts';
import type { ConsultationTables } from './consultation-store.ts';

/** Ciphertext that people of a talk pass to each other; neither name nor kind is known here. */
export type TalkFileRow = {
  readonly id: string;
  readonly consultation_id: string;
  readonly bytes: Buffer;
  readonly size: number;
  /** Of a paper on the desk, which the document service has laid there; what people pass is counted apart. */
  readonly paper: boolean;
  readonly at: Date;
};
type FileTables = { talk_file: TalkFileRow };

export const fileMigrations: Migrations = {
  'consultation-050-files': {
    async up(db) {
      await sql`
        create table talk_file (
          id uuid primary key, consultation_id uuid not null references consultation (id), bytes bytea not null, size integer not null,
          at timestamptz not null)`.execute(db);
      await sql`create index talk_file_of_consultation on talk_file (consultation_id)`.execute(db);
    },
  },
  'consultation-051-papers': {
    async up(db) {
      await sql`alter table talk_file add column paper boolean not null default false`.execute(db);
    },
  },
};

export type FileStore = ReturnType<typeof createFileStore>;

export function createFileStore(database: Database) {
  const db = database.withTables<FileTables & ConsultationTables>();
  return {
    /** Keeps it while the talk is open and there is room; the talk's row, locked, puts those who add into one order. */
    add: (
      consultationId: string,
      bytes: Uint8Array,
      at: Date,
    ): Promise<Result<string, 'consultation-ended' | 'files-full'>> =>
      db.transaction().execute(async (trx) => {
        if (!(await isOpen(trx, consultationId))) return refuse('consultation-ended');
        const { count, size } = await trx
          .selectFrom('talk_file')
          .select((eb) => [eb.fn.countAll<bigint>().as('count'), eb.fn.sum<bigint | null>('size').as('size')])
          .where('consultation_id', '=', consultationId)
          .where('paper', '=', false)
          .executeTakeFirstOrThrow();
        if (count >= MAX_TALK_FILES || Number(size ?? 0) + bytes.length > MAX_TALK_FILE_BYTES)
          return refuse('files-full');
        return ok(await insert(trx, consultationId, bytes, at, false));
      }),
    /** Keeps a paper of the document service, which bounds how many there are; null where the talk is over. */
    addPaper: (consultationId: string, bytes: Uint8Array, at: Date): Promise<string | null> =>
      db
        .transaction()
        .execute(async (trx) =>
          (await isOpen(trx, consultationId)) ? insert(trx, consultationId, bytes, at, true) : null,
        ),
    /** All papers of a talk but these. */
    async deletePapersBut(consultationId: string, kept: readonly string[]): Promise<void> {
      const papers = db.deleteFrom('talk_file').where('consultation_id', '=', consultationId).where('paper', '=', true);
      await (kept.length > 0 ? papers.where('id', 'not in', kept) : papers).execute();
    },
    async find(consultationId: string, fileId: string): Promise<Uint8Array | null> {
      const row = await db
        .selectFrom('talk_file')
        .select('bytes')
        .where('id', '=', fileId)
        .where('consultation_id', '=', consultationId)
        .executeTakeFirst();
      return row?.bytes ?? null;
    },
    async deleteOf(consultationId: string): Promise<void> {
      await db.deleteFrom('talk_file').where('consultation_id', '=', consultationId).execute();
    },
    /** Those of talks that are over: for a server that died before it could. */
    async deleteOfEnded(): Promise<void> {
      await db
        .deleteFrom('talk_file')
        .where('consultation_id', 'in', (eb) => eb.selectFrom('consultation').select('id').where('state', '=', 'ended'))
        .execute();
    },
  };
}

type Transaction = Kysely<FileTables & ConsultationTables>;

async function isOpen(trx: Transaction, consultationId: string): Promise<boolean> {
  const open = await trx
    .selectFrom('consultation')
    .select('id')
    .where('id', '=', consultationId)
    .where('state', '=', 'open')
    .forUpdate()
    .executeTakeFirst();
  return open !== undefined;
}

async function insert(
  trx: Transaction,
  consultationId: string,
  bytes: Uint8Array,
  at: Date,
  paper: boolean,
): Promise<string> {
  const id = randomUUID();
  const row = { id, consultation_id: consultationId, bytes: Buffer.from(bytes), size: bytes.length, paper, at };
  await trx.insertInto('talk_file').values(row).execute();
  return id;
}

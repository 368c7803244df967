import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
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
        const open = await trx
          .selectFrom('consultation')
          .select('id')
          .where('id', '=', consultationId)
          .where('state', '=', 'open')
          .forUpdate()
          .executeTakeFirst();
        if (!open) return refuse('consultation-ended');
        const { count, size } = await trx
          .selectFrom('talk_file')
          .select((eb) => [eb.fn.countAll<bigint>().as('count'), eb.fn.sum<bigint | null>('size').as('size')])
          .where('consultation_id', '=', consultationId)
          .executeTakeFirstOrThrow();
        if (count >= MAX_TALK_FILES || Number(size ?? 0) + bytes.length > MAX_TALK_FILE_BYTES)
          return refuse('files-full');
        const id = randomUUID();
        await trx
          .insertInto('talk_file')
          .values({ id, consultation_id: consultationId, bytes: Buffer.from(bytes), size: bytes.length, at })
          .execute();
        return ok(id);
      }),
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

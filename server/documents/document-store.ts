import { type Kysely, sql } from 'kysely';
import type { DocumentState } from '../../shared/documents.ts';
import type { Database } from '../lib/db.ts';
import { OPEN_CHALLENGES } from './document-rules.ts';
import type {
  DocumentEventKind,
  DocumentEventRow,
  DocumentRow,
  DocumentTables,
  SigningChallengeRow,
} from './document-tables.ts';

export interface DocumentAct {
  readonly kind: DocumentEventKind;
  readonly at: Date;
  readonly by: Pick<DocumentEventRow, 'by_kind' | 'by_subject'>;
  /** The id of the letter that asks for it: written again, it changes nothing more. */
  readonly letter?: string | undefined;
}

export type DocumentStore = ReturnType<typeof createDocumentStore>;
export type DocumentTransaction = Kysely<DocumentTables>;

export function createDocumentStore(database: Database) {
  const db = database.withTables<DocumentTables>();
  return {
    /** Runs `work` in one transaction, with the document locked for it; `work` is given undefined where there is none. */
    withLocked: <T>(
      id: string,
      work: (row: DocumentRow | undefined, trx: DocumentTransaction) => Promise<T>,
    ): Promise<T> =>
      db.transaction().execute(async (trx) => {
        const row = await trx.selectFrom('document').selectAll().where('id', '=', id).forUpdate().executeTakeFirst();
        return work(row, trx);
      }),
    /** Answers false where the consultation has `max` documents already; true also where the letter has been acted on before. */
    insert: (row: DocumentRow, max: number, act: DocumentAct): Promise<boolean> =>
      db.transaction().execute(async (trx) => {
        await sql`select pg_advisory_xact_lock(hashtext(${`documents:${row.consultation_id}`}))`.execute(trx);
        if (await isDone(trx, act)) return true;
        const { count } = await trx
          .selectFrom('document')
          .select((eb) => eb.fn.countAll<bigint>().as('count'))
          .where('consultation_id', '=', row.consultation_id)
          .executeTakeFirstOrThrow();
        if (count >= max) return false;
        await trx.insertInto('document').values(row).execute();
        await record(trx, row, act);
        return true;
      }),
    find: (id: string) => db.selectFrom('document').selectAll().where('id', '=', id).executeTakeFirst(),
    hasAny: async (consultationId: string): Promise<boolean> =>
      (await db
        .selectFrom('document')
        .select('id')
        .where('consultation_id', '=', consultationId)
        .limit(1)
        .executeTakeFirst()) !== undefined,
    listOfConsultation: (consultationId: string): Promise<DocumentRow[]> =>
      db
        .selectFrom('document')
        .selectAll()
        .where('consultation_id', '=', consultationId)
        .orderBy('offered_at', 'desc')
        .execute(),
    listOfCustomer: (subject: string, limit: number): Promise<DocumentRow[]> =>
      db
        .selectFrom('document')
        .selectAll()
        .where('customer_subject', '=', subject)
        .orderBy('offered_at', 'desc')
        .limit(limit)
        .execute(),
    /**
     * Changes this very version from one of these states, and records it. Answers null where it is no longer so; and the document as it
     * is where the letter has been acted on before.
     */
    change: (
      { id, version }: Pick<DocumentRow, 'id' | 'version'>,
      from: readonly DocumentState[],
      set: Partial<DocumentRow>,
      act: DocumentAct,
    ): Promise<DocumentRow | null> =>
      db.transaction().execute(async (trx) => {
        const asItIs = async () =>
          (await isDone(trx, act))
            ? ((await trx.selectFrom('document').selectAll().where('id', '=', id).executeTakeFirst()) ?? null)
            : null;
        // Asked again after the change has waited: another process may have been at the same letter.
        return (await asItIs()) ?? (await changeWithin(trx, { id, version }, from, set, act)) ?? asItIs();
      }),
    /** Whether a letter of somebody's has been acted on. */
    isDone: (act: Pick<DocumentAct, 'by' | 'letter'>): Promise<boolean> => isDone(db, act),
    record: (row: Pick<DocumentRow, 'id' | 'consultation_id' | 'version'>, act: DocumentAct) => record(db, row, act),
    /** Deletes what `where` names and records it; answers how many. The trail stays. */
    delete: (
      where: { readonly changedBefore: Date } | { readonly customer: string },
      act: DocumentAct,
    ): Promise<number> =>
      db.transaction().execute(async (trx) => {
        const query = trx.deleteFrom('document').returning(['id', 'consultation_id', 'version']);
        const gone = await ('customer' in where
          ? query.where('customer_subject', '=', where.customer)
          : query.where('changed_at', '<', where.changedBefore)
        ).execute();
        for (const row of gone) await record(trx, row, act);
        return gone.length;
      }),
    /** Answers false where it is signed, or no longer there. */
    deleteUnsigned: (id: string, act: DocumentAct): Promise<boolean> =>
      db.transaction().execute(async (trx) => {
        const gone = await trx
          .deleteFrom('document')
          .where('id', '=', id)
          .where('state', '!=', 'signed')
          .returning(['id', 'consultation_id', 'version'])
          .executeTakeFirst();
        if (gone) await record(trx, gone, act);
        return gone !== undefined;
      }),
    /** Adds a challenge; the oldest of more than a few for one document are forgotten, and those that are over. */
    addChallenge: (row: SigningChallengeRow) =>
      db.transaction().execute(async (trx) => {
        await trx.selectFrom('document').select('id').where('id', '=', row.document_id).forUpdate().execute();
        await trx.deleteFrom('signing_challenge').where('expires_at', '<=', row.created_at).execute();
        await trx.insertInto('signing_challenge').values(row).execute();
        await trx
          .deleteFrom('signing_challenge')
          .where('nonce', 'in', (rows) =>
            rows
              .selectFrom('signing_challenge')
              .select('nonce')
              .where('document_id', '=', row.document_id)
              .orderBy('created_at', 'desc')
              .offset(OPEN_CHALLENGES),
          )
          .execute();
      }),
    trail: (documentId: string): Promise<DocumentEventRow[]> =>
      db
        .selectFrom('document_event')
        .selectAll()
        .where('document_id', '=', documentId)
        .orderBy('seq')
        .execute() as unknown as Promise<DocumentEventRow[]>,
  };
}

/** {@link DocumentStore.change} within a transaction. */
export async function changeWithin(
  trx: DocumentTransaction,
  { id, version }: Pick<DocumentRow, 'id' | 'version'>,
  from: readonly DocumentState[],
  set: Partial<DocumentRow>,
  act: DocumentAct,
): Promise<DocumentRow | null> {
  const row = await trx
    .updateTable('document')
    .set({ ...set, changed_at: act.at })
    .where('id', '=', id)
    .where('version', '=', version)
    .where('state', 'in', from as DocumentRow['state'][])
    .returningAll()
    .executeTakeFirst();
  if (row) await record(trx, row, act);
  return row ?? null;
}

/** A challenge is good once, for one document and one customer, until its end. */
export function takeChallenge(
  trx: DocumentTransaction,
  nonce: string,
  { id, customer_subject }: DocumentRow,
  now: Date,
): Promise<SigningChallengeRow | undefined> {
  return trx
    .deleteFrom('signing_challenge')
    .where('nonce', '=', nonce)
    .where('document_id', '=', id)
    .where('customer_subject', '=', customer_subject)
    .where('expires_at', '>', now)
    .returningAll()
    .executeTakeFirst();
}

async function isDone(trx: DocumentTransaction, { by, letter }: Pick<DocumentAct, 'by' | 'letter'>): Promise<boolean> {
  if (!letter) return false;
  const done = await trx
    .selectFrom('document_event')
    .select('seq')
    .where('letter', '=', letter)
    .where('by_kind', '=', by.by_kind)
    .where('by_subject', '=', by.by_subject)
    .executeTakeFirst();
  return done !== undefined;
}

async function record(
  trx: DocumentTransaction,
  { id, consultation_id, version }: Pick<DocumentRow, 'id' | 'consultation_id' | 'version'>,
  { kind, at, by, letter }: DocumentAct,
): Promise<void> {
  await trx
    .insertInto('document_event')
    .values({ document_id: id, consultation_id, version, kind, at, ...by, letter: letter ?? null })
    .execute();
}

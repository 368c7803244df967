import { type Kysely, sql } from 'kysely';
import type { AgingData, PersonalData } from '../afterwards/personal-data.ts';
import type { RatableConsultation } from '../afterwards/rating-service.ts';
import type { Database } from '../lib/db.ts';
import { erasedSubject, hasCustomer } from '../lib/erased-subject.ts';
import { type CustomerTrail, forgetCustomers } from '../lib/trail-age.ts';
import type { ConsultationRow, ConsultationTables } from './consultation-store.ts';

type Trx = Kysely<ConsultationTables>;

const TRAIL: CustomerTrail = {
  table: 'consultation_event',
  subject: 'by_subject',
  mayForget: sql<boolean>`by_kind = 'customer' and exists (
    select from consultation where id = entry.consultation_id and customer_subject like 'erased:%')`,
};

/**
 * What is kept of customers' consultations: who came, transcripts where there are some, notes; and the trail, which has no words.
 * `exportsNotes`: whether the bank lets its customers have what consultants noted when a talk was wrapped up.
 */
export function createConsultationData(database: Database, { exportsNotes = false } = {}) {
  const db: Trx = database.withTables<ConsultationTables>();
  const within = (transaction: Database): Trx => transaction.withTables<ConsultationTables>();

  const personal: PersonalData = {
    async collect(subject) {
      const rows = await db
        .selectFrom('consultation')
        .selectAll()
        .where('customer_subject', '=', subject)
        .orderBy('started_at')
        .execute();
      const lines = await linesOf(
        db,
        rows.map(({ id }) => id),
      );
      return { consultations: rows.map((row) => ({ ...exported(row, exportsNotes), said: lines.get(row.id) ?? [] })) };
    },
    async erase(transaction, subject) {
      const trx = within(transaction);
      const rows = await trx
        .selectFrom('consultation')
        .select(['id', 'wrap_up_notes', 'transfer_note'])
        .where('customer_subject', '=', subject)
        .where('state', '=', 'ended')
        .forUpdate()
        .execute();
      const ids = rows.map(({ id }) => id);
      const notes = rows.filter((row) => row.wrap_up_notes !== null || row.transfer_note !== null).length;
      const trails = await countEvents(trx, ids);
      await forget(trx, ids);
      return [
        { kind: 'talks', count: ids.length },
        { kind: 'notes', count: notes },
        { kind: 'trails', count: trails, kept: 'audit' },
      ];
    },
  };

  return {
    personal,
    /** Someone is in a consultation now. */
    async isOpen(transaction: Database, subject: string): Promise<boolean> {
      const open = await within(transaction)
        .selectFrom('consultation')
        .select('id')
        .where('customer_subject', '=', subject)
        .where('state', '=', 'open')
        .executeTakeFirst();
      return open !== undefined;
    },
    /** Transcripts, and whose talk it was. */
    agingTalks: (keptMs: number): AgingData => ({
      kind: 'talks',
      keptMs,
      async sweep(transaction, before, limit) {
        const trx = within(transaction);
        const rows = await oldest(trx, before, limit).where(hasCustomer()).execute();
        await forget(
          trx,
          rows.map(({ id }) => id),
        );
        return rows.length;
      },
    }),
    /** Who came, in trails of talks that are nobody's any more: they have gone by age, or by a wish before. */
    agingTrails: (keptMs: number): AgingData => ({
      kind: 'trails',
      keptMs,
      sweep: (transaction, before, limit) => forgetCustomers(transaction, TRAIL, before, limit),
    }),
    /** What consultants have noted. */
    agingNotes: (keptMs: number): AgingData => ({
      kind: 'notes',
      keptMs,
      async sweep(transaction, before, limit) {
        const trx = within(transaction);
        const rows = await oldest(trx, before, limit)
          .where((eb) => eb.or([eb('wrap_up_notes', 'is not', null), eb('transfer_note', 'is not', null)]))
          .execute();
        const ids = rows.map(({ id }) => id);
        if (ids.length > 0)
          await trx
            .updateTable('consultation')
            .set({ wrap_up_notes: null, transfer_note: null })
            .where('id', 'in', ids)
            .execute();
        return ids.length;
      },
    }),
    consultationOf: async (subject: string, consultationId: string): Promise<RatableConsultation | null> => {
      const row = await db
        .selectFrom('consultation')
        .selectAll()
        .where('id', '=', consultationId)
        .where('customer_subject', '=', subject)
        .executeTakeFirst();
      return row ? ratable(row) : null;
    },
    async servedSince(subject: string, since: Date): Promise<readonly RatableConsultation[]> {
      const rows = await served(db, since).selectAll().where('customer_subject', '=', subject).limit(1).execute();
      return rows.map(ratable);
    },
    async countServed(branchId: string, since: Date): Promise<number> {
      const { count } = await served(db, since)
        .clearOrderBy()
        .select((eb) => eb.fn.countAll<bigint>().as('count'))
        .where('branch_id', '=', branchId)
        .executeTakeFirstOrThrow();
      return Number(count);
    },
  };
}

/** Consultations that a customer came to and that one of the two ended, newest first; not those that were passed on. */
function served(db: Trx, since: Date) {
  const has = (kind: 'greeted' | 'ended') =>
    sql<boolean>`exists (select from consultation_event where consultation_id = consultation.id and kind = ${kind})`;
  return db
    .selectFrom('consultation')
    .where('ended_at', '>=', since)
    .where(has('greeted'))
    .where(has('ended'))
    .orderBy('ended_at', 'desc');
}

function ratable({ id, branch_id, ticket_number, ended_at }: ConsultationRow): RatableConsultation {
  return { id, branchId: branch_id, ticketNumber: ticket_number, endedAt: ended_at };
}

function oldest(trx: Trx, before: Date, limit: number) {
  return trx
    .selectFrom('consultation')
    .select('id')
    .where('state', '=', 'ended')
    .where('ended_at', '<', before)
    .orderBy('ended_at')
    .limit(limit)
    .forUpdate()
    .skipLocked();
}

/** Everything of the person, and every name, goes out of ended consultations; that they took place stays, for the branch's figures. */
async function forget(trx: Trx, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return;
  await trx.deleteFrom('chat_line').where('consultation_id', 'in', ids).execute();
  await trx
    .updateTable('consultation')
    .set({
      customer_subject: erasedSubject(),
      customer_name: '',
      consultant_name: '',
      wrap_up_notes: null,
      transfer_note: null,
    })
    .where('id', 'in', ids)
    .execute();
  await trx.updateTable('consultation_member').set({ name: '' }).where('consultation_id', 'in', ids).execute();
}

async function countEvents(trx: Trx, ids: readonly string[]): Promise<number> {
  if (ids.length === 0) return 0;
  const { count } = await trx
    .selectFrom('consultation_event')
    .select((eb) => eb.fn.countAll<bigint>().as('count'))
    .where('consultation_id', 'in', ids)
    .executeTakeFirstOrThrow();
  return Number(count);
}

async function linesOf(db: Trx, ids: readonly string[]): Promise<Map<string, unknown[]>> {
  const lines = new Map<string, unknown[]>();
  if (ids.length === 0) return lines;
  const rows = await db
    .selectFrom('chat_line')
    .selectAll()
    .where('consultation_id', 'in', ids)
    .orderBy('seq')
    .execute();
  for (const { consultation_id, speaker, text, at } of rows) {
    const known = lines.get(consultation_id) ?? [];
    known.push({ at, from: speaker, text });
    lines.set(consultation_id, known);
  }
  return lines;
}

/**
 * What one colleague wrote to another about the customer is in no export; a note of a wrap-up, where the bank says so, once it is
 * closed: a suspicion would else be told to the very person it is about.
 */
function exported(row: ConsultationRow, exportsNotes: boolean) {
  return {
    id: row.id,
    branch: row.branch_id,
    ticket: row.ticket_number,
    topic: row.topic,
    consultant: row.consultant_name,
    startedAt: row.started_at,
    endedAt: row.ended_at,
    outcome: row.wrap_up_code,
    ...(exportsNotes && row.phase === 'closed' && { notes: row.wrap_up_notes }),
  };
}

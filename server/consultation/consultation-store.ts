import type { ColumnType, Generated, Kysely } from 'kysely';
import type { ConsultationPhase, WrapUpCode } from '../../shared/consultation.ts';
import type { Party } from '../../shared/consultation-members.ts';
import type { Topic } from '../../shared/queue.ts';
import { ok, type Result, refuse } from '../../shared/result.ts';
import type { Database } from '../lib/db.ts';
import { MAX_LINES } from './consultation-rules.ts';
import type { MemberRow } from './member-store.ts';
import { isOpenPhase, type PhaseEvent, phaseAfter } from './phase-rules.ts';

export type ConsultationRow = {
  readonly id: string;
  readonly branch_id: string;
  readonly desk_id: string;
  readonly ticket_number: string;
  readonly topic: Topic;
  readonly customer_subject: string;
  readonly customer_name: string;
  readonly consultant_subject: string;
  readonly consultant_name: string;
  /** `open` in the phases in which the two may talk: `phase-rules.ts`. */
  readonly state: 'open' | 'ended';
  readonly phase: ConsultationPhase;
  readonly transfer_note: string | null;
  readonly started_at: Date;
  /** Of the last call of its number. */
  readonly called_at: Date;
  readonly ended_at: Date | null;
  readonly closed_at: Date | null;
  readonly wrap_up_code: WrapUpCode | null;
  readonly wrap_up_notes: string | null;
};
/** Append-only: the database refuses to change or delete a row. */
export type ConsultationEventRow = {
  readonly seq: Generated<bigint>;
  readonly consultation_id: string;
  readonly at: Date;
  readonly kind: PhaseEvent['kind'];
  readonly by_kind: 'customer' | 'staff';
  readonly by_subject: string;
  readonly detail: ColumnType<Record<string, unknown>, string, string>;
};
export type ChatLineRow = {
  readonly seq: Generated<bigint>;
  readonly id: string;
  readonly consultation_id: string;
  readonly speaker: Party;
  readonly text: string;
  readonly at: Date;
};
export type ConsultationTables = {
  consultation: ConsultationRow;
  chat_line: ChatLineRow;
  consultation_event: ConsultationEventRow;
  consultation_member: MemberRow;
};

export interface EventAuthor {
  readonly kind: 'customer' | 'staff';
  readonly subject: string;
}

export interface Step<E extends string> {
  readonly event: PhaseEvent;
  readonly at: Date;
  readonly by: EventAuthor;
  /** What else it changes of the consultation itself. */
  readonly set?: (row: ConsultationRow) => Partial<Pick<ConsultationRow, 'wrap_up_code' | 'wrap_up_notes'>>;
  /** May refuse as well, having seen the row locked. */
  readonly alongside?: (transaction: Database, row: ConsultationRow) => Promise<Result<unknown, E>>;
}

class Refused extends Error {
  readonly code: string;
  constructor(code: string) {
    super(code);
    this.code = code;
  }
}

export type ConsultationStore = ReturnType<typeof createConsultationStore>;

export function createConsultationStore(database: Database) {
  const db: Kysely<ConsultationTables> = database.withTables<ConsultationTables>();
  return {
    /** Opens it, and begins its trail. */
    async insert(transaction: Database, row: ConsultationRow): Promise<void> {
      const trx = transaction.withTables<ConsultationTables>();
      await trx.insertInto('consultation').values(row).execute();
      const by: EventAuthor = { kind: 'staff', subject: row.consultant_subject };
      await record(trx, row.id, { kind: 'called' }, row.started_at, by);
    },
    find: (id: string) => db.selectFrom('consultation').selectAll().where('id', '=', id).executeTakeFirst(),
    listOpen: () =>
      db
        .selectFrom('consultation')
        .select(['customer_subject', 'consultant_subject'])
        .where('state', '=', 'open')
        .execute(),
    /**
     * Takes it a step on, with its trail and with `alongside` in the same transaction; where that refuses, nothing has happened. Answers
     * `phase-wrong` where the step cannot be taken now.
     */
    step: <E extends string = never>(id: string, step: Step<E>): Promise<Result<ConsultationRow, 'phase-wrong' | E>> =>
      db
        .transaction()
        .execute(async (trx) => {
          const stepped = await stepWithin(trx, id, step);
          if (!stepped.ok) throw new Refused(stepped.error);
          return stepped;
        })
        .catch((error: unknown) => {
          if (error instanceof Refused) return refuse(error.code as 'phase-wrong' | E);
          throw error;
        }),
    /** Which of these has last happened to it; undefined for none. Within a step, whose lock keeps it so. */
    async lastOf(transaction: Database, id: string, kinds: readonly PhaseEvent['kind'][]) {
      const last = await transaction
        .withTables<ConsultationTables>()
        .selectFrom('consultation_event')
        .select('kind')
        .where('consultation_id', '=', id)
        .where('kind', 'in', kinds)
        .orderBy('seq', 'desc')
        .limit(1)
        .executeTakeFirst();
      return last?.kind;
    },
    /** What a consultant has still to wrap up, oldest first. */
    toWrapUp: (consultantSubject: string): Promise<ConsultationRow[]> =>
      db
        .selectFrom('consultation')
        .selectAll()
        .where('consultant_subject', '=', consultantSubject)
        .where('phase', '=', 'wrap-up')
        .orderBy('ended_at')
        .execute(),
    /** Closes within a transaction what the consultant has left to wrap up, without a word; answers which. */
    async closeLeft(transaction: Database, consultantSubject: string, at: Date): Promise<string[]> {
      const trx = transaction.withTables<ConsultationTables>();
      const closed = await trx
        .updateTable('consultation')
        .set({ phase: 'closed', closed_at: at, wrap_up_code: 'unspecified' })
        .where('consultant_subject', '=', consultantSubject)
        .where('phase', '=', 'wrap-up')
        .returning('id')
        .execute();
      const by: EventAuthor = { kind: 'staff', subject: consultantSubject };
      for (const { id } of closed) await record(trx, id, { kind: 'closed', code: 'unspecified' }, at, by);
      return closed.map(({ id }) => id);
    },
    /** How a customer's earlier consultations in a branch were wrapped up, newest first; those without a word are left out. */
    earlierNotes: ({ id, branch_id, customer_subject }: ConsultationRow, since: Date, limit: number) =>
      db
        .selectFrom('consultation')
        .select(['topic', 'ended_at', 'wrap_up_code', 'wrap_up_notes'])
        .where('customer_subject', '=', customer_subject)
        .where('branch_id', '=', branch_id)
        .where('id', '!=', id)
        .where('ended_at', '>=', since)
        .where('wrap_up_code', 'is not', null)
        .where('wrap_up_code', '!=', 'unspecified')
        .orderBy('ended_at', 'desc')
        .limit(limit)
        .execute(),
    /** How many of a branch were closed in a day of its own without a word of what they were about. */
    async countWithoutCode(branchId: string, { since, until }: { since: Date; until: Date }): Promise<number> {
      const { count } = await db
        .selectFrom('consultation')
        .select((eb) => eb.fn.countAll<bigint>().as('count'))
        .where('branch_id', '=', branchId)
        .where('closed_at', '>=', since)
        .where('closed_at', '<', until)
        .where('wrap_up_code', '=', 'unspecified')
        .executeTakeFirstOrThrow();
      return Number(count);
    },
    /** The trails of all consultations of a branch, oldest event first, with the phase each is in. */
    async trails(branchId: string): Promise<Map<string, { phase: ConsultationPhase; trail: unknown[] }>> {
      const rows = await db
        .selectFrom('consultation')
        .leftJoin('consultation_event', 'consultation_event.consultation_id', 'consultation.id')
        .select(['consultation.id', 'phase', 'kind', 'detail'])
        .where('branch_id', '=', branchId)
        .orderBy('consultation_event.seq')
        .execute();
      const trails = new Map<string, { phase: ConsultationPhase; trail: unknown[] }>();
      for (const { id, phase, kind, detail } of rows) {
        const known = trails.get(id) ?? { phase, trail: [] };
        trails.set(id, known);
        if (kind) known.trail.push({ kind, ...detail });
      }
      return trails;
    },
    /** Keeps a line while the consultation is open; the row lock puts lines of both in one order. */
    addLine: (line: Omit<ChatLineRow, 'seq'>): Promise<Result<null, 'consultation-ended' | 'transcript-full'>> =>
      db.transaction().execute(async (trx) => {
        const { consultation_id } = line;
        const open = await trx
          .selectFrom('consultation')
          .select('id')
          .where('id', '=', consultation_id)
          .where('state', '=', 'open')
          .forUpdate()
          .executeTakeFirst();
        if (!open) return refuse('consultation-ended');
        const { count } = await trx
          .selectFrom('chat_line')
          .select((eb) => eb.fn.countAll<bigint>().as('count'))
          .where('consultation_id', '=', consultation_id)
          .executeTakeFirstOrThrow();
        if (count >= MAX_LINES) return refuse('transcript-full');
        await trx.insertInto('chat_line').values(line).execute();
        return ok(null);
      }),
    /** What was said after a line, oldest first. */
    lines: (consultationId: string, afterSeq = 0n) =>
      db
        .selectFrom('chat_line')
        .selectAll()
        .where('consultation_id', '=', consultationId)
        .where('seq', '>', afterSeq)
        .orderBy('seq')
        .execute(),
  };
}

async function stepWithin<E extends string>(
  trx: Kysely<ConsultationTables>,
  id: string,
  { event, at, by, set, alongside }: Step<E>,
): Promise<Result<ConsultationRow, 'phase-wrong' | E>> {
  const row = await trx.selectFrom('consultation').selectAll().where('id', '=', id).forUpdate().executeTakeFirst();
  const phase = row && phaseAfter(row.phase, event.kind);
  if (!row || !phase) return refuse('phase-wrong');
  const also = await alongside?.(trx as unknown as Database, row);
  if (also && !also.ok) return also;
  const isOpen = isOpenPhase(phase);
  const stepped = await trx
    .updateTable('consultation')
    .set({
      ...set?.(row),
      phase,
      state: isOpen ? 'open' : 'ended',
      ...(row.state === 'open' && !isOpen && { ended_at: at }),
      ...(phase === 'closed' && { closed_at: at }),
    })
    .where('id', '=', id)
    .returningAll()
    .executeTakeFirstOrThrow();
  // Whoever was in beside the two goes with the talk.
  if (!isOpen)
    await trx
      .updateTable('consultation_member')
      .set({ left_at: at })
      .where('consultation_id', '=', id)
      .where('left_at', 'is', null)
      .execute();
  await record(trx, id, event, at, by);
  return ok(stepped);
}

function record(
  trx: Kysely<ConsultationTables>,
  consultationId: string,
  { kind, ...detail }: PhaseEvent,
  at: Date,
  by: EventAuthor,
): Promise<unknown> {
  return trx
    .insertInto('consultation_event')
    .values({
      consultation_id: consultationId,
      at,
      kind,
      by_kind: by.kind,
      by_subject: by.subject,
      detail: JSON.stringify(detail),
    })
    .execute();
}

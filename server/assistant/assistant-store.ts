import { randomUUID } from 'node:crypto';
import type { Selectable } from 'kysely';
import { type Draft, DraftFields, type HandoverReason, type Turn } from '../../shared/assistant.ts';
import type { Database } from '../lib/db.ts';
import type { AssistantTables, DraftRow, HandoverRow, TurnRow } from './assistant-tables.ts';

export interface AuditStep {
  readonly at: Date;
  readonly subject: string | null;
  readonly sessionId: string;
  readonly step: string;
  readonly detail: unknown;
}
export interface NewHandover {
  readonly branchId: string;
  readonly reason: HandoverReason | 'wish';
  readonly wish: DraftFields;
  readonly turns: readonly Turn[];
}

export type AssistantStore = ReturnType<typeof createAssistantStore>;

/** Talks by session, drafts, what was handed over, and the audit that nothing changes. */
export function createAssistantStore(database: Database) {
  const db = database.withTables<AssistantTables>();
  return {
    async turns(sessionId: string): Promise<Turn[]> {
      const rows = await db
        .selectFrom('assistant_turn')
        .selectAll()
        .where('session_id', '=', sessionId)
        .orderBy('seq')
        .execute();
      const drafts = await db
        .selectFrom('assistant_draft')
        .selectAll()
        .where('session_id', '=', sessionId)
        .orderBy('seq')
        .execute();
      return rows.map((row) => turnOf(row, drafts));
    },

    async addTurn(sessionId: string, turn: Turn): Promise<void> {
      await db
        .insertInto('assistant_turn')
        .values({
          id: turn.id,
          session_id: sessionId,
          speaker: turn.from,
          kind: turn.kind,
          text: turn.text,
          sources: JSON.stringify(turn.sources),
          at: new Date(turn.at),
        })
        .execute();
    },

    async addDraft(draft: {
      readonly id: string;
      readonly turnId: string;
      readonly sessionId: string;
      readonly subject: string;
      readonly fields: DraftFields;
      readonly at: Date;
    }): Promise<void> {
      await db
        .insertInto('assistant_draft')
        .values({
          id: draft.id,
          turn_id: draft.turnId,
          session_id: draft.sessionId,
          customer_subject: draft.subject,
          fields: JSON.stringify(draft.fields),
          state: 'open',
          at: draft.at,
        })
        .execute();
    },

    async countOpenDrafts(sessionId: string): Promise<number> {
      const row = await db
        .selectFrom('assistant_draft')
        .select(({ fn }) => fn.countAll<bigint>().as('count'))
        .where('session_id', '=', sessionId)
        .where('state', '=', 'open')
        .executeTakeFirstOrThrow();
      return Number(row.count);
    },

    /** A draft of this very session; null for any other. */
    async findDraft(draftId: string, sessionId: string): Promise<Draft | null> {
      const row = await db
        .selectFrom('assistant_draft')
        .selectAll()
        .where('id', '=', draftId)
        .where('session_id', '=', sessionId)
        .executeTakeFirst();
      return row ? draftOf(row) : null;
    },

    /** False where it was settled already. */
    async amendDraft(draftId: string, fields: DraftFields): Promise<boolean> {
      const done = await db
        .updateTable('assistant_draft')
        .set({ fields: JSON.stringify(fields) })
        .where('id', '=', draftId)
        .where('state', '=', 'open')
        .executeTakeFirst();
      return done.numUpdatedRows === 1n;
    },

    /** Settles an open draft once, and keeps what is handed over with it, in one change. False where it was settled already. */
    async settleDraft(
      draftId: string,
      state: Exclude<Draft['state'], 'open'>,
      subject: string,
      at: Date,
      handover: NewHandover | null,
    ): Promise<boolean> {
      return await db.transaction().execute(async (transaction) => {
        const done = await transaction
          .updateTable('assistant_draft')
          .set({ state })
          .where('id', '=', draftId)
          .where('state', '=', 'open')
          .executeTakeFirst();
        if (done.numUpdatedRows !== 1n) return false;
        if (handover)
          await transaction
            .insertInto('assistant_handover')
            .values({
              id: randomUUID(),
              draft_id: draftId,
              branch_id: handover.branchId,
              customer_subject: subject,
              reason: handover.reason,
              wish: JSON.stringify(handover.wish),
              turns: JSON.stringify(handover.turns),
              at,
              consultation_id: null,
            })
            .execute();
        return true;
      });
    },

    /** What a customer handed over in a branch between two instants, for one consultation: whichever reads it first keeps it. */
    async takeHandovers(
      subject: string,
      branchId: string,
      consultationId: string,
      { since, until }: { readonly since: Date; readonly until: Date },
    ): Promise<HandoverRow[]> {
      await db
        .updateTable('assistant_handover')
        .set({ consultation_id: consultationId })
        .where('customer_subject', '=', subject)
        .where('branch_id', '=', branchId)
        .where('at', '>=', since)
        .where('at', '<=', until)
        .where('consultation_id', 'is', null)
        .execute();
      return await db
        .selectFrom('assistant_handover')
        .selectAll()
        .where('consultation_id', '=', consultationId)
        .where('customer_subject', '=', subject)
        .orderBy('at')
        .execute();
    },

    async forgetTalk(sessionId: string): Promise<void> {
      await db.deleteFrom('assistant_draft').where('session_id', '=', sessionId).execute();
      await db.deleteFrom('assistant_turn').where('session_id', '=', sessionId).execute();
    },

    async forgetBefore(before: Date): Promise<void> {
      await db.deleteFrom('assistant_draft').where('at', '<', before).execute();
      await db.deleteFrom('assistant_turn').where('at', '<', before).execute();
      await db.deleteFrom('assistant_handover').where('at', '<', before).where('consultation_id', 'is', null).execute();
    },

    async audit({ at, subject, sessionId, step, detail }: AuditStep): Promise<void> {
      await db
        .insertInto('assistant_audit')
        .values({ at, customer_subject: subject, session_id: sessionId, step, detail: JSON.stringify(detail) })
        .execute();
    },
  };
}

function draftOf({ id, state, fields }: Selectable<DraftRow>): Draft {
  return { id, state, fields: DraftFields.parse(JSON.parse(fields)) };
}

function turnOf(row: Selectable<TurnRow>, drafts: readonly Selectable<DraftRow>[]): Turn {
  return {
    id: row.id,
    from: row.speaker,
    kind: row.kind,
    text: row.text,
    sources: JSON.parse(row.sources) as Turn['sources'],
    drafts: drafts.filter(({ turn_id }) => turn_id === row.id).map(draftOf),
    at: row.at.toISOString(),
  };
}

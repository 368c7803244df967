import { type Kysely, sql } from 'kysely';
import type { AgingData, PersonalData } from '../afterwards/personal-data.ts';
import type { Database } from '../lib/db.ts';
import { type CustomerTrail, forgetCustomers } from '../lib/trail-age.ts';
import type { AssistantTables } from './assistant-tables.ts';
import { KEPT_FOR_MS } from './draft-rules.ts';

type Trx = Kysely<AssistantTables>;

const TRAIL: CustomerTrail = {
  table: 'assistant_audit',
  subject: 'customer_subject',
  mayForget: sql<boolean>`not exists (select from assistant_turn where session_id = entry.session_id)`,
};

/** What is kept of talks with the AI: a day's talks and drafts, what was handed over, and the masked audit. */
export function createAssistantData(database: Database) {
  const db: Trx = database.withTables<AssistantTables>();
  const within = (transaction: Database): Trx => transaction.withTables<AssistantTables>();
  /** Talks belong to sessions; the audit says whose these were. */
  const sessionsOf = (from: Trx, subject: string) =>
    from.selectFrom('assistant_audit').select('session_id').where('customer_subject', '=', subject);

  const personal: PersonalData = {
    async collect(subject) {
      const [turns, handovers] = await Promise.all([
        db
          .selectFrom('assistant_turn')
          .select(['speaker', 'text', 'at'])
          .where('session_id', 'in', sessionsOf(db, subject))
          .orderBy('seq')
          .execute(),
        db.selectFrom('assistant_handover').selectAll().where('customer_subject', '=', subject).orderBy('at').execute(),
      ]);
      return {
        assistantTalk: turns.map(({ speaker, text, at }) => ({ at, from: speaker, text })),
        handedToConsultants: handovers.map(({ at, reason, wish, turns }) => {
          return { at, reason, wish: JSON.parse(wish) as unknown, talk: JSON.parse(turns) as unknown };
        }),
      };
    },
    async erase(transaction, subject) {
      const trx = within(transaction);
      const { count } = await trx
        .selectFrom('assistant_audit')
        .select((eb) => eb.fn.countAll<bigint>().as('count'))
        .where('customer_subject', '=', subject)
        .executeTakeFirstOrThrow();
      const turns = await trx
        .deleteFrom('assistant_turn')
        .where('session_id', 'in', sessionsOf(trx, subject))
        .returning('id')
        .execute();
      await trx.deleteFrom('assistant_draft').where('customer_subject', '=', subject).execute();
      const handovers = await trx
        .deleteFrom('assistant_handover')
        .where('customer_subject', '=', subject)
        .returning('id')
        .execute();
      return [
        { kind: 'assistant-talks', count: turns.length + handovers.length },
        { kind: 'trails', count: Number(count), kept: 'audit' },
      ];
    },
  };

  return {
    personal,
    /** A talk is forgotten after a day, also where nobody asks anything any more. */
    agingTalks: (): AgingData => ({
      kind: 'assistant-talks',
      keptMs: KEPT_FOR_MS,
      async sweep(transaction, before, limit) {
        const trx = within(transaction);
        const gone = async (table: 'assistant_turn' | 'assistant_draft', most: number) =>
          (
            await trx
              .deleteFrom(table)
              .where('id', 'in', (eb) =>
                eb.selectFrom(table).select('id').where('at', '<', before).limit(most).forUpdate().skipLocked(),
              )
              .returning('id')
              .execute()
          ).length;
        const turns = await gone('assistant_turn', limit);
        return turns + (await gone('assistant_draft', Math.max(0, limit - turns)));
      },
    }),
    /** Who asked, in the audit of talks that are no longer kept. */
    agingTrails: (keptMs: number): AgingData => ({
      kind: 'trails',
      keptMs,
      sweep: (transaction, before, limit) => forgetCustomers(transaction, TRAIL, before, limit),
    }),
    agingHandovers: (keptMs: number): AgingData => ({
      kind: 'assistant-talks',
      keptMs,
      async sweep(transaction, before, limit) {
        const gone = await within(transaction)
          .deleteFrom('assistant_handover')
          .where('id', 'in', (eb) =>
            eb
              .selectFrom('assistant_handover')
              .select('id')
              .where('at', '<', before)
              .limit(limit)
              .forUpdate()
              .skipLocked(),
          )
          .returning('id')
          .execute();
        return gone.length;
      },
    }),
  };
}

import type { Kysely } from 'kysely';
import { sql } from 'kysely';
import type { Topic } from '../../shared/queue.ts';
import type { KeptEstimate, QueueTables } from './queue-tables.ts';

/** Calls that ended: the newest of each topic. Older ones tell of other days and other people. */
const NEWEST_EACH = 150;
/** Calls of all topics, for how many did not come. */
const NEWEST_CALLS = 450;
/** Estimates that came out. */
const NEWEST_OUTCOMES = 150;
/** A desk that was left open over night was not serving. */
const LONGEST_SECONDS = 4 * 3600;

const seconds = (until: Date, since: Date) => (until.getTime() - since.getTime()) / 1000;

/** What was seen of a branch since a day; for estimates. */
export function createHistoryStore(db: Kysely<QueueTables>) {
  return {
    /** Seconds that a desk was busy with each topic, newest first. */
    handlingSeconds: async (branchId: string, topic: Topic, since: Date): Promise<number[]> => {
      const rows = await db
        .selectFrom('ticket_call')
        .select(['called_at', 'free_at'])
        .where('branch_id', '=', branchId)
        .where('topic', '=', topic)
        .where('called_at', '>', since)
        .where('free_at', 'is not', null)
        .where('outcome', 'in', ['served', 'transferred'])
        .orderBy('called_at', 'desc')
        .limit(NEWEST_EACH)
        .execute();
      return rows
        .map(({ called_at, free_at }) => seconds(free_at as Date, called_at))
        .filter((length) => length > 0 && length <= LONGEST_SECONDS);
    },
    /** Of the newest calls: how many, since when, and how long a desk waited for each who did not come. */
    noShowSeconds: async (
      branchId: string,
      since: Date,
    ): Promise<{ calls: number; oldest: Date; seconds: number[] }> => {
      const rows = await db
        .selectFrom('ticket_call')
        .select(['called_at', 'ended_at', 'outcome'])
        .where('branch_id', '=', branchId)
        .where('called_at', '>', since)
        .where('ended_at', 'is not', null)
        .orderBy('called_at', 'desc')
        .limit(NEWEST_CALLS)
        .execute();
      const missed = rows.filter(({ outcome }) => outcome === 'no-show');
      return {
        calls: rows.length,
        oldest: rows.at(-1)?.called_at ?? since,
        seconds: missed.map(({ called_at, ended_at }) => seconds(ended_at as Date, called_at)),
      };
    },
    /** How many gave up, and the seconds that all have waited together. */
    leaving: async (branchId: string, since: Date): Promise<{ left: number; waitedSeconds: number }> => {
      const cancelled = await db
        .selectFrom('ticket')
        .select((eb) => [
          eb.fn.countAll<bigint>().as('left'),
          sql<number | null>`sum(extract(epoch from ended_at - waiting_since))::float8`.as('waited'),
        ])
        .where('branch_id', '=', branchId)
        .where('state', '=', 'cancelled')
        .where('taken_at', '>', since)
        .executeTakeFirstOrThrow();
      const called = await db
        .selectFrom('ticket_call')
        .select(sql<number | null>`sum(extract(epoch from called_at - waiting_since))::float8`.as('waited'))
        .where('branch_id', '=', branchId)
        .where('called_at', '>', since)
        .executeTakeFirstOrThrow();
      return { left: Number(cancelled.left), waitedSeconds: (cancelled.waited ?? 0) + (called.waited ?? 0) };
    },
    pauses: async (branchId: string, since: Date): Promise<{ readonly since: Date; readonly seconds: number }[]> => {
      const rows = await db
        .selectFrom('desk_pause')
        .select(['since', 'until'])
        .where('branch_id', '=', branchId)
        .where('since', '>', since)
        .where('until', 'is not', null)
        .orderBy('since', 'desc')
        .limit(NEWEST_EACH)
        .execute();
      return rows.map((row) => ({ since: row.since, seconds: seconds(row.until as Date, row.since) }));
    },
    /** What was said and how long it took, newest first. */
    estimateOutcomes: async (
      branchId: string,
      since: Date,
    ): Promise<{ readonly estimate: KeptEstimate; readonly waitedSeconds: number }[]> => {
      const rows = await db
        .selectFrom('ticket_call')
        .select(['estimate', 'called_at'])
        .where('branch_id', '=', branchId)
        .where('called_at', '>', since)
        .where('estimate', 'is not', null)
        .orderBy('called_at', 'desc')
        .limit(NEWEST_OUTCOMES)
        .execute();
      return rows.flatMap(({ estimate, called_at }) =>
        estimate ? [{ estimate, waitedSeconds: seconds(called_at, new Date(estimate.at)) }] : [],
      );
    },
    /** What desks are busy with now, by consultant. */
    busyCalls: (branchId: string, since: Date) =>
      db
        .selectFrom('ticket_call')
        .select(['consultant_subject', 'topic', 'called_at', 'ended_at', 'consultation_id'])
        .where('branch_id', '=', branchId)
        .where('called_at', '>', since)
        .where('free_at', 'is', null)
        .orderBy('called_at')
        .execute(),
  };
}

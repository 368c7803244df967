import type { Kysely } from 'kysely';
import type { DayOfService } from './figures-rules.ts';
import type { QueueTables } from './queue-tables.ts';

const secondsBetween = (until: Date, since: Date) => (until.getTime() - since.getTime()) / 1000;

/** From when up to and without when. */
export interface ServiceDay {
  readonly since: Date;
  readonly until: Date;
}

export function createFiguresStore(db: Kysely<QueueTables>) {
  return {
    /** What was done in a branch in a day of its own. */
    dayOfService: async (
      branchId: string,
      { since, until }: ServiceDay,
    ): Promise<Pick<DayOfService, 'taken' | 'waits' | 'calls' | 'told'>> => {
      const [tickets, calls] = await Promise.all([
        db
          .selectFrom('ticket')
          .select(['state', 'waiting_since', 'ended_at'])
          .where('branch_id', '=', branchId)
          .where('taken_at', '>=', since)
          .where('taken_at', '<', until)
          .execute(),
        db
          .selectFrom('ticket_call')
          .select(['topic', 'waiting_since', 'called_at', 'ended_at', 'free_at', 'outcome', 'estimate'])
          .where('branch_id', '=', branchId)
          .where('called_at', '>=', since)
          .where('called_at', '<', until)
          .execute(),
      ]);
      return {
        taken: tickets.length,
        waits: [
          ...calls.map(({ called_at, waiting_since }) => {
            return { by: 'call' as const, seconds: secondsBetween(called_at, waiting_since) };
          }),
          ...tickets.flatMap(({ state, ended_at, waiting_since }) =>
            state === 'cancelled' && ended_at
              ? [{ by: 'leaving' as const, seconds: secondsBetween(ended_at, waiting_since) }]
              : [],
          ),
        ],
        calls: calls.flatMap(({ topic, outcome, called_at, free_at }) =>
          outcome ? [{ topic, outcome, handlingSeconds: free_at ? secondsBetween(free_at, called_at) : null }] : [],
        ),
        told: calls.flatMap(({ estimate, called_at }) =>
          estimate
            ? [{ low: estimate.low, high: estimate.high, waited: secondsBetween(called_at, new Date(estimate.at)) }]
            : [],
        ),
      };
    },
    /** What desks are busy with now, with the numbers they serve. */
    floorCalls: (branchId: string, since: Date) =>
      db
        .selectFrom('ticket_call')
        .innerJoin('ticket', 'ticket.id', 'ticket_call.ticket_id')
        .select([
          'ticket_call.consultant_subject',
          'ticket_call.consultation_id',
          'ticket_call.topic',
          'ticket_call.called_at',
          'ticket_call.ended_at',
          'ticket.number',
        ])
        .where('ticket_call.branch_id', '=', branchId)
        .where('called_at', '>', since)
        .where('free_at', 'is', null)
        .orderBy('called_at')
        .execute(),
  };
}

import { type Kysely, sql } from 'kysely';
import { type PhaseEvent, PhaseEvent as PhaseEvents, replayPhase } from '../../server/consultation/phase-rules.ts';
import type { Database } from '../../server/lib/db.ts';
import { DutyEvent, replayDuty } from '../../server/queue/duty-rules.ts';
import type { QueueTables, Ticket } from '../../server/queue/queue-tables.ts';
import { replayTicket, TicketEvent } from '../../server/queue/ticket-rules.ts';
import { DAY_BRANCH, type DayHouse } from './day-house.ts';
import type { DayResult, Fate } from './day-run.ts';

export interface DayFigures {
  readonly customers: number;
  /** Whose ticket does not say what they saw, or that no end was found for. */
  readonly lost: number;
  readonly served: number;
  readonly gaveUp: number;
  readonly noShows: number;
  readonly turnedAway: number;
  /** Of the waits that were told, how many ended within what was told. */
  readonly coverage: number;
  readonly coverageOf: number;
  /** Middle width of what was told, and of the waits themselves, minutes. */
  readonly medianWidthMinutes: number;
  readonly medianWaitMinutes: number;
  readonly longestWaitMinutes: number;
  readonly trails: number;
  /** Whose trail does not tell what the tables say. */
  readonly trailsWrong: number;
  /** Desks that served two at one moment. */
  readonly overlaps: number;
}

const STATES: Readonly<Record<Fate, readonly Ticket['state'][]>> = {
  served: ['served'],
  'gave-up': ['cancelled'],
  'never-came': ['no-show', 'cancelled'],
  'turned-away': [],
};

const median = (values: readonly number[]) => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;

/** What the tables, the trails and the people themselves say of the day that began at `since`. */
export async function checkDay(
  database: Database,
  house: DayHouse,
  { fates }: DayResult,
  since: Date,
): Promise<DayFigures> {
  const db = database.withTables<QueueTables>();
  const tickets = await db.selectFrom('ticket').selectAll().where('taken_at', '>=', since).execute();
  const calls = await db
    .selectFrom('ticket_call')
    .selectAll()
    .where('called_at', '>=', since)
    .where('outcome', '!=', 'no-show')
    .execute();
  const byId = new Map(tickets.map((ticket) => [ticket.id, ticket]));
  const isLost = ({ ticketId, fate }: { ticketId: string; fate: Fate | null }) =>
    fate === null || (fate !== 'turned-away' && !STATES[fate].includes(byId.get(ticketId)?.state ?? 'waiting'));
  const told = calls.flatMap(({ estimate, called_at }) => {
    if (!estimate) return [];
    const waited = (called_at.getTime() - Date.parse(estimate.at)) / 1000;
    return [{ ...estimate, waited, isWithin: estimate.low <= waited && waited <= estimate.high }];
  });
  const waits = calls.map(({ called_at, waiting_since }) => (called_at.getTime() - waiting_since.getTime()) / 60_000);
  const withFate = (fate: Fate) => [...fates.values()].filter((each) => each.fate === fate).length;
  const trails = await compareTrails(house, db);
  return {
    customers: fates.size,
    lost: [...fates.values()].filter(isLost).length + Math.abs(tickets.length + withFate('turned-away') - fates.size),
    served: withFate('served'),
    gaveUp: withFate('gave-up'),
    noShows: withFate('never-came'),
    turnedAway: withFate('turned-away'),
    coverage: told.filter(({ isWithin }) => isWithin).length / Math.max(told.length, 1),
    coverageOf: told.length,
    medianWidthMinutes: median(told.map(({ low, high }) => (high - low) / 60)),
    medianWaitMinutes: median(waits),
    longestWaitMinutes: Math.max(0, ...waits),
    ...trails,
    overlaps: await countOverlaps(db, since),
  };
}

/** Every trail is played again from its first event; what comes out is what the tables hold. */
async function compareTrails(
  house: DayHouse,
  db: Kysely<QueueTables>,
): Promise<{ readonly trails: number; readonly trailsWrong: number }> {
  const tickets = await db.selectFrom('ticket').selectAll().execute();
  const ofTickets = await house.queueStore.trails(DAY_BRANCH, 'ticket');
  const ofConsultations = await house.consultationStore.trails(DAY_BRANCH);
  const wrongTickets = tickets.filter((ticket) => {
    const trail = (ofTickets.get(ticket.id) ?? []).map((event) => TicketEvent.parse(event));
    const told = replayTicket(trail);
    const { state, topic, number, desk_id, consultation_id, for_consultant } = ticket;
    const held = {
      state,
      topic,
      number,
      deskId: desk_id,
      consultationId: consultation_id,
      forConsultant: for_consultant,
    };
    return JSON.stringify(told) !== JSON.stringify(held);
  });
  const wrongConsultations = [...ofConsultations.values()].filter(({ phase, trail }) => {
    const events: PhaseEvent[] = trail.map((event) => PhaseEvents.parse(event));
    return replayPhase(events) !== phase || phase !== 'closed';
  });
  const duties = await house.queueStore.duties(DAY_BRANCH);
  const ofDuties = [...(await house.queueStore.trails(DAY_BRANCH, 'duty'))];
  const wrongDuties = ofDuties.filter(([subject, trail]) => {
    const duty = duties.find(({ consultant_subject }) => consultant_subject === subject);
    const held = duty ? { deskId: duty.desk_id, pause: duty.pause_reason } : null;
    return JSON.stringify(replayDuty(trail.map((event) => DutyEvent.parse(event)))) !== JSON.stringify(held);
  });
  return {
    trails: tickets.length + ofConsultations.size + ofDuties.length,
    trailsWrong: wrongTickets.length + wrongConsultations.length + wrongDuties.length,
  };
}

async function countOverlaps(db: Kysely<QueueTables>, since: Date): Promise<number> {
  const { rows } = await sql<{ count: bigint }>`
    select count(*) as count from ticket_call a join ticket_call b
    on a.consultation_id < b.consultation_id and (a.desk_id = b.desk_id or a.consultant_subject = b.consultant_subject)
    and a.called_at < b.free_at and b.called_at < a.free_at where a.called_at >= ${since} and b.called_at >= ${since}`.execute(
    db,
  );
  return Number(rows[0]?.count ?? 0);
}

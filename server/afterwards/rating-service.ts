import { RATING_DAYS, type Rating, type RatingFigures } from '../../shared/afterwards.ts';
import { ok, type Result, refuse } from '../../shared/result.ts';
import type { Clock } from '../lib/clock.ts';
import type { Database } from '../lib/db.ts';
import type { CustomerPrincipal, StaffPrincipal } from '../lib/principal.ts';
import type { AfterwardsTables } from './afterwards-tables.ts';
import { meanOf, npsOf } from './rating-rules.ts';

/** A consultation in which a customer was served, as far as its rating is concerned. */
export interface RatableConsultation {
  readonly id: string;
  readonly branchId: string;
  readonly ticketNumber: string;
  /** Null while it goes on. */
  readonly endedAt: Date | null;
}

type Customer = Pick<CustomerPrincipal, 'subject'>;
type StaffRefusal = 'branch-unknown' | 'role-missing' | 'not-of-branch';

export interface RatingService {
  due(customer: Customer): Promise<RatableConsultation | null>;
  give(
    customer: Customer,
    consultationId: string,
    rating: Rating,
  ): Promise<
    Result<Record<never, never>, 'consultation-unknown' | 'consultation-open' | 'rating-given' | 'rating-late'>
  >;
  /** Whether who holds the link of a ticket may say how its consultation was: where its customer would be asked. */
  isDueByLink(token: string): Promise<boolean>;
  /** Says so for the customer, who is not asked again. */
  giveByLink(
    token: string,
    said: { readonly satisfaction: number | null; readonly recommend: number | null },
  ): Promise<Result<Record<never, never>, 'ticket-unknown' | 'rating-given'>>;
  figures(staff: StaffPrincipal, branchId: string): Promise<Result<RatingFigures, StaffRefusal>>;
}

export interface RatingServiceDeps {
  readonly database: Database;
  readonly clock: Clock;
  /** The customer's own consultation; null where it is nobody's or another's. */
  readonly consultationOf: (customerSubject: string, consultationId: string) => Promise<RatableConsultation | null>;
  /** Those of the customer that ended since and are to be asked about, newest first: who came, and was not passed on. */
  readonly servedSince: (customerSubject: string, since: Date) => Promise<readonly RatableConsultation[]>;
  /** How many such there were in a branch. */
  readonly countServed: (branchId: string, since: Date) => Promise<number>;
  /** What the link of a ticket leads to; null where it is unknown, or the ticket was not served. */
  readonly servedByLink: (
    token: string,
  ) => Promise<{ readonly consultationId: string; readonly customerSubject: string } | null>;
  readonly admitSupervisor: (staff: StaffPrincipal, branchId: string) => Result<unknown, StaffRefusal>;
}

const DAY_MS = 24 * 60 * 60_000;
const FIGURE_DAYS = 30;
const MAX_WORDS = 20;

/** What customers say of a consultation after it, once each. */
export function createRatingService(deps: RatingServiceDeps): RatingService {
  const db = deps.database.withTables<AfterwardsTables>();
  const daysAgo = (days: number) => new Date(deps.clock().getTime() - days * DAY_MS);

  const due: RatingService['due'] = async ({ subject }) => {
    const [last] = await deps.servedSince(subject, daysAgo(RATING_DAYS));
    if (!last) return null;
    const rated = await db.selectFrom('rating').select('at').where('consultation_id', '=', last.id).executeTakeFirst();
    return rated ? null : last;
  };

  async function dueByLink(token: string) {
    const served = await deps.servedByLink(token);
    if (!served) return null;
    const customer = { subject: served.customerSubject };
    return { customer, ...served, isDue: (await due(customer))?.id === served.consultationId };
  }

  const give: RatingService['give'] = async ({ subject }, consultationId, rating) => {
    const consultation = await deps.consultationOf(subject, consultationId);
    if (!consultation) return refuse('consultation-unknown');
    if (!consultation.endedAt) return refuse('consultation-open');
    if (consultation.endedAt < daysAgo(RATING_DAYS)) return refuse('rating-late');
    const said = 'skipped' in rating ? null : rating;
    const kept = await db
      .insertInto('rating')
      .values({
        consultation_id: consultationId,
        branch_id: consultation.branchId,
        customer_subject: subject,
        satisfaction: said?.satisfaction ?? null,
        recommend: said?.recommend ?? null,
        word: said?.word || null,
        skipped: said === null,
        at: deps.clock(),
      })
      .onConflict((conflict) => conflict.column('consultation_id').doNothing())
      .returning('consultation_id')
      .executeTakeFirst();
    return kept ? ok({}) : refuse('rating-given');
  };

  return {
    due,
    give,
    isDueByLink: async (token) => (await dueByLink(token))?.isDue ?? false,
    async giveByLink(token, said) {
      const found = await dueByLink(token);
      if (!found) return refuse('ticket-unknown');
      if (!found.isDue) return refuse('rating-given');
      const given = await give(found.customer, found.consultationId, { ...said, word: '' });
      // Answered at this very moment by the other way.
      return given.ok ? given : refuse('rating-given');
    },

    async figures(staff, branchId) {
      const admitted = deps.admitSupervisor(staff, branchId);
      if (!admitted.ok) return admitted;
      const since = daysAgo(FIGURE_DAYS);
      const [rows, asked] = await Promise.all([
        db
          .selectFrom('rating')
          .select(['satisfaction', 'recommend', 'word'])
          .where('branch_id', '=', branchId)
          .where('at', '>=', since)
          .where('skipped', '=', false)
          .orderBy('at', 'desc')
          .execute(),
        deps.countServed(branchId, since),
      ]);
      const satisfied = rows.flatMap(({ satisfaction }) => (satisfaction === null ? [] : [satisfaction]));
      const recommended = rows.flatMap(({ recommend }) => (recommend === null ? [] : [recommend]));
      const words = rows.flatMap(({ word }) => (word === null ? [] : [word]));
      return ok({
        days: FIGURE_DAYS,
        asked,
        satisfaction: { answers: satisfied.length, mean: meanOf(satisfied) },
        recommend: { answers: recommended.length, nps: npsOf(recommended) },
        words: words.slice(0, MAX_WORDS),
      });
    },
  };
}

import { randomUUID } from 'node:crypto';
import type { Callback, CallbackRow } from '../../shared/appointments.ts';
import type { ServiceLanguage, Topic } from '../../shared/queue.ts';
import { ok, type Result, refuse } from '../../shared/result.ts';
import type { Clock } from '../lib/clock.ts';
import type { CustomerPrincipal, StaffPrincipal } from '../lib/principal.ts';
import type { AppointmentService } from './appointment-service.ts';
import type { CallbackStore } from './callback-store.ts';
import { canServe } from './queue-rules.ts';
import type { QueuePlans } from './queue-service.ts';
import type { CallbackTableRow } from './queue-tables.ts';
import type { ServicePlans } from './service-plans.ts';
import { admit, type StaffError } from './staff-queue.ts';

type Nothing = Record<never, never>;

export interface CallbackWish {
  readonly topic: Topic;
  readonly language: ServiceLanguage | null;
  readonly phone: string;
  /** The beginning of a free slot; null: as soon as possible. */
  readonly wishedAt: string | null;
}

/** Wishes to be called by phone: asked by customers, taken up by one consultant, who alone then knows whose it is. */
export interface CallbackService {
  read(customer: CustomerPrincipal, branchId: string): Promise<Result<Callback | null, 'branch-unknown'>>;
  ask(
    customer: CustomerPrincipal,
    branchId: string,
    wish: CallbackWish,
  ): Promise<Result<Callback, 'branch-unknown' | 'slot-taken'>>;
  cancel(customer: CustomerPrincipal, branchId: string): Promise<Result<Nothing, 'branch-unknown' | 'callback-none'>>;
  list(staff: StaffPrincipal, branchId: string): Promise<Result<CallbackRow[], StaffError>>;
  claim(
    staff: StaffPrincipal,
    branchId: string,
    callbackId: string,
  ): Promise<Result<CallbackRow, StaffError | 'callback-unknown'>>;
  settle(
    staff: StaffPrincipal,
    branchId: string,
    callbackId: string,
    outcome: 'done' | 'not-reached' | 'put-back',
    notes: string,
  ): Promise<Result<Nothing, StaffError | 'callback-unknown'>>;
}

export function createCallbackService(deps: {
  readonly store: CallbackStore;
  readonly plans: QueuePlans;
  readonly services: ServicePlans;
  readonly clock: Clock;
  /** Whether appointments leave room at a time. */
  readonly isFree: AppointmentService['isFree'];
}): CallbackService {
  const { store, plans, services, clock, isFree } = deps;

  const customerView = ({
    id,
    branch_id,
    topic,
    language,
    phone,
    state,
    asked_at,
    wished_at,
  }: CallbackTableRow): Callback => ({
    id,
    topic,
    language,
    phone,
    state,
    askedAt: asked_at.toISOString(),
    wishedAt: wished_at?.toISOString() ?? null,
    timeZone: services.of(branch_id).timeZone,
  });

  return {
    async read(customer, branchId) {
      if (!plans.has(branchId)) return refuse('branch-unknown');
      const open = await store.openOf(branchId, customer.subject);
      return ok(open ? customerView(open) : null);
    },

    async ask(customer, branchId, { topic, language, phone, wishedAt }) {
      if (!plans.has(branchId)) return refuse('branch-unknown');
      const wished = wishedAt === null ? null : new Date(wishedAt);
      if (wished && !(await isFree(branchId, wished, topic))) return refuse('slot-taken');
      const asked = await store.ask({
        id: randomUUID(),
        branch_id: branchId,
        customer_subject: customer.subject,
        customer_name: customer.legalName,
        topic,
        language,
        phone,
        state: 'open',
        asked_at: clock(),
        wished_at: wished,
        claimed_by: null,
        settled_at: null,
        notes: null,
      });
      return ok(customerView(asked));
    },

    async cancel(customer, branchId) {
      if (!plans.has(branchId)) return refuse('branch-unknown');
      return (await store.cancel(branchId, customer.subject, clock())) ? ok({}) : refuse('callback-none');
    },

    async list(staff, branchId) {
      const admitted = admit(staff, branchId, deps);
      if (!admitted.ok) return admitted;
      const rows = await store.openFor(branchId, staff.subject);
      const theirs = rows.filter((row) => row.claimed_by === staff.subject || canServe(admitted.value, row));
      return ok(theirs.map((row) => staffView(row, staff.subject)));
    },

    async claim(staff, branchId, callbackId) {
      const admitted = admit(staff, branchId, deps);
      if (!admitted.ok) return admitted;
      const claimed = await store.claim(branchId, callbackId, staff.subject, (row) => canServe(admitted.value, row));
      return claimed ? ok(staffView(claimed, staff.subject)) : refuse('callback-unknown');
    },

    async settle(staff, branchId, callbackId, outcome, notes) {
      const admitted = admit(staff, branchId, deps);
      if (!admitted.ok) return admitted;
      const isBack = outcome === 'put-back';
      const settled = await store.settle(branchId, callbackId, staff.subject, {
        state: isBack ? 'open' : outcome,
        claimed_by: isBack ? null : staff.subject,
        settled_at: isBack ? null : clock(),
        notes: notes || null,
      });
      return settled ? ok({}) : refuse('callback-unknown');
    },
  };
}

function staffView(row: CallbackTableRow, subject: string): CallbackRow {
  const { id, topic, language, asked_at, wished_at, claimed_by, customer_name: customerName, phone } = row;
  const mine = claimed_by === subject ? { customerName, phone, notes: row.notes ?? '' } : null;
  const wishedAt = wished_at?.toISOString() ?? null;
  return { id, topic, language, askedAt: asked_at.toISOString(), wishedAt, mine };
}

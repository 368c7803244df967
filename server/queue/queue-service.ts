import type { BranchPlan } from '../../shared/branch.ts';
import type { Events } from '../events.ts';
import type { Clock } from '../lib/clock.ts';
import type { Database } from '../lib/db.ts';
import type { StaffPrincipal } from '../lib/principal.ts';
import { createBoardPainter, type QueueBoard } from './board-painter.ts';
import { type CustomerQueue, type CustomerQueueDeps, createCustomerQueue } from './customer-queue.ts';
import { openState } from './hours-rules.ts';
import type { QueueStore } from './queue-store.ts';
import type { Ticket } from './queue-tables.ts';
import type { ServicePlans } from './service-plans.ts';
import { createStaffQueue, type StaffQueue } from './staff-queue.ts';
import { createTicketFollower, type TicketFollower } from './ticket-follower.ts';
import { createWaitEstimator } from './wait-estimator.ts';

/** What the queue needs of others. */
export interface QueuePlans {
  readonly all: readonly { readonly id: string }[];
  get(branchId: string): Pick<BranchPlan, 'name' | 'desks'> | undefined;
  has(branchId: string): boolean;
  deskIds(branchId: string): readonly string[];
}
export interface Consultations {
  /** Opens a consultation within a transaction; answers its id. */
  open(transaction: Database, ticket: Ticket, deskId: string, consultant: StaffPrincipal): Promise<string>;
  /** Whether somebody is in a talk, of their own or another's; nobody else can change it before the transaction ends. */
  isBusy(transaction: Database, consultantSubject: string): Promise<boolean>;
  /** Gives a talk up for its consultant, who may not go on with it: its customer waits again for others. */
  passOn(consultationId: string): Promise<void>;
  /** Somebody is no longer on duty in a branch. */
  dropOffDuty(branchId: string, consultantSubject: string): Promise<void>;
}

export interface QueueServiceDeps {
  readonly store: QueueStore;
  readonly plans: QueuePlans;
  readonly services: ServicePlans;
  readonly board: QueueBoard;
  readonly consultations: Consultations;
  readonly appointments: CustomerQueueDeps['appointments'];
  readonly clock: Clock;
  readonly events: Events;
  /** Told of what failed where nobody waits for an answer. Without it such a failure ends the process. */
  readonly onError?: (error: unknown) => void;
}

/** Tells of a committed change, to its customer too where it is about one, and resolves once the board shows it. */
export type QueueChanged = (branchId: string, customerSubject?: string) => Promise<void>;

export interface QueueService extends CustomerQueue, StaffQueue, TicketFollower {
  /** Ends what still waits where a branch has been closed for so long that nobody is served any more; called each minute. */
  endLeftOver(): Promise<void>;
  /** Shows every board as the database has it: after a start. */
  restore(): Promise<void>;
  /** Shows one board as the database has it: another process has changed what is on it. */
  repaint(branchId: string): Promise<void>;
}

/** Whoever waits at closing time is served for so long, and goes home then. */
const SERVED_AFTER_CLOSING_MS = 2 * 3_600_000;

function rethrow(error: unknown): never {
  throw error;
}

export function createQueueService(deps: QueueServiceDeps): QueueService {
  const { store, plans, services, consultations, events, clock, onError = rethrow } = deps;
  const painter = createBoardPainter(deps);
  const estimator = createWaitEstimator(deps);

  async function changed(branchId: string, customerSubject?: string): Promise<void> {
    estimator.forget(branchId);
    await estimator.keep(branchId).catch(onError);
    if (customerSubject) events.publish({ type: 'ticket-changed', branchId, customerSubject });
    events.publish({ type: 'queue-changed', branchId });
    await painter.paint(branchId).catch(onError);
  }

  /**
   * Signing out goes off duty, but for whom is talking to a customer; a session that only ran out does not close the desk under its
   * consultant. Who may be no consultant any more cannot come back: whom they serve is passed on to others.
   */
  async function leaveDesk(sessionId: string, isForGood: boolean): Promise<void> {
    const serving = isForGood ? await store.consultationOfSession(sessionId) : null;
    if (serving) await consultations.passOn(serving);
    const left = await store.goOffDutyOfSession(sessionId, clock());
    if (!left.ok || !left.value) return;
    const { branch_id, consultant_subject } = left.value;
    await consultations.dropOffDuty(branch_id, consultant_subject);
    await changed(branch_id);
  }

  events.subscribe((event) => {
    if (event.type === 'consultation-changed' && event.state === 'ended')
      void changed(event.branchId, event.customerSubject);
    if (event.type === 'session-ended' && event.reason !== 'expired')
      void leaveDesk(event.sessionId, event.reason === 'role-lost').catch(onError);
  });

  return {
    ...createCustomerQueue({ ...deps, estimator, changed }),
    ...createStaffQueue({ ...deps, changed }),
    ...createTicketFollower({ ...deps, estimator }),
    async endLeftOver() {
      const now = clock();
      const before = new Date(now.getTime() - SERVED_AFTER_CLOSING_MS);
      for (const { id } of plans.all) {
        const plan = services.of(id);
        if (openState(plan, now).isOpen || openState(plan, before).isOpen) continue;
        const left = await store.endWaiting(id, now);
        for (const customerSubject of left) events.publish({ type: 'ticket-changed', branchId: id, customerSubject });
        if (left.length > 0) await changed(id);
      }
    },
    async restore() {
      for (const { id } of plans.all) await painter.paint(id);
    },
    repaint(branchId) {
      estimator.forget(branchId);
      return plans.has(branchId) ? painter.paint(branchId) : Promise.resolve();
    },
  };
}

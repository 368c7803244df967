import type { Topic } from '../shared/queue.ts';
import { createConsultationService } from './consultation/consultation-service.ts';
import { createConsultationStore } from './consultation/consultation-store.ts';
import { createMemberStore } from './consultation/member-store.ts';
import type { Events } from './events.ts';
import type { Clock } from './lib/clock.ts';
import type { Database } from './lib/db.ts';
import { createAppointmentService, createDueAppointments } from './queue/appointment-service.ts';
import { createAppointmentStore } from './queue/appointment-store.ts';
import type { QueueBoard } from './queue/board-painter.ts';
import { createCallbackService } from './queue/callback-service.ts';
import { createCallbackStore } from './queue/callback-store.ts';
import { createFloorService } from './queue/floor-service.ts';
import { skillsOf } from './queue/queue-rules.ts';
import { createQueueService, type QueuePlans } from './queue/queue-service.ts';
import { createQueueStore } from './queue/queue-store.ts';
import type { ServicePlans } from './queue/service-plans.ts';
import { createTicketPort } from './queue/ticket-port.ts';

export interface ServiceDeskDeps {
  readonly database: Database;
  readonly plans: QueuePlans;
  readonly services: ServicePlans;
  readonly board: QueueBoard;
  readonly clock: Clock;
  readonly events: Events;
  readonly publicUrl: URL;
  /** Told of what failed where nobody waits for an answer. Without it such a failure ends the process. */
  readonly onError?: (error: unknown) => void;
}

export type ServiceDesk = ReturnType<typeof createServiceDesk>;

/** How often it is looked who is in a talk and may no longer be: without a link, or off duty. */
const LOOK_FOR_STALE_MS = 10_000;
/** How often it is looked whether a branch has closed on people who wait. */
const LOOK_FOR_CLOSING_MS = 60_000;

/** Queue, consultations, appointments and the floor view, composed: a call opens a consultation, its end settles the ticket. */
export function createServiceDesk({ database, publicUrl, ...deps }: ServiceDeskDeps) {
  const { plans, services, clock, events } = deps;
  const queueStore = createQueueStore(database);
  const consultationStore = createConsultationStore(database);
  const members = createMemberStore(database);
  const appointmentStore = createAppointmentStore(database);
  const consultations = createConsultationService({
    store: consultationStore,
    members,
    clock,
    events,
    tickets: createTicketPort({ store: queueStore, services }),
    noShowAfterSeconds: (branchId) => services.of(branchId).noShow.afterSeconds,
    async onDuty(branchId, subject) {
      const duties = await queueStore.duties(branchId);
      return duties.find((duty) => duty.consultant_subject === subject)?.consultant_name ?? null;
    },
    isOnDuty: queueStore.isOnDuty,
    mayManage: (staff, branchId) => skillsOf(services.of(branchId), staff.subject) !== null,
  });
  // Who came in beside the two is out with the session they came by.
  events.subscribe((event) => {
    if (event.type !== 'session-ended') return;
    const why = event.reason === 'role-lost' ? 'role-lost' : 'signed-out';
    consultations.dropSession(event.sessionId, why).catch(deps.onError ?? rethrow);
  });
  const queue = createQueueService({
    ...deps,
    store: queueStore,
    consultations,
    appointments: createDueAppointments(appointmentStore),
  });
  const floor = createFloorService({
    store: queueStore,
    plans,
    services,
    clock,
    closedWithoutCode: consultationStore.countWithoutCode,
    supervisions: members.supervisionsIn,
  });
  const appointments = createAppointmentService({ store: appointmentStore, plans, services, clock, publicUrl });
  const callbacks = createCallbackService({
    store: createCallbackStore(database),
    plans,
    services,
    clock,
    isFree: appointments.isFree,
  });
  /** For the AI: what it says of hours and free times is what the queue goes by. */
  const branchFacts = {
    hours(branchId: string) {
      const now = floor.hours(branchId);
      return now.ok ? { plan: services.of(branchId), now: now.value } : null;
    },
    async slots(branchId: string, date: string, topic: Topic) {
      const free = await appointments.slots(branchId, date, topic);
      return free.ok ? free.value : null;
    },
  };
  const parts = { queue, consultations, floor, appointments, callbacks, branchFacts, queueStore, consultationStore };
  const dropStale = () => void consultations.dropStale().catch(deps.onError ?? rethrow);
  const endLeftOver = () => void queue.endLeftOver().catch(deps.onError ?? rethrow);
  let timers: NodeJS.Timeout[] = [];
  return {
    ...parts,
    start() {
      timers = [setInterval(dropStale, LOOK_FOR_STALE_MS), setInterval(endLeftOver, LOOK_FOR_CLOSING_MS)];
    },
    stop: () => timers.forEach(clearInterval),
  };
}

function rethrow(error: unknown): never {
  throw error;
}

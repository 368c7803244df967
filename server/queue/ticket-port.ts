import type { TicketPort } from '../consultation/consultation-service.ts';
import { canServe, skillsOf } from './queue-rules.ts';
import type { QueueStore } from './queue-store.ts';
import type { ServicePlans } from './service-plans.ts';

/** What consultations do with tickets: a colleague is given only whom they serve. */
export function createTicketPort({
  store,
  services,
}: {
  readonly store: QueueStore;
  readonly services: ServicePlans;
}): TicketPort {
  return {
    settle: (transaction, consultationId, settlement, entry) =>
      store.settle(transaction, consultationId, settlement, {
        ...entry,
        serves: (branchId, subject, wanted) => {
          const skills = skillsOf(services.of(branchId), subject);
          return skills !== null && canServe(skills, wanted);
        },
      }),
    release: store.release,
  };
}

import { z } from 'zod';
import { PaymentState } from '../shared/payment.ts';
import type { ProcessChannel } from './lib/process-channel.ts';
import type { Logger } from './logger.ts';

const Id = z.string().max(200);

/** What happens in the branch that others may need to know. Ids and states only: no names, amounts or words. */
export const BusinessEvent = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('session-started'), sessionId: Id, audience: z.enum(['customer', 'staff']) }),
  z.strictObject({
    type: z.literal('session-ended'),
    sessionId: Id,
    reason: z.enum(['sign-out', 'expired', 'role-lost']),
  }),
  z.strictObject({ type: z.literal('ticket-changed'), branchId: Id, customerSubject: Id }),
  z.strictObject({ type: z.literal('queue-changed'), branchId: Id }),
  z.strictObject({
    type: z.literal('consultation-changed'),
    consultationId: Id,
    branchId: Id,
    state: z.enum(['open', 'ended']),
    customerSubject: Id,
    consultantSubject: Id,
  }),
  /** Who is in a consultation beside the two, or asked to be. */
  z.strictObject({
    type: z.literal('members-changed'),
    consultationId: Id,
    branchId: Id,
    customerSubject: Id,
    consultantSubject: Id,
    memberSubject: Id,
  }),
  z.strictObject({
    type: z.literal('table-changed'),
    consultationId: Id,
    customerSubject: Id,
    /** Null where the consultation is over. */
    consultantSubject: Id.nullable(),
  }),
  z.strictObject({ type: z.literal('voice-reported'), branchId: Id, reportId: Id }),
  z.strictObject({ type: z.literal('payment-changed'), paymentId: Id, customerSubject: Id, state: PaymentState }),
]);
export type BusinessEvent = Readonly<z.infer<typeof BusinessEvent>>;

type Listener = (event: BusinessEvent) => void;

export interface Events {
  publish(event: BusinessEvent): void;
  /**
   * Called for each event of this process, after the change it tells of is committed: for what is to be done once. Answers
   * how to unsubscribe.
   */
  subscribe(listener: Listener): () => void;
  /** Called for each event of any process: for what each of them shows its own people. Answers how to unsubscribe. */
  subscribeEverywhere(listener: Listener): () => void;
}

const TOPIC = 'events';

/** The one place that every business event passes: log today, metric and trace beside it. */
export function createEvents(logger: Logger, channel?: ProcessChannel): Events {
  const here = new Set<Listener>();
  const everywhere = new Set<Listener>();
  const tell = (listeners: Iterable<Listener>, event: BusinessEvent) => {
    for (const listener of listeners) {
      try {
        listener(event);
      } catch (error) {
        logger.error({ err: error, event: event.type }, 'an event listener failed');
      }
    }
  };
  const addTo = (listeners: Set<Listener>) => (listener: Listener) => {
    listeners.add(listener);
    return () => listeners.delete(listener);
  };
  channel?.hear(TOPIC, BusinessEvent, (event) => tell(everywhere, event));
  return {
    publish(event) {
      logger.info(event, event.type);
      tell([...here, ...everywhere], event);
      channel?.tell(TOPIC, event);
    },
    subscribe: addTo(here),
    subscribeEverywhere: addTo(everywhere),
  };
}

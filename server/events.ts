import type { PaymentState } from '../shared/payment.ts';
import type { Logger } from './logger.ts';

/** What happens in the branch that others may need to know. Ids and states only: no names, amounts or words. */
export type BusinessEvent =
  | { readonly type: 'session-started'; readonly sessionId: string; readonly audience: 'customer' | 'staff' }
  | {
      readonly type: 'session-ended';
      readonly sessionId: string;
      readonly reason: 'sign-out' | 'expired' | 'role-lost';
    }
  | { readonly type: 'ticket-changed'; readonly branchId: string; readonly customerSubject: string }
  | { readonly type: 'queue-changed'; readonly branchId: string }
  | {
      readonly type: 'consultation-changed';
      readonly consultationId: string;
      readonly branchId: string;
      readonly state: 'open' | 'ended';
      readonly customerSubject: string;
      readonly consultantSubject: string;
    }
  | {
      readonly type: 'payment-changed';
      readonly paymentId: string;
      readonly customerSubject: string;
      readonly state: PaymentState;
    };

export interface Events {
  publish(event: BusinessEvent): void;
  /** Called for each event, after the change it tells of is committed. Answers how to unsubscribe. */
  subscribe(listener: (event: BusinessEvent) => void): () => void;
}

/** The one place that every business event passes: log today, metric and trace beside it. */
export function createEvents(logger: Logger): Events {
  const listeners = new Set<(event: BusinessEvent) => void>();
  return {
    publish(event) {
      logger.info(event, event.type);
      for (const listener of listeners) {
        try {
          listener(event);
        } catch (error) {
          logger.error({ err: error, event: event.type }, 'an event listener failed');
        }
      }
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

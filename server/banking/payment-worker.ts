import { randomUUID } from 'node:crypto';
import type { Events } from '../events.ts';
import type { Logger } from '../logger.ts';
import { backoffMs, isFinal } from './payment-rules.ts';
import { STEPS, type StepDeps } from './payment-steps.ts';
import type { PaymentRow } from './payment-tables.ts';

export interface PaymentWorker {
  /** Looks for due payments now, and then by itself. */
  start(): void;
  /** There may be something due. */
  wake(): void;
  /** Resolves once the step in hand is done; what is left waits in the journal. */
  stop(): Promise<void>;
}

export interface PaymentWorkerDeps extends StepDeps {
  readonly events: Events;
  readonly logger: Logger;
  /**
   * For how long the bank takes no call of ours: it asked for a pause (`Retry-After`), or it has failed too often. No step is
   * taken meanwhile: a call that may be made once only would be spent on nothing.
   */
  readonly bankPauseMs?: () => number;
  /** Payments worked on at a time by this process. */
  readonly concurrency?: number;
}

/** How often the journal is looked at when nobody wakes the worker. */
const IDLE_MS = 500;
const RENEWALS_A_LEASE = 3;
/** Timers run on another clock, and may be early: a look that finds nothing due yet is made again only at the next idle one. */
const TIMER_SLACK_MS = 5;

/** Moves every open payment on, a step at a time, whichever process began it. */
export function createPaymentWorker(deps: PaymentWorkerDeps): PaymentWorker {
  const { store, events, logger, clock, bankPauseMs = () => 0, concurrency = 8 } = deps;
  let running = false;
  /** Somebody woke the worker while it had its hands full. */
  let wanted = false;
  let timer: NodeJS.Timeout | undefined;
  const lanes = new Set<Promise<void>>();

  async function work(): Promise<void> {
    while (running) {
      const claimed = await store.claimDue(randomUUID(), clock());
      if (!claimed) return;
      const renewal = setInterval(() => void renew(claimed), store.leaseMs / RENEWALS_A_LEASE);
      let inHand: PaymentRow | null = claimed;
      while (inHand) inHand = await takeStep(inHand);
      clearInterval(renewal);
    }
  }

  /** A lease that is not renewed in time moves no money twice: the bank knows the keys, and `move` knows the lease. */
  const renew = (payment: PaymentRow) =>
    store
      .renew(payment, clock())
      .catch((error) => logger.warn({ err: error, paymentId: payment.id }, 'a lease was not renewed'));

  /** Answers the payment where it is still in hand, for the next step. Never throws. */
  async function takeStep(payment: PaymentRow): Promise<PaymentRow | null> {
    const later = async (waitMs: number, counts: boolean) => {
      await store.postpone(payment, new Date(clock().getTime() + waitMs), counts);
      wakeIn(waitMs);
      return null;
    };
    try {
      const pauseMs = bankPauseMs();
      if (!running || pauseMs > 0) return await later(pauseMs, false);
      const step = STEPS[payment.state];
      if (!step) throw new Error(`no step for state ${payment.state}`);
      const outcome = await step(payment, deps);
      if (outcome === 'back-off')
        return await later(Math.max(backoffMs(payment.attempts, Math.random()), bankPauseMs()), true);
      if ('waitMs' in outcome) return await later(outcome.waitMs, false);
      const { moved } = outcome;
      if (!moved) return null;
      publish(moved);
      wakeIn(moved.due_at.getTime() - clock().getTime());
      return moved.lease === null ? null : moved;
    } catch (error) {
      logger.error({ err: error, paymentId: payment.id, state: payment.state }, 'a payment step failed');
      return later(backoffMs(payment.attempts, Math.random()), true).catch((failure) => {
        logger.error({ err: failure }, 'the journal cannot be written');
        return null;
      });
    }
  }

  function publish(row: PaymentRow): void {
    events.publish({
      type: 'payment-changed',
      paymentId: row.id,
      customerSubject: row.customer_subject,
      state: row.state,
    });
    if (isFinal(row.state))
      logger.info({ paymentId: row.id, state: row.state, failure: row.failure }, 'payment settled');
  }

  /** What is due later is taken up then, and not up to `IDLE_MS` after it. */
  function wakeIn(waitMs: number): void {
    if (waitMs > 0) setTimeout(wake, waitMs + TIMER_SLACK_MS).unref();
  }

  function wake(): void {
    if (!running) return;
    wanted = lanes.size >= concurrency;
    if (wanted) return;
    const lane = work()
      .catch((error) => logger.error({ err: error }, 'the payment journal cannot be read'))
      .finally(() => {
        lanes.delete(lane);
        // A lane that had just seen nothing due did not see what it was woken for.
        if (wanted) wake();
      });
    lanes.add(lane);
  }

  return {
    start() {
      running = true;
      timer = setInterval(wake, IDLE_MS);
      wake();
    },
    wake,
    async stop() {
      running = false;
      clearInterval(timer);
      await Promise.all(lanes);
    },
  };
}

import { randomBytes } from 'node:crypto';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { ok, refuse } from '../../shared/result.ts';
import { createEvents } from '../events.ts';
import { createSealedBox } from '../lib/sealed-box.ts';
import { createLogger } from '../logger.ts';
import type { PaymentStore } from './payment-store.ts';
import type { PaymentRow } from './payment-tables.ts';
import { createPaymentWorker, type PaymentWorker } from './payment-worker.ts';
import { scriptedBank } from './testing/payment-house.ts';

/** Time and journal in the test's hands: when the worker looks for what is due. */
const logger = createLogger('test', 'silent');
const box = createSealedBox(randomBytes(32));
let worker: PaymentWorker;

beforeEach(() => void vi.useFakeTimers());
afterEach(async () => {
  await worker.stop();
  vi.useRealTimers();
});

function start(store: Partial<PaymentStore>, bank = scriptedBank().bank, concurrency = 4): void {
  const clock = () => new Date();
  const deps = { store: { leaseMs: 60_000, ...store } as PaymentStore, bank, box, clock, logger, concurrency };
  worker = createPaymentWorker({ ...deps, events: createEvents(logger) });
  worker.start();
}

const later = (ms: number) => new Promise((resume) => setTimeout(resume, ms));

test('a payment that was put off is taken up when it is due, between two looks at the journal', async () => {
  const payment = {
    id: 'p-1',
    state: 'awaiting-approval',
    approval_request: box.seal('{}', 'payment.approval_request:p-1'),
  } as PaymentRow;
  const { bank } = scriptedBank();
  bank.readApproval = async () => {
    await later(137);
    return refuse('approval-pending');
  };
  const began = Date.now();
  const claimed: number[] = [];
  let dueAt = began;
  const claimDue = async (_lease: string, now: Date) => {
    if (now.getTime() < dueAt) return undefined;
    dueAt = Number.POSITIVE_INFINITY;
    claimed.push(now.getTime() - began);
    return payment;
  };
  const postpone = async (_payment: PaymentRow, due: Date) => {
    dueAt = due.getTime();
    return [];
  };
  start({ claimDue, postpone }, bank);
  await vi.advanceTimersByTimeAsync(1499);
  expect(claimed).toEqual([0, 1142]);
});

test('who wakes a worker that has its hands full is not forgotten', async () => {
  let claims = 0;
  const claimDue = async () => {
    claims += 1;
    await later(100);
    return undefined;
  };
  start({ claimDue }, undefined, 1);
  await vi.advanceTimersByTimeAsync(50);
  worker.wake();
  expect(claims).toBe(1);
  await vi.advanceTimersByTimeAsync(60);
  expect(claims).toBe(2);
  await vi.advanceTimersByTimeAsync(200);
  expect(claims).toBe(2);
});

test('a payment stays in hand from step to step, until the worker is to stop: then it is let go where it stands', async () => {
  const draft = { id: 'p-1', state: 'draft', created_at: new Date(), schedule: '{"kind":"now"}', lease: 'mine' };
  const script = [draft, draft] as unknown as PaymentRow[];
  const seen: string[] = [];
  const store = {
    claimDue: async () => script.pop(),
    move: async (payment: PaymentRow, state: PaymentRow['state'], now: Date, { hold = false } = {}) => {
      seen.push(state);
      return { ...payment, state, consent_id: 'pc-1', due_at: now, lease: hold ? payment.lease : null } as PaymentRow;
    },
    markApprovalAsked: async () => true,
    postpone: async (payment: PaymentRow) => {
      seen.push(`${payment.state} let go`);
      return [];
    },
  };
  const { bank } = scriptedBank();
  const { requestApproval } = bank;
  bank.requestApproval = async (request) => {
    await later(100);
    return requestApproval(request);
  };
  bank.createPaymentConsent = async () => {
    await later(100);
    return ok('pc-1');
  };
  start(store, bank, 1);
  await vi.advanceTimersByTimeAsync(250);
  expect(seen).toEqual(['consent-requested', 'awaiting-approval']);
  const stopped = worker.stop();
  await vi.advanceTimersByTimeAsync(100);
  await stopped;
  expect(seen.slice(2)).toEqual(['consent-requested', 'consent-requested let go']);
});

import { randomBytes, randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Payment, PaymentIntent, PaymentState } from '../../shared/payment.ts';
import { ok, type Result, refuse } from '../../shared/result.ts';
import { createEvents } from '../events.ts';
import { type Database, migrate } from '../lib/db.ts';
import type { CustomerPrincipal } from '../lib/principal.ts';
import { createSealedBox } from '../lib/sealed-box.ts';
import { testDatabases } from '../lib/test-databases.ts';
import { createLogger } from '../logger.ts';
import type {
  ApprovalPoll,
  BankAccount,
  BankAdapter,
  BankPayment,
  ConsentStatus,
  PaymentGrant,
  WriteError,
} from './bank-adapter.ts';
import { createPaymentService } from './payment-service.ts';
import { createPaymentStore, LEASE_MS } from './payment-store.ts';
import { bankingMigrations } from './payment-tables.ts';
import { createPaymentWorker } from './payment-worker.ts';

const KEY = randomBytes(32);

const CONSENT = 'pc-1';
const grant: PaymentGrant = { accessToken: 'token', dpopKey: {}, subject: 'c-anna', consentId: CONSENT };
const anna: CustomerPrincipal = {
  kind: 'customer',
  sessionId: 's',
  subject: 'c-anna',
  legalName: 'Anna',
  pseudonym: 'heron-42',
};
const intent: PaymentIntent = {
  debtorAccountId: 'acc',
  payee: { name: 'Oliver', identification: '20451455779911' },
  amount: '5.00',
  currency: 'GBP',
  reference: 'Lunch',
};
const account: BankAccount = {
  id: 'acc',
  name: 'Current',
  scheme: 'UK.OBIE.SortCodeAccountNumber',
  identification: '20451431926819',
  currency: 'GBP',
  available: { minor: 10_000n, currency: 'GBP' },
  booked: { minor: 10_000n, currency: 'GBP' },
  asOf: new Date(0),
};

type Submitted = Result<BankPayment, WriteError | 'approval-lost'>;

/** The port, answering what a test says: failures that the real sandbox bank does not produce on demand. */
function scriptedBank() {
  const script = {
    consents: [] as Result<string, WriteError>[],
    approval: ok(grant) as Result<PaymentGrant, ApprovalPoll>,
    submitted: [] as Submitted[],
    consent: 'authorised' as ConsentStatus,
    approvalExpiresAt: new Date('2100-01-01'),
    outcome: ok({ id: 'dp-1', status: 'booked' }) as Result<BankPayment, 'bank-unavailable'>,
  };
  const calls = { approvals: 0, sent: [] as { key: string; body: string }[], consentKeys: [] as string[] };
  const bank: BankAdapter = {
    createAccountConsent: async () => ok('aac-1'),
    listAccounts: async () => ok([account]),
    readAccount: async () => ok(account),
    listTransactions: async () => ok([]),
    async createPaymentConsent(_order, key) {
      calls.consentKeys.push(key);
      return script.consents.shift() ?? ok(CONSENT);
    },
    async requestApproval() {
      calls.approvals += 1;
      return ok({ requestId: 'r', expiresAt: script.approvalExpiresAt, dpopKey: {} });
    },
    readApproval: async () => script.approval,
    paymentBody: (order, consentId) => JSON.stringify([consentId, order.endToEndId]),
    async submitPayment({ key, body }) {
      calls.sent.push({ key, body });
      return script.submitted.shift() ?? ok({ id: 'dp-1', status: 'accepted' });
    },
    readPaymentConsent: async () => ok(script.consent),
    readPayment: async () => script.outcome,
  };
  return { bank, script, calls };
}

describe.each(testDatabases())('a payment on $name', ({ open }) => {
  let db: Database;
  let close: () => Promise<void>;
  let stopWorkers: (() => Promise<void>)[];
  let now: number;

  beforeEach(async () => {
    ({ db, close } = await open());
    await migrate(db, bankingMigrations);
    stopWorkers = [];
    now = Date.parse('2026-11-21T10:00:00Z');
  });
  afterEach(async () => {
    await Promise.all(stopWorkers.map((stop) => stop()));
    await close();
  });

  function house(scripted = scriptedBank()) {
    const logger = createLogger('test', 'silent');
    const store = createPaymentStore(db);
    const shared = { store, bank: scripted.bank, clock: () => new Date(now), events: createEvents(logger) };
    const service = createPaymentService({
      ...shared,
      access: { of: async () => ok({ accessToken: 'a', dpopKey: {} }) },
      limitMinor: 1_000_000n,
      approvalsUrl: 'https://bank.test/approvals',
      wake: () => {},
    });
    const startWorker = () => {
      const worker = createPaymentWorker({ ...shared, box: createSealedBox(KEY), logger });
      worker.start();
      stopWorkers.push(worker.stop);
      return worker;
    };
    return { ...scripted, store, service, startWorker };
  }

  /** Lets time pass until the payment is in a state; every waiting is due at once. */
  async function until(store: ReturnType<typeof createPaymentStore>, id: string, state: PaymentState) {
    for (let turn = 0; turn < 200; turn++) {
      const row = await store.find(id);
      if (row?.state === state) return row;
      now += 5000;
      await new Promise((resume) => setTimeout(resume, 25));
    }
    throw new Error(`the payment is ${(await store.find(id))?.state}, not ${state}`);
  }
  const created = async (service: ReturnType<typeof house>['service']): Promise<Payment> => {
    const made = await service.create(anna, randomUUID(), intent);
    if (!made.ok) throw new Error(made.error);
    return made.value;
  };

  test('goes from intent to booked, sent once, with every step in its history', async () => {
    const { service, store, calls, startWorker } = house();
    const payment = await created(service);
    startWorker();
    const row = await until(store, payment.id, 'booked');
    expect(row).toMatchObject({
      bank_payment_id: 'dp-1',
      payment_grant: null,
      submit_body: null,
      approval_request: null,
    });
    expect((await store.history(payment.id)).map(({ to_state }) => to_state)).toEqual([
      'created',
      'consent-requested',
      'awaiting-approval',
      'approved',
      'submitting',
      'accepted',
      'booked',
    ]);
    expect([calls.sent.length, calls.approvals]).toEqual([1, 1]);
  });

  test('two workers of two processes do each step once', async () => {
    const { service, store, calls, startWorker } = house();
    const payments = await Promise.all(Array.from({ length: 4 }, () => created(service)));
    startWorker();
    startWorker();
    for (const { id } of payments) await until(store, id, 'booked');
    expect(new Set(calls.sent.map(({ key }) => key)).size).toBe(4);
    expect(calls.sent.length).toBe(4);
  });

  test('a submit whose answer is lost is repeated with the same key and body, never another', async () => {
    const { service, store, calls, script, startWorker } = house();
    script.submitted = [refuse('outcome-unknown'), refuse('outcome-unknown'), ok({ id: 'dp-1', status: 'booked' })];
    const payment = await created(service);
    startWorker();
    await until(store, payment.id, 'booked');
    expect(calls.sent.length).toBe(3);
    expect(new Set(calls.sent.map(({ key, body }) => key + body)).size).toBe(1);
  });

  test('a worker that died while sending: the next one asks what became of it, and learns the payment by the same key', async () => {
    const { service, store, calls, script, startWorker } = house();
    const payment = await created(service);
    let died: () => void = () => {};
    const dead = new Promise<void>((resolve) => {
      died = resolve;
    });
    // The first process never gets its answer.
    const hanging = house();
    hanging.bank.submitPayment = async (submission) => {
      calls.sent.push(submission);
      died();
      return new Promise(() => {});
    };
    hanging.startWorker();
    stopWorkers.pop();
    for (let turn = 0; turn < 200 && calls.sent.length === 0; turn++) {
      now += 1000;
      await new Promise((resume) => setTimeout(resume, 20));
    }
    await dead;
    script.consent = 'consumed';
    now += LEASE_MS + 1;
    startWorker();
    await until(store, payment.id, 'booked');
    expect(calls.sent.length).toBe(2);
    expect(calls.sent[0]?.key).toBe(calls.sent[1]?.key);
    expect((await store.history(payment.id)).map(({ to_state }) => to_state)).toContain('unknown');
  });

  test.each([
    ['another customer', { subject: 'c-oliver' }],
    ['another consent', { consentId: 'pc-2' }],
  ])('an approval of %s sends nothing', async (_whose, changes) => {
    const { service, store, calls, script, startWorker } = house();
    script.approval = ok({ ...grant, ...changes });
    const payment = await created(service);
    startWorker();
    expect(await until(store, payment.id, 'expired')).toMatchObject({ failure: 'approval-lost' });
    expect(calls.sent).toEqual([]);
  });

  test.each([
    ['approval-denied', 'cancelled', 'denied-by-customer'],
    ['approval-expired', 'expired', 'approval-expired'],
    ['approval-lost', 'expired', 'approval-lost'],
  ] as const)('%s ends it as %s, and sends nothing', async (error, state, failure) => {
    const { service, store, calls, script, startWorker } = house();
    script.approval = refuse(error);
    const payment = await created(service);
    startWorker();
    expect(await until(store, payment.id, state)).toMatchObject({ failure });
    expect(calls.sent).toEqual([]);
  });

  test('a request that the bank has forgotten after its time was not lost but expired', async () => {
    const { service, store, script, startWorker } = house();
    script.approval = refuse('approval-lost');
    script.approvalExpiresAt = new Date(now);
    const payment = await created(service);
    startWorker();
    expect(await until(store, payment.id, 'expired')).toMatchObject({ failure: 'approval-expired' });
  });

  test('approval that was asked for before a crash is not asked for again', async () => {
    const { service, store, calls, startWorker } = house();
    const payment = await created(service);
    const claimed = await store.claimDue(randomUUID(), new Date(now));
    if (!claimed) throw new Error('nothing was due');
    const requested = await store.move(claimed, 'consent-requested', new Date(now), {
      consent_id: CONSENT,
      hold: true,
    });
    if (!requested) throw new Error('not moved');
    expect(await store.markApprovalAsked(requested, new Date(now))).toBe(true);
    expect(await store.markApprovalAsked(requested, new Date(now))).toBe(false);
    now += LEASE_MS + 1;
    startWorker();
    expect(await until(store, payment.id, 'expired')).toMatchObject({ failure: 'approval-lost' });
    expect(calls.approvals).toBe(0);
  });

  test('a change of mind before approval wins, and after it is refused', async () => {
    const { service, store, calls, script, startWorker } = house();
    script.approval = refuse('approval-pending');
    const payment = await created(service);
    startWorker();
    await until(store, payment.id, 'awaiting-approval');
    expect(await service.cancel(anna, payment.id)).toMatchObject({ ok: true, value: { state: 'cancelled' } });
    script.approval = ok(grant);
    now += 60_000;
    const other = await created(service);
    await until(store, other.id, 'booked');
    expect((await store.find(payment.id))?.state).toBe('cancelled');
    expect(await service.cancel(anna, other.id)).toEqual({ ok: false, error: 'payment-not-cancellable' });
    expect(calls.sent.length).toBe(1);
  });

  test('one form sent many times at once is one payment; its key with other words is refused; another customer has keys of their own', async () => {
    const { service, store } = house();
    const key = randomUUID();
    const answers = await Promise.all(Array.from({ length: 8 }, () => service.create(anna, key, intent)));
    expect(new Set(answers.map((answer) => answer.ok && answer.value.id)).size).toBe(1);
    expect(await service.create(anna, key, { ...intent, amount: '6.00' })).toEqual({ ok: false, error: 'key-reused' });
    const oliver = await service.create({ ...anna, subject: 'c-oliver' }, key, intent);
    expect(oliver.ok && answers[0]?.ok && oliver.value.id !== answers[0].value.id).toBe(true);
    expect(await store.countOpen('c-anna')).toBe(1);
  });

  test('too many open payments are refused', async () => {
    const { service } = house();
    for (let count = 0; count < 5; count++) await created(service);
    expect(await service.create(anna, randomUUID(), intent)).toEqual({ ok: false, error: 'too-many-open-payments' });
  });

  test('history is only ever added to', async () => {
    const { service, store } = house();
    const payment = await created(service);
    expect(await store.history(payment.id)).toHaveLength(1);
    const table = db.withTables<{ payment_history: { payment_id: string; to_state: string } }>();
    await expect(table.updateTable('payment_history').set({ to_state: 'booked' }).execute()).rejects.toThrow(
      /append-only/,
    );
    await expect(table.deleteFrom('payment_history').execute()).rejects.toThrow(/append-only/);
  });
});

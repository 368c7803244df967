import { randomBytes, randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { afterAll, afterEach, beforeAll, beforeEach } from 'vitest';
import type { Payment, PaymentIntent, PaymentState } from '../../../shared/payment.ts';
import { ok, type Result } from '../../../shared/result.ts';
import { createEvents } from '../../events.ts';
import { type Database, type Migrations, migrate } from '../../lib/db.ts';
import type { CustomerPrincipal } from '../../lib/principal.ts';
import { createSealedBox } from '../../lib/sealed-box.ts';
import type { TestDatabase } from '../../lib/test-databases.ts';
import { createLogger } from '../../logger.ts';
import type {
  ApprovalPoll,
  BankAccount,
  BankAdapter,
  BankCapabilities,
  BankPayment,
  ConsentStatus,
  PaymentGrant,
  WriteError,
} from '../bank-adapter.ts';
import { createPayeeService } from '../payee-service.ts';
import { createPaymentService } from '../payment-service.ts';
import { createPaymentStore } from '../payment-store.ts';
import { bankingMigrations } from '../payment-tables.ts';
import { createPaymentWorker } from '../payment-worker.ts';

const KEY = randomBytes(32);

export const CONSENT = 'pc-1';
export const grant: PaymentGrant = { accessToken: 'token', dpopKey: {}, subject: 'c-anna', consentId: CONSENT };
export const anna: CustomerPrincipal = {
  kind: 'customer',
  sessionId: 's',
  subject: 'c-anna',
  legalName: 'Anna',
  pseudonym: 'heron-42',
};
export const intent: PaymentIntent = {
  debtorAccountId: 'acc',
  payee: { kind: 'account', name: 'Oliver', identification: '20451455779911' },
  amount: '5.00',
  currency: 'GBP',
  reference: 'Lunch',
  schedule: { kind: 'now' },
};
export const account: BankAccount = {
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
export function scriptedBank() {
  const script = {
    consents: [] as Result<string, WriteError>[],
    approval: ok(grant) as Result<PaymentGrant, ApprovalPoll>,
    submitted: [] as Submitted[],
    consent: 'authorised' as ConsentStatus,
    approvalExpiresAt: new Date('2100-01-01'),
    outcome: ok({ id: 'dp-1', status: 'booked' }) as Result<BankPayment, 'bank-unavailable'>,
  };
  const calls = { approvals: 0, sent: [] as { key: string; body: string }[], consentKeys: [] as string[] };
  const capabilities: { -readonly [C in keyof BankCapabilities]: BankCapabilities[C] } = {};
  const bank: BankAdapter = {
    capabilities,
    listBeneficiaries: async () => ok([]),
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
  return { bank, capabilities, script, calls };
}

/**
 * The payment journal, service and worker on a database that is empty before each test of the suite that calls it, with a bank
 * that answers what the test scripts and a clock that the test moves.
 */
export function usePaymentHouse({ open }: TestDatabase, moreTables: Migrations = {}) {
  let db: Database;
  let close: () => Promise<void>;
  let stopWorkers: (() => Promise<void> | undefined)[];
  const time = { now: 0 };

  beforeAll(async () => {
    ({ db, close } = await open());
    await migrate(db, { ...bankingMigrations, ...moreTables });
  });
  beforeEach(async () => {
    await sql`truncate payment restart identity cascade`.execute(db);
    stopWorkers = [];
    time.now = Date.parse('2026-11-21T10:00:00Z');
  });
  afterEach(() => Promise.all(stopWorkers.map((stop) => stop())));
  afterAll(() => close());

  function house(scripted = scriptedBank()) {
    const logger = createLogger('test', 'silent');
    const store = createPaymentStore(db);
    const shared = { store, bank: scripted.bank, clock: () => new Date(time.now), events: createEvents(logger) };
    const access = { of: async () => ok({ accessToken: 'a', dpopKey: {} }) };
    const service = createPaymentService({
      ...shared,
      access,
      payees: createPayeeService({ bank: scripted.bank, access }),
      limits: new Map([['GBP', { paymentMinor: 1_000_000n, dayMinor: 2_000_000n }]]),
      timeZone: 'Europe/London',
      approvalsUrl: 'https://bank.test/approvals',
      wake: () => {},
    });
    /** `abandoned`: as a process that is killed, it is never waited for. */
    const startWorker = ({ abandoned = false } = {}) => {
      const worker = createPaymentWorker({ ...shared, box: createSealedBox(KEY), logger });
      worker.start();
      // It takes nothing up any more; what it has in hand for ever is not waited for.
      stopWorkers.push(abandoned ? () => void worker.stop() : worker.stop);
      return worker;
    };
    return { ...scripted, store, service, startWorker };
  }

  /** Lets time pass until the payment is in a state; every waiting is due at once. */
  async function until(store: ReturnType<typeof createPaymentStore>, id: string, state: PaymentState) {
    for (let turn = 0; turn < 200; turn++) {
      const row = await store.find(id);
      if (row?.state === state) return row;
      time.now += 5000;
      await new Promise((resume) => setTimeout(resume, 25));
    }
    throw new Error(`the payment is ${(await store.find(id))?.state}, not ${state}`);
  }
  const created = async (
    service: ReturnType<typeof house>['service'],
    changes: Partial<PaymentIntent> = {},
  ): Promise<Payment> => {
    const made = await service.create(anna, randomUUID(), { ...intent, ...changes });
    if (!made.ok) throw new Error(made.error);
    return made.value;
  };

  return { house, until, created, time, db: () => db };
}

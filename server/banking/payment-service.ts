import { createHash, randomUUID } from 'node:crypto';
import { toWireMoney } from '../../shared/money.ts';
import { FINAL_PAYMENT_STATES, type Payment, type PaymentIntent, PaymentState } from '../../shared/payment.ts';
import { ok, type Result, refuse } from '../../shared/result.ts';
import type { Events } from '../events.ts';
import type { CustomerAccess } from '../identity/bank-tokens.ts';
import type { Clock } from '../lib/clock.ts';
import type { CustomerPrincipal } from '../lib/principal.ts';
import type { BankAccount, BankAdapter, ReadError } from './bank-adapter.ts';
import { type AmountError, checkIntent, isCancellable, MAX_OPEN_PAYMENTS, makeBindingCode } from './payment-rules.ts';
import type { PaymentStore } from './payment-store.ts';
import type { PaymentRow } from './payment-tables.ts';

export interface PaymentService {
  /** Writes down what the customer asked for; the worker takes it from there. The same key again answers the same payment. */
  create(
    customer: CustomerPrincipal,
    key: string,
    intent: PaymentIntent,
  ): Promise<Result<Payment, ReadError | AmountError | 'key-reused' | 'too-many-open-payments'>>;
  read(customer: CustomerPrincipal, paymentId: string): Promise<Result<Payment, 'payment-unknown'>>;
  list(customer: CustomerPrincipal): Promise<readonly Payment[]>;
  cancel(
    customer: CustomerPrincipal,
    paymentId: string,
  ): Promise<Result<Payment, 'payment-unknown' | 'payment-not-cancellable'>>;
}

export interface PaymentServiceDeps {
  readonly store: PaymentStore;
  readonly bank: BankAdapter;
  readonly access: CustomerAccess;
  readonly events: Events;
  readonly clock: Clock;
  readonly limitMinor: bigint;
  readonly approvalsUrl: string;
  /** Wakes the worker. */
  readonly wake: () => void;
}

const LISTED = 20;
const CANCELLABLE = PaymentState.options.filter(isCancellable);

export function createPaymentService(deps: PaymentServiceDeps): PaymentService {
  const { store, bank, access, events, clock, limitMinor, approvalsUrl, wake } = deps;
  const view = (row: PaymentRow) => viewOf(row, approvalsUrl);

  async function debtorOf(customer: CustomerPrincipal, accountId: string): Promise<Result<BankAccount, ReadError>> {
    const granted = await access.of(customer.sessionId);
    if (!granted.ok) return granted;
    return bank.readAccount(granted.value, accountId);
  }

  return {
    async create(customer, key, intent) {
      const intentHash = hashIntent(intent);
      const earlier = await store.findByKey(customer.subject, key);
      if (earlier) return earlier.intent_hash === intentHash ? ok(view(earlier)) : refuse('key-reused');
      if ((await store.countOpen(customer.subject)) >= MAX_OPEN_PAYMENTS) return refuse('too-many-open-payments');

      const debtor = await debtorOf(customer, intent.debtorAccountId);
      if (!debtor.ok) return debtor;
      const amountMinor = checkIntent(intent, debtor.value, limitMinor);
      if (!amountMinor.ok) return amountMinor;

      const row = await store.insert({
        id: randomUUID(),
        customer_subject: customer.subject,
        intent_key: key,
        intent_hash: intentHash,
        debtor_account_id: debtor.value.id,
        debtor_scheme: debtor.value.scheme,
        debtor_identification: debtor.value.identification,
        payee_name: intent.payee.name,
        payee_identification: intent.payee.identification,
        amount_minor: amountMinor.value,
        currency: intent.currency,
        reference: intent.reference,
        binding_code: makeBindingCode(Array.from({ length: 6 }, Math.random)),
        created_at: clock(),
      });
      // Two submits of one form at once: the other one wrote it, and this answers the same payment.
      if (!row) return this.create(customer, key, intent);
      events.publish({
        type: 'payment-changed',
        paymentId: row.id,
        customerSubject: row.customer_subject,
        state: row.state,
      });
      wake();
      return ok(view(row));
    },

    async read(customer, paymentId) {
      const row = await store.find(paymentId);
      return row && row.customer_subject === customer.subject ? ok(view(row)) : refuse('payment-unknown');
    },

    list: async (customer) => (await store.latest(customer.subject, LISTED)).map(view),

    async cancel(customer, paymentId) {
      const row = await store.find(paymentId);
      if (!row || row.customer_subject !== customer.subject) return refuse('payment-unknown');
      const cancelled = await store.cancel(paymentId, CANCELLABLE, clock());
      if (!cancelled) return refuse('payment-not-cancellable');
      events.publish({ type: 'payment-changed', paymentId, customerSubject: row.customer_subject, state: 'cancelled' });
      return ok(view(cancelled));
    },
  };
}

function hashIntent(intent: PaymentIntent): string {
  const { debtorAccountId, payee, amount, currency, reference } = intent;
  return createHash('sha256')
    .update(JSON.stringify([debtorAccountId, payee.name, payee.identification, amount, currency, reference]))
    .digest('base64url');
}

/** What the customer is shown: nothing sealed, and the code only while there is something to compare it with. */
function viewOf(row: PaymentRow, approvalsUrl: string): Payment {
  const asked = row.approval_request !== null;
  const open = !(FINAL_PAYMENT_STATES as readonly PaymentState[]).includes(row.state);
  return {
    id: row.id,
    state: row.state,
    failure: row.failure,
    debtorAccountId: row.debtor_account_id,
    payee: { name: row.payee_name, identification: row.payee_identification },
    amount: toWireMoney({ minor: row.amount_minor, currency: row.currency }),
    reference: row.reference,
    bindingCode: asked && open ? row.binding_code : null,
    approvalUrl: asked && open ? approvalsUrl : null,
    bankPaymentId: row.bank_payment_id,
    createdAt: row.created_at.toISOString(),
    changedAt: row.changed_at.toISOString(),
  };
}

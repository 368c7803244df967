import { createHash, randomUUID } from 'node:crypto';
import { maskAccountNumber } from '../../shared/account-number.ts';
import { toWireMoney } from '../../shared/money.ts';
import type { Payment, PaymentIntent, Schedule } from '../../shared/payment.ts';
import { ok, type Result, refuse } from '../../shared/result.ts';
import type { Events } from '../events.ts';
import type { CustomerAccess } from '../identity/bank-tokens.ts';
import type { Clock } from '../lib/clock.ts';
import type { CustomerPrincipal } from '../lib/principal.ts';
import type { BankAccount, BankAdapter, ReadError } from './bank-adapter.ts';
import type { PayeeService, ResolvedPayee } from './payee-service.ts';
import {
  cancelledInto,
  checkIntent,
  checkOrdered,
  dayOf,
  type IntentError,
  makeBindingCode,
  type PaymentLimits,
} from './payment-rules.ts';
import type { NewPayment, PaymentStore } from './payment-store.ts';
import type { PaymentRow } from './payment-tables.ts';

export interface PaymentService {
  /** Writes down what the customer asked for; the worker takes it from there. The same key again answers the same payment. */
  create(
    customer: CustomerPrincipal,
    key: string,
    intent: PaymentIntent,
  ): Promise<
    Result<
      Payment,
      ReadError | IntentError | 'payee-unknown' | 'key-reused' | 'too-many-open-payments' | 'amount-over-day-limit'
    >
  >;
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
  readonly payees: PayeeService;
  readonly events: Events;
  readonly clock: Clock;
  /** By currency; what is not in it is not paid through the branch. */
  readonly limits: ReadonlyMap<string, PaymentLimits>;
  /** IANA name of the bank's calendar. */
  readonly timeZone: string;
  readonly approvalsUrl: string;
  /** Wakes the worker. */
  readonly wake: () => void;
}

const LISTED = 20;

export function createPaymentService(deps: PaymentServiceDeps): PaymentService {
  const { store, bank, access, payees, events, clock, limits, timeZone, approvalsUrl, wake } = deps;
  const canCancelOrders = bank.capabilities.cancelOrder !== undefined;
  const view = (row: PaymentRow) => viewOf(row, { approvalsUrl, canCancelOrders });

  function changed(row: PaymentRow): void {
    const { id, customer_subject, state } = row;
    events.publish({ type: 'payment-changed', paymentId: id, customerSubject: customer_subject, state });
    wake();
  }

  /** Both ends of the payment as the bank knows them now. */
  async function partiesOf(
    customer: CustomerPrincipal,
    intent: PaymentIntent,
  ): Promise<Result<{ readonly debtor: BankAccount; readonly payee: ResolvedPayee }, ReadError | 'payee-unknown'>> {
    const granted = await access.of(customer.sessionId);
    if (!granted.ok) return granted;
    const debtor = await bank.readAccount(granted.value, intent.debtorAccountId);
    if (!debtor.ok) return debtor;
    const payee = await payees.resolve(customer, granted.value, intent.payee);
    return payee.ok ? ok({ debtor: debtor.value, payee: payee.value }) : payee;
  }

  return {
    async create(customer, key, intent) {
      const intentHash = hashIntent(intent);
      const earlier = await store.findByKey(customer.subject, key);
      if (earlier) return earlier.intent_hash === intentHash ? ok(view(earlier)) : refuse('key-reused');

      const limitsHere = limits.get(intent.currency);
      if (!limitsHere) return refuse('currency-mismatch');
      const parties = await partiesOf(customer, intent);
      if (!parties.ok) return parties;
      const { debtor, payee } = parties.value;
      const now = clock();
      const today = dayOf(now, timeZone);
      const amountMinor = checkIntent(intent, { debtor, payee, limits: limitsHere, today });
      if (!amountMinor.ok) return amountMinor;

      const asked = { amountMinor: amountMinor.value, isOwnTransfer: intent.payee.kind === 'own' };
      const draft: NewPayment = {
        id: randomUUID(),
        customer_subject: customer.subject,
        intent_key: key,
        intent_hash: intentHash,
        debtor_account_id: debtor.id,
        debtor_scheme: debtor.scheme,
        debtor_identification: debtor.identification,
        payee_kind: intent.payee.kind,
        payee_name: payee.name,
        payee_identification: payee.identification,
        amount_minor: asked.amountMinor,
        currency: intent.currency,
        reference: intent.reference,
        schedule: JSON.stringify(intent.schedule),
        ordered_on: today,
        binding_code: makeBindingCode(Array.from({ length: 6 }, Math.random)),
        created_at: now,
      };
      const written = await store.insert(draft, (ordered) => checkOrdered(ordered, asked, limitsHere));
      if (!written.ok) return written;
      // Two submits of one form at once: the other one wrote it, and this answers the same payment.
      if (!written.value) return this.create(customer, key, intent);
      changed(written.value);
      return ok(view(written.value));
    },

    async read(customer, paymentId) {
      const row = await store.find(paymentId);
      return row && row.customer_subject === customer.subject ? ok(view(row)) : refuse('payment-unknown');
    },

    list: async (customer) => (await store.latest(customer.subject, LISTED)).map(view),

    async cancel(customer, paymentId) {
      const row = await store.find(paymentId);
      if (!row || row.customer_subject !== customer.subject) return refuse('payment-unknown');
      const cancelled = await store.cancel(
        paymentId,
        (state) => (state === 'scheduled' && !canCancelOrders ? null : cancelledInto(state)),
        clock(),
      );
      if (!cancelled) return refuse('payment-not-cancellable');
      changed(cancelled);
      return ok(view(cancelled));
    },
  };
}

/** What makes two submits of one key the same: every word of the intent. */
function hashIntent({ debtorAccountId, payee, amount, currency, reference, schedule }: PaymentIntent): string {
  const words = [debtorAccountId, amount, currency, reference, sorted(payee), sorted(schedule)];
  return createHash('sha256').update(JSON.stringify(words)).digest('base64url');
}

function sorted(record: object): [string, unknown][] {
  return Object.entries(record).sort(([a], [b]) => (a < b ? -1 : 1));
}

/** States in which there is something to show for it. */
const WITH_RECEIPT: ReadonlySet<string> = new Set(['accepted', 'scheduled', 'booked']);

/** What the customer is shown: nothing sealed, and the code only while there is something to compare it with. */
function viewOf(
  row: PaymentRow,
  { approvalsUrl, canCancelOrders }: { readonly approvalsUrl: string; readonly canCancelOrders: boolean },
): Payment {
  const waits = row.state === 'awaiting-approval';
  return {
    id: row.id,
    state: row.state,
    failure: row.failure,
    debtorAccountId: row.debtor_account_id,
    payee: { name: row.payee_name, identification: shownIdentification(row) },
    payeeKind: row.payee_kind,
    amount: toWireMoney({ minor: row.amount_minor, currency: row.currency }),
    reference: row.reference,
    schedule: JSON.parse(row.schedule) as Schedule,
    bindingCode: waits ? row.binding_code : null,
    approvalUrl: waits ? approvalsUrl : null,
    approvalEndsAt: waits ? (row.approval_ends_at?.toISOString() ?? null) : null,
    cancellable: cancelledInto(row.state) !== null && (row.state !== 'scheduled' || canCancelOrders),
    receipt: WITH_RECEIPT.has(row.state),
    bankPaymentId: row.bank_payment_id,
    createdAt: row.created_at.toISOString(),
    changedAt: row.changed_at.toISOString(),
  };
}

/** A phone number is paid without its account being told: only as much of it as recognises it on a statement. */
function shownIdentification({ payee_kind, payee_identification }: PaymentRow): string {
  return payee_kind === 'phone' ? maskAccountNumber(payee_identification) : payee_identification;
}

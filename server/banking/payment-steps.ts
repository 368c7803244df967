import { schemeOf } from '../../shared/account-number.ts';
import { endToEndIdOf, type PaymentFailure, type PaymentState, type Schedule } from '../../shared/payment.ts';
import type { Clock } from '../lib/clock.ts';
import type { SealedBox } from '../lib/sealed-box.ts';
import {
  type ApprovalRequest,
  type BankAdapter,
  type BankPayment,
  type OrderKind,
  orderKindOf,
  type PaymentGrant,
  type PaymentOrder,
} from './bank-adapter.ts';
import { APPROVAL_POLL_MS, isKeyAlive, mayBecome, outcomePollMs, SCHEDULED_POLL_MS } from './payment-rules.ts';
import type { PaymentStore } from './payment-store.ts';
import type { PaymentRow } from './payment-tables.ts';

export interface StepDeps {
  readonly store: PaymentStore;
  readonly bank: BankAdapter;
  readonly box: SealedBox;
  readonly clock: Clock;
}

/** What a step led to: the payment where it stands now, held where the next step can follow at once; or when to try again. */
export type StepOutcome = { readonly moved: PaymentRow | null } | { readonly waitMs: number } | 'back-off';

type Step = (payment: PaymentRow, deps: StepDeps) => Promise<StepOutcome>;

/**
 * The story of a payment, a step for each open state. A step may be interrupted anywhere and taken again by another
 * process: what it is about to do is written before, what it learned after, and every call to the bank is either a read,
 * repeatable by its key, or marked so that it is never made twice.
 */
export const STEPS: Readonly<Partial<Record<PaymentState, Step>>> = {
  draft: requestConsent,
  'consent-requested': requestApproval,
  'awaiting-approval': readApproval,
  approved: submit,
  submitting: distrust,
  unknown: settle,
  accepted: readOutcome,
  scheduled: readOutcome,
  cancelling: takeBack,
};

async function requestConsent(payment: PaymentRow, deps: StepDeps): Promise<StepOutcome> {
  const { store, bank, clock } = deps;
  if (!isKeyAlive(payment.created_at, clock())) return end(payment, 'expired', 'approval-expired', deps);
  const consent = await bank.createPaymentConsent(orderOf(payment), keyOf(payment, 'consent'));
  if (consent.ok)
    return {
      moved: await store.move(payment, 'consent-requested', clock(), { consent_id: consent.value, hold: true }),
    };
  return consent.error === 'bank-refused' ? end(payment, 'rejected', 'bank-refused', deps) : 'back-off';
}

async function requestApproval(payment: PaymentRow, deps: StepDeps): Promise<StepOutcome> {
  const { store, bank, box, clock } = deps;
  // Asked before, and the answer was lost: the customer may see the request, but we can never redeem it.
  if (!(await store.markApprovalAsked(payment, clock()))) return end(payment, 'expired', 'approval-lost', deps);
  const asked = await bank.requestApproval({
    consentId: consentOf(payment),
    customerSubject: payment.customer_subject,
    bindingCode: payment.binding_code,
  });
  if (!asked.ok && asked.error === 'not-asked') {
    await store.unmarkApprovalAsked(payment);
    return 'back-off';
  }
  if (!asked.ok)
    return asked.error === 'bank-refused'
      ? end(payment, 'rejected', 'bank-refused', deps)
      : end(payment, 'expired', 'approval-lost', deps);
  const change = {
    approval_request: box.seal(JSON.stringify(asked.value), `payment.approval_request:${payment.id}`),
    approval_ends_at: asked.value.expiresAt,
    // Nobody has approved what they have not seen yet.
    dueAt: new Date(clock().getTime() + APPROVAL_POLL_MS),
  };
  return { moved: await store.move(payment, 'awaiting-approval', clock(), change) };
}

async function readApproval(payment: PaymentRow, deps: StepDeps): Promise<StepOutcome> {
  const { store, bank, box, clock } = deps;
  const request = JSON.parse(
    box.open(payment.approval_request ?? '', `payment.approval_request:${payment.id}`),
  ) as ApprovalRequest;
  const approval = await bank.readApproval(request);
  if (approval.ok) {
    // The approval must be this customer's and for this consent, or it is nobody's (Open Bank Project #2884).
    const grant = approval.value;
    if (grant.subject !== payment.customer_subject || grant.consentId !== payment.consent_id)
      return end(payment, 'expired', 'approval-lost', deps);
    const payment_grant = box.seal(JSON.stringify(grant), `payment.payment_grant:${payment.id}`);
    return {
      moved: await store.move(payment, 'approved', clock(), { payment_grant, approval_request: null, hold: true }),
    };
  }
  switch (approval.error) {
    case 'approval-pending':
      return { waitMs: APPROVAL_POLL_MS };
    case 'bank-unavailable':
      return 'back-off';
    case 'approval-denied':
      return end(payment, 'cancelled', 'denied-by-customer', deps);
    case 'approval-expired':
      return end(payment, 'expired', 'approval-expired', deps);
    case 'approval-lost':
      // A bank may simply forget a request whose time is over.
      return end(
        payment,
        'expired',
        new Date(request.expiresAt) <= clock() ? 'approval-expired' : 'approval-lost',
        deps,
      );
  }
}

/** The one place where money is asked to move. Body and key are written down before anything is sent. */
async function submit(payment: PaymentRow, deps: StepDeps): Promise<StepOutcome> {
  const { store, bank, box, clock } = deps;
  const body = bank.paymentBody(orderOf(payment), consentOf(payment));
  const submitting = await store.move(payment, 'submitting', clock(), {
    submit_body: box.seal(body, `payment.submit_body:${payment.id}`),
    submitted_at: clock(),
    hold: true,
  });
  return submitting ? send(submitting, deps) : { moved: null };
}

/** Found in `submitting`: whoever sent it did not live to tell. */
async function distrust(payment: PaymentRow, { store, clock }: StepDeps): Promise<StepOutcome> {
  return { moved: await store.move(payment, 'unknown', clock()) };
}

/** `unknown` is never final: the consent says whether the payment was made, and the same key never makes it twice. */
async function settle(payment: PaymentRow, deps: StepDeps): Promise<StepOutcome> {
  const consent = await deps.bank.readPaymentConsent(consentOf(payment), kindOf(payment));
  if (!consent.ok) return 'back-off';
  const alive = isKeyAlive(payment.submitted_at ?? payment.created_at, deps.clock());
  switch (consent.value) {
    case 'authorised':
      return alive ? send(payment, deps) : end(payment, 'expired', 'approval-expired', deps);
    case 'consumed':
      return alive ? send(payment, deps) : end(payment, 'needs-review', 'needs-review', deps);
    case 'awaiting':
    case 'rejected':
      return end(payment, 'rejected', 'bank-refused', deps);
  }
}

async function send(payment: PaymentRow, deps: StepDeps): Promise<StepOutcome> {
  const { store, bank, box, clock } = deps;
  const answer = await bank.submitPayment({
    kind: kindOf(payment),
    body: box.open(payment.submit_body ?? '', `payment.submit_body:${payment.id}`),
    key: keyOf(payment, 'payment'),
    grant: JSON.parse(box.open(payment.payment_grant ?? '', `payment.payment_grant:${payment.id}`)) as PaymentGrant,
  });
  if (answer.ok) return learn(payment, answer.value, deps);
  if (answer.error === 'outcome-unknown')
    return payment.state === 'unknown' ? 'back-off' : { moved: await store.move(payment, 'unknown', clock()) };
  // A refusal of a first try says that nothing was made. A refusal of a repetition does not: the first may have been taken.
  if (payment.state === 'submitting') {
    return answer.error === 'approval-lost'
      ? end(payment, 'expired', 'approval-lost', deps)
      : end(payment, 'rejected', 'bank-refused', deps);
  }
  const consent = await bank.readPaymentConsent(consentOf(payment), kindOf(payment));
  if (!consent.ok) return 'back-off';
  return consent.value === 'consumed'
    ? end(payment, 'needs-review', 'needs-review', deps)
    : end(payment, 'expired', 'approval-lost', deps);
}

async function readOutcome(payment: PaymentRow, deps: StepDeps): Promise<StepOutcome> {
  if (!payment.bank_payment_id) throw new Error(`payment ${payment.id} was accepted without an id of the bank`);
  const outcome = await deps.bank.readPayment(payment.bank_payment_id, kindOf(payment));
  if (!outcome.ok) return 'back-off';
  if (outcome.value.status !== payment.state && mayBecome(payment.state, outcome.value.status))
    return learn(payment, outcome.value, deps);
  const sinceMs = deps.clock().getTime() - payment.changed_at.getTime();
  return { waitMs: payment.state === 'scheduled' ? SCHEDULED_POLL_MS : outcomePollMs(sinceMs) };
}

/** The customer's change of mind, told to the bank: what was not paid yet is not to be paid by anyone. */
async function takeBack(payment: PaymentRow, deps: StepDeps): Promise<StepOutcome> {
  const { withdrawConsent, cancelOrder } = deps.bank.capabilities;
  const byCustomer = () => end(payment, 'cancelled', 'cancelled-by-customer', deps);
  if (payment.bank_payment_id && cancelOrder) {
    const stopped = await cancelOrder(payment.bank_payment_id, kindOf(payment));
    if (stopped.ok) return byCustomer();
    if (stopped.error === 'bank-unavailable') return 'back-off';
    // The bank has paid, or is about to: what came of it is read where it is waited for.
    return { moved: await deps.store.move(payment, 'scheduled', deps.clock()) };
  }
  // A bank that takes nothing back still gets no payment: without our submission an approval comes to nothing.
  if (!payment.consent_id || !withdrawConsent) return byCustomer();
  const withdrawn = await withdrawConsent(payment.consent_id, kindOf(payment));
  if (withdrawn.ok) return byCustomer();
  return withdrawn.error === 'bank-unavailable' ? 'back-off' : end(payment, 'needs-review', 'needs-review', deps);
}

async function learn(payment: PaymentRow, answer: BankPayment, { store, clock }: StepDeps): Promise<StepOutcome> {
  const failure = FAILURE_OF_OUTCOME[answer.status];
  const change = { ...SPENT, ...(failure && { failure }), bank_payment_id: answer.id };
  return {
    moved: await store.move(payment, answer.status, clock(), { ...change, hold: answer.status === 'accepted' }),
  };
}

async function end(
  payment: PaymentRow,
  to: PaymentState,
  failure: PaymentFailure,
  { store, clock }: StepDeps,
): Promise<StepOutcome> {
  return { moved: await store.move(payment, to, clock(), { ...SPENT, failure }) };
}

const FAILURE_OF_OUTCOME: Readonly<Partial<Record<BankPayment['status'], PaymentFailure>>> = {
  rejected: 'bank-refused',
  cancelled: 'cancelled-by-bank',
};

/** Once the bank has answered for good, what it took to ask is forgotten. */
const SPENT = { approval_request: null, payment_grant: null, submit_body: null } as const;

function consentOf(payment: PaymentRow): string {
  if (!payment.consent_id) throw new Error(`payment ${payment.id} has no consent in state ${payment.state}`);
  return payment.consent_id;
}

/** One key for each of the two writes, derived so that no restart can make another: 34 of the wire's 40 characters. */
function keyOf(payment: PaymentRow, write: 'consent' | 'payment'): string {
  return `${endToEndIdOf(payment.id)}-${write === 'consent' ? 'c' : 'p'}`;
}

function orderOf(payment: PaymentRow): PaymentOrder {
  return {
    reference: payment.reference,
    endToEndId: endToEndIdOf(payment.id),
    debtor: { scheme: payment.debtor_scheme, identification: payment.debtor_identification },
    creditor: {
      scheme: schemeOf(payment.payee_identification),
      identification: payment.payee_identification,
      name: payment.payee_name,
    },
    amount: { minor: payment.amount_minor, currency: payment.currency },
    schedule: scheduleOf(payment),
    isOwnTransfer: payment.payee_kind === 'own',
  };
}

function scheduleOf(payment: PaymentRow): Schedule {
  return JSON.parse(payment.schedule) as Schedule;
}

function kindOf(payment: PaymentRow): OrderKind {
  return orderKindOf(scheduleOf(payment));
}

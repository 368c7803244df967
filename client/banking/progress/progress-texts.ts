import type { Payment, PaymentFailure, PaymentState } from '../../../shared/payment.ts';
import { progressTextsRu } from './progress-texts-ru.ts';

/** The words for a payment on its way and at its end. */
export interface ProgressTexts {
  readonly payment: string;
  readonly order: string;
  readonly receipt: string;
  readonly confirmation: string;
  readonly details: string;
  readonly amount: string;
  readonly to: string;
  readonly from: string;
  readonly when: string;
  readonly reference: string;
  readonly code: string;
  readonly codeHint: string;
  readonly openApproval: string;
  readonly scan: string;
  readonly qrTitle: string;
  readonly timeLeft: string;
  readonly timeOver: string;
  readonly lastMinute: string;
  readonly cancelPayment: string;
  readonly cancelOrder: string;
  readonly cancelSure: string;
  readonly cancelYes: string;
  readonly keep: string;
  readonly another: string;
  readonly back: string;
  readonly bankNumber: string;
  readonly begunAt: string;
  readonly bookedAt: string;
  readonly newBalance: string;
  readonly saveReceipt: string;
  readonly saveConfirmation: string;
  readonly states: Readonly<Record<PaymentState, string>>;
  /** Where an order that is paid on a later day, once or often, needs other words. */
  readonly orderStates: Readonly<Partial<Record<PaymentState, string>>>;
  /** Why a payment ended without being booked. */
  readonly failures: Readonly<Record<PaymentFailure, string>>;
  /** The same for a standing order that the bank had taken: earlier payments of it stand. */
  readonly orderFailures: Readonly<Partial<Record<PaymentFailure, string>>>;
}

const en: ProgressTexts = {
  payment: 'Payment',
  order: 'Payment order',
  receipt: 'Receipt',
  confirmation: 'Order confirmation',
  details: 'Details of the payment',
  amount: 'Amount',
  to: 'To',
  from: 'From account',
  when: 'When',
  reference: 'Reference',
  code: 'Your code',
  codeHint: 'On the bank’s page, approve only if it shows this same code, payee and amount.',
  openApproval: 'Open the bank’s approval page',
  scan: 'Or scan this with your phone to approve there.',
  qrTitle: 'QR code: the bank’s approval page',
  timeLeft: 'Time left to approve:',
  timeOver: 'The time to approve is over.',
  lastMinute: 'One minute is left to approve.',
  cancelPayment: 'Cancel payment',
  cancelOrder: 'Cancel the order',
  cancelSure: 'Cancel this order? The bank will pay nothing more by it.',
  cancelYes: 'Yes, cancel it',
  keep: 'Keep it',
  another: 'Make another payment',
  back: 'Back to accounts',
  bankNumber: 'Payment ID at the bank',
  begunAt: 'Begun',
  bookedAt: 'Booked',
  newBalance: 'Balance now',
  saveReceipt: 'Save the receipt (PDF)',
  saveConfirmation: 'Save the confirmation (PDF)',
  states: {
    draft: 'Preparing at the bank …',
    'consent-requested': 'Preparing at the bank …',
    'awaiting-approval': 'Waiting for your approval at the bank',
    approved: 'Approved. Sending …',
    submitting: 'Approved. Sending …',
    accepted: 'The bank has accepted the payment and is booking it …',
    scheduled: 'Ordered. The bank pays when it is due',
    cancelling: 'Cancelling at the bank …',
    unknown: 'The bank has not answered yet. We are asking what became of the payment; it is never sent twice.',
    'needs-review': 'The bank is checking this payment. Please ask a consultant before you pay again.',
    booked: 'Paid',
    rejected: 'Not paid',
    cancelled: 'Not paid',
    expired: 'Not paid',
  },
  orderStates: {
    accepted: 'The bank has accepted the order …',
    unknown: 'The bank has not answered yet. We are asking what became of the order; it is never placed twice.',
    'needs-review': 'The bank is checking this order. Please ask a consultant before you order again.',
    rejected: 'Not carried out',
    cancelled: 'Order cancelled',
    expired: 'Not ordered',
  },
  failures: {
    'denied-by-customer': 'You declined it on the bank’s page. Nothing left your account.',
    'approval-expired': 'It was not approved in time. Nothing left your account.',
    'cancelled-by-customer': 'You cancelled it. Nothing left your account.',
    'cancelled-by-bank': 'The bank cancelled it. Nothing left your account.',
    'bank-refused': 'The bank refused it. Nothing left your account.',
    'insufficient-funds': 'There was not enough money on the account.',
    'approval-lost': 'Your approval did not reach us. Nothing left your account; you can start the payment again.',
    'needs-review': 'Its outcome is not known yet.',
  },
  orderFailures: {
    'cancelled-by-customer':
      'You cancelled it. What it paid before stands; nothing more will leave your account by it.',
    'cancelled-by-bank':
      'The bank cancelled it. What it paid before stands; nothing more will leave your account by it.',
    'bank-refused': 'The bank carries it out no longer. What it paid before stands.',
  },
};
export const progressTexts = { en, ru: progressTextsRu };

/** What to say of a payment as it stands: a heading and, where it came to nothing, why. */
export function wordsOfState(texts: ProgressTexts, { state, failure, schedule, bankPaymentId }: Payment) {
  const isOrder = schedule.kind !== 'now';
  const hasRun = schedule.kind === 'repeat' && bankPaymentId !== null;
  return {
    heading: (isOrder && texts.orderStates[state]) || texts.states[state],
    reason: failure && ((hasRun && texts.orderFailures[failure]) || texts.failures[failure]),
  };
}

/** What a payment is called where it is shown whole. */
export function titleOfPayment(texts: ProgressTexts, { state, schedule, receipt }: Payment): string {
  if (state === 'booked') return texts.receipt;
  if (schedule.kind === 'now') return texts.payment;
  return receipt ? texts.confirmation : texts.order;
}

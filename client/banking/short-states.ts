import type { PaymentState } from '../../shared/payment.ts';

type ShortStates = Readonly<Record<PaymentState, string>>;

const en: ShortStates = {
  draft: 'being prepared',
  'consent-requested': 'being prepared',
  'awaiting-approval': 'waits for your approval',
  approved: 'being sent',
  submitting: 'being sent',
  accepted: 'being booked',
  scheduled: 'ordered',
  cancelling: 'being cancelled',
  unknown: 'being checked',
  'needs-review': 'being checked by the bank',
  booked: 'paid',
  rejected: 'not paid',
  cancelled: 'cancelled',
  expired: 'expired',
};
const ru: ShortStates = {
  draft: 'готовится',
  'consent-requested': 'готовится',
  'awaiting-approval': 'ждёт вашего подтверждения',
  approved: 'отправляется',
  submitting: 'отправляется',
  accepted: 'проводится',
  scheduled: 'поручено',
  cancelling: 'отменяется',
  unknown: 'уточняется',
  'needs-review': 'проверяет банк',
  booked: 'оплачено',
  rejected: 'не оплачено',
  cancelled: 'отменено',
  expired: 'срок истёк',
};
/** How a payment stands, in the few words that a list has room for. */
export const shortStates = { en, ru };

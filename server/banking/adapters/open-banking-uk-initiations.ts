import { formatAmount } from '../../../shared/money.ts';
import type { Schedule } from '../../../shared/payment.ts';
import type { OrderKind, PaymentOrder } from '../bank-adapter.ts';

/** How each version writes what is to be paid (`Initiation`). */
export type Initiations = Readonly<Record<OrderKind, (order: PaymentOrder) => object>>;

const amountOf = ({ amount }: PaymentOrder) => ({ Amount: formatAmount(amount), Currency: amount.currency });

function partiesOf({ debtor, creditor }: PaymentOrder) {
  return {
    DebtorAccount: { SchemeName: debtor.scheme, Identification: debtor.identification },
    CreditorAccount: {
      SchemeName: creditor.scheme,
      Identification: creditor.identification,
      Name: creditor.name,
    },
  };
}

function plain(order: PaymentOrder, remittance: object) {
  return {
    InstructionIdentification: order.endToEndId,
    EndToEndIdentification: order.endToEndId,
    InstructedAmount: amountOf(order),
    ...partiesOf(order),
    RemittanceInformation: remittance,
  };
}

/** Days travel as the date-time at which they begin. */
const dayStart = (day: string) => `${day}T00:00:00+00:00`;

function onDay({ schedule }: PaymentOrder) {
  if (schedule.kind !== 'once') throw new Error('a scheduled payment has a day');
  return { RequestedExecutionDateTime: dayStart(schedule.on) };
}

type Repeat = Extract<Schedule, { kind: 'repeat' }>;

function repeatOf({ schedule }: PaymentOrder): Repeat {
  if (schedule.kind !== 'repeat') throw new Error('a standing order repeats');
  return schedule;
}

/** The weekday (Monday 01) or the day of the month that the first payment falls on. */
function pointInTime({ first, every }: Repeat): string {
  const day = every === 'week' ? new Date(`${first}T00:00:00Z`).getUTCDay() || 7 : Number(first.slice(8));
  return String(day).padStart(2, '0');
}

const countOf = ({ payments }: Repeat) => (payments === null ? {} : { NumberOfPayments: String(payments) });

export const V4_INITIATIONS: Initiations = {
  payment: (order) => plain(order, { Unstructured: [order.reference] }),
  'scheduled-payment': (order) => ({ ...plain(order, { Unstructured: [order.reference] }), ...onDay(order) }),
  'standing-order': (order) => {
    const repeat = repeatOf(order);
    return {
      FirstPaymentAmount: amountOf(order),
      ...countOf(repeat),
      MandateRelatedInformation: {
        FirstPaymentDateTime: dayStart(repeat.first),
        Frequency: { Type: repeat.every === 'week' ? 'WEEK' : 'MNTH', PointInTime: pointInTime(repeat) },
      },
      ...partiesOf(order),
      RemittanceInformation: { Unstructured: [order.reference] },
    };
  },
};

export const V3_INITIATIONS: Initiations = {
  payment: (order) => plain(order, { Reference: order.reference }),
  'scheduled-payment': (order) => ({ ...plain(order, { Reference: order.reference }), ...onDay(order) }),
  'standing-order': (order) => {
    const repeat = repeatOf(order);
    return {
      Frequency: `${repeat.every === 'week' ? 'IntrvlWkDay' : 'IntrvlMnthDay'}:01:${pointInTime(repeat)}`,
      Reference: order.reference,
      ...countOf(repeat),
      FirstPaymentDateTime: dayStart(repeat.first),
      FirstPaymentAmount: amountOf(order),
      ...partiesOf(order),
    };
  },
};

import { formatAmount } from '../../../shared/money.ts';
import type { Schedule } from '../../../shared/payment.ts';
import type { BankStandard } from '../../bank-config.ts';
import type { BankPayment, ConsentStatus, OrderKind, PaymentOrder } from '../bank-adapter.ts';

/** How the standard calls a product, in every version. */
export interface ProductNames {
  /** Collections below `/pisp`. */
  readonly consents: string;
  readonly orders: string;
  /** The order's own identifier in an answer. */
  readonly orderId: string;
  /** `Data` of the consent says `Permission: 'Create'`. */
  readonly saysPermission: boolean;
}

export const PRODUCTS: Readonly<Record<OrderKind, ProductNames>> = {
  payment: {
    consents: 'domestic-payment-consents',
    orders: 'domestic-payments',
    orderId: 'DomesticPaymentId',
    saysPermission: false,
  },
  'scheduled-payment': {
    consents: 'domestic-scheduled-payment-consents',
    orders: 'domestic-scheduled-payments',
    orderId: 'DomesticScheduledPaymentId',
    saysPermission: true,
  },
  'standing-order': {
    consents: 'domestic-standing-order-consents',
    orders: 'domestic-standing-orders',
    orderId: 'DomesticStandingOrderId',
    saysPermission: true,
  },
};

type StatusMap<S extends string> = Readonly<Record<string, S>>;

/** What one version of UK Open Banking says otherwise than another. Everything else is the same, and is written once. */
export interface Dialect {
  readonly consentStatus: StatusMap<ConsentStatus>;
  readonly orderStatus: Readonly<Record<OrderKind, StatusMap<BankPayment['status']>>>;
  /** Of one execution in `…/payment-details`; null where an order's own status says that it was paid. */
  readonly executionStatus: StatusMap<BankPayment['status']> | null;
  readonly bookedTransaction: string;
  /** In order of trust for each of the two figures. */
  readonly balanceTypes: { readonly available: readonly string[]; readonly booked: readonly string[] };
  readonly initiation: Readonly<Record<OrderKind, (order: PaymentOrder) => object>>;
}

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

const V4: Dialect = {
  consentStatus: { AWAU: 'awaiting', AUTH: 'authorised', RJCT: 'rejected', COND: 'consumed' },
  orderStatus: {
    payment: {
      RCVD: 'accepted',
      PDNG: 'accepted',
      ACTC: 'accepted',
      PATC: 'accepted',
      ACCP: 'accepted',
      ACFC: 'accepted',
      ACSP: 'accepted',
      ACWC: 'accepted',
      ACWP: 'accepted',
      BLCK: 'accepted',
      ACSC: 'booked',
      ACCC: 'booked',
      RJCT: 'rejected',
    },
    'scheduled-payment': {
      RCVD: 'scheduled',
      PDNG: 'scheduled',
      INCO: 'scheduled',
      ACSC: 'booked',
      ACCC: 'booked',
      RJCT: 'rejected',
      INFA: 'rejected',
      CANC: 'cancelled',
    },
    'standing-order': {
      RCVD: 'scheduled',
      PDNG: 'scheduled',
      INCO: 'scheduled',
      RJCT: 'rejected',
      INFA: 'rejected',
      CANC: 'cancelled',
    },
  },
  executionStatus: null,
  bookedTransaction: 'BOOK',
  balanceTypes: { available: ['ITAV', 'CLAV', 'ITBD', 'CLBD'], booked: ['ITBD', 'CLBD', 'ITAV'] },
  initiation: {
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
  },
};

const V3_EXECUTIONS = {
  Pending: 'accepted',
  AcceptedSettlementInProcess: 'accepted',
  AcceptedWithoutPosting: 'accepted',
  AcceptedSettlementCompleted: 'booked',
  AcceptedCreditSettlementCompleted: 'booked',
  Rejected: 'rejected',
} as const;
const V3_ORDERS = {
  InitiationPending: 'scheduled',
  InitiationCompleted: 'scheduled',
  InitiationFailed: 'rejected',
  Cancelled: 'cancelled',
} as const;

const V3: Dialect = {
  consentStatus: {
    AwaitingAuthorisation: 'awaiting',
    Authorised: 'authorised',
    Rejected: 'rejected',
    Consumed: 'consumed',
  },
  orderStatus: { payment: V3_EXECUTIONS, 'scheduled-payment': V3_ORDERS, 'standing-order': V3_ORDERS },
  executionStatus: V3_EXECUTIONS,
  bookedTransaction: 'Booked',
  balanceTypes: {
    available: ['InterimAvailable', 'ClosingAvailable', 'InterimBooked', 'ClosingBooked'],
    booked: ['InterimBooked', 'ClosingBooked', 'InterimAvailable'],
  },
  initiation: {
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
  },
};

export const DIALECTS: Readonly<Record<BankStandard, Dialect>> = {
  'open-banking-uk-v4.0': V4,
  'open-banking-uk-v3.1': V3,
};

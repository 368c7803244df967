import type { BankStandard } from '../../bank-config.ts';
import type { BankPayment, ConsentStatus, OrderKind } from '../bank-adapter.ts';
import { type Initiations, V3_INITIATIONS, V4_INITIATIONS } from './open-banking-uk-initiations.ts';

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
  readonly initiation: Initiations;
}

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
  initiation: V4_INITIATIONS,
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
  initiation: V3_INITIATIONS,
};

export const DIALECTS: Readonly<Record<BankStandard, Dialect>> = {
  'open-banking-uk-v4.0': V4,
  'open-banking-uk-v3.1': V3,
};

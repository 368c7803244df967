import type { z } from 'zod';
import type { ConsentRow } from '../bank-tables.ts';
import { ERROR_CODES, type ErrorCode, type StandardCode } from './api-error.ts';
import type { OrderStatus, Product } from './order-tables.ts';
import { INITIATIONS, type KeptInitiation } from './payment-order.ts';
import { V3_INITIATIONS } from './v3-initiations.ts';

/** How one product's initiation is written, and how it becomes the kept one and back. */
export interface InitiationCodec {
  readonly schema: z.ZodType;
  /** Of a raw initiation that the schema has let through. */
  readonly keep: (raw: never) => KeptInitiation;
  readonly show: (kept: never) => unknown;
}

/** What one version of UK Open Banking writes otherwise than another. Everything else is the same, and is written once. */
export interface Dialect {
  readonly version: 'v4.0' | 'v3.1.11';
  /** Where it lies below the bank's address. */
  readonly base: string;
  readonly initiations: Readonly<Record<Product, InitiationCodec>>;
  readonly consentStatus: Readonly<Record<ConsentRow['kind'], Readonly<Record<ConsentRow['status'], string>>>>;
  readonly orderStatus: Readonly<Record<Product, Readonly<Partial<Record<OrderStatus, string>>>>>;
  /** Of one execution, in `…/payment-details`. */
  readonly executionStatus: Readonly<Record<'RCVD' | 'ACSC' | 'RJCT', string>>;
  readonly balanceTypes: { readonly available: string; readonly booked: string };
  readonly bookedTransaction: string;
  /** Kind of every account here, in the fields of this version. */
  readonly accountKind: Readonly<Record<string, string>>;
  readonly errorCode: (code: ErrorCode) => string;
  /** Beside `Id` and `Errors`. */
  readonly errorHead: (status: number, code: ErrorCode) => Readonly<Record<string, string>>;
}

const asKept = (schema: z.ZodType): InitiationCodec => ({ schema, keep: (raw) => raw, show: (kept) => kept });

const V4: Dialect = {
  version: 'v4.0',
  base: '/open-banking/v4.0',
  initiations: {
    payment: asKept(INITIATIONS.payment),
    'scheduled-payment': asKept(INITIATIONS['scheduled-payment']),
    'standing-order': asKept(INITIATIONS['standing-order']),
  },
  consentStatus: {
    account: { AWAU: 'AWAU', AUTH: 'AUTH', RJCT: 'RJCT', COND: 'AUTH' },
    payment: { AWAU: 'AWAU', AUTH: 'AUTH', RJCT: 'RJCT', COND: 'COND' },
  },
  orderStatus: {
    payment: { RCVD: 'RCVD', ACSC: 'ACSC', RJCT: 'RJCT' },
    'scheduled-payment': { RCVD: 'RCVD', ACSC: 'ACSC', RJCT: 'RJCT', CANC: 'CANC' },
    'standing-order': { INCO: 'INCO', CANC: 'CANC' },
  },
  executionStatus: { RCVD: 'PDNG', ACSC: 'ACSC', RJCT: 'RJCT' },
  balanceTypes: { available: 'ITAV', booked: 'ITBD' },
  bookedTransaction: 'BOOK',
  accountKind: { AccountCategory: 'Personal' },
  errorCode: (code) => code,
  errorHead: () => ({}),
};

const V3_CODES: Readonly<Record<StandardCode, string>> = {
  U000: 'UK.OBIE.UnexpectedError',
  U001: 'UK.OBIE.Resource.ConsentMismatch',
  U002: 'UK.OBIE.Field.Invalid',
  U003: 'UK.OBIE.Field.Missing',
  U008: 'UK.OBIE.Resource.ConsentMismatch',
  U009: 'UK.OBIE.Resource.InvalidConsentStatus',
  U010: 'UK.OBIE.Resource.ConsentMismatch',
  U011: 'UK.OBIE.Resource.NotFound',
  U017: 'UK.OBIE.Signature.Invalid',
  U018: 'UK.OBIE.Signature.Missing',
  U028: 'UK.OBIE.Reauthenticate',
  U029: 'UK.OBIE.Rules.ResourceAlreadyExists',
};
const V3_HEADS: Readonly<Record<number, string>> = {
  400: '400 BadRequest',
  403: '403 Forbidden',
  409: '409 Conflict',
  500: '500 InternalServerError',
};

const V3: Dialect = {
  version: 'v3.1.11',
  base: '/open-banking/v3.1',
  initiations: V3_INITIATIONS,
  consentStatus: {
    account: { AWAU: 'AwaitingAuthorisation', AUTH: 'Authorised', RJCT: 'Rejected', COND: 'Authorised' },
    payment: { AWAU: 'AwaitingAuthorisation', AUTH: 'Authorised', RJCT: 'Rejected', COND: 'Consumed' },
  },
  orderStatus: {
    payment: { RCVD: 'Pending', ACSC: 'AcceptedSettlementCompleted', RJCT: 'Rejected' },
    // Here the status is that of the order alone, which is taken and stays so; what came of it is in `payment-details`.
    'scheduled-payment': {
      RCVD: 'InitiationCompleted',
      ACSC: 'InitiationCompleted',
      RJCT: 'InitiationFailed',
      CANC: 'Cancelled',
    },
    'standing-order': { INCO: 'InitiationCompleted', CANC: 'Cancelled' },
  },
  executionStatus: { RCVD: 'Pending', ACSC: 'AcceptedSettlementCompleted', RJCT: 'Rejected' },
  balanceTypes: { available: 'InterimAvailable', booked: 'InterimBooked' },
  bookedTransaction: 'Booked',
  accountKind: { AccountType: 'Personal', AccountSubType: 'CurrentAccount' },
  errorCode: (code) => (code in V3_CODES ? V3_CODES[code as StandardCode] : code),
  errorHead: (status, code) => ({ Code: V3_HEADS[status] ?? String(status), Message: ERROR_CODES[code] }),
};

/** Both read and write the same consents and orders. */
export const DIALECTS = { 'v4.0': V4, 'v3.1.11': V3 } as const satisfies Record<Dialect['version'], Dialect>;

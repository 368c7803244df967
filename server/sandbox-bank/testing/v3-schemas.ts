import { z } from 'zod';

/**
 * What UK Open Banking v3.1.11 says of the answers that this bank gives, written from the standard: strict where v4.0
 * differs. There is no document of that version beside this repository.
 */

const DateTime = z.iso.datetime({ offset: true });
const Amount = z.strictObject({
  Amount: z.string().regex(/^\d{1,13}$|^\d{1,13}\.\d{1,5}$/),
  Currency: z.string().regex(/^[A-Z]{3}$/),
});
const Account = z.strictObject({
  SchemeName: z.enum(['UK.OBIE.SortCodeAccountNumber', 'UK.OBIE.IBAN']),
  Identification: z.string().min(1).max(256),
  Name: z.string().min(1).max(350).optional(),
});
const Links = z.strictObject({
  Self: z.url(),
  First: z.url().optional(),
  Prev: z.url().optional(),
  Next: z.url().optional(),
  Last: z.url().optional(),
});
const Meta = z.strictObject({
  TotalPages: z.int().optional(),
  FirstAvailableDateTime: DateTime.optional(),
  LastAvailableDateTime: DateTime.optional(),
});
const message = <Shape extends z.core.$ZodLooseShape>(data: Shape, more: z.core.$ZodLooseShape = {}) =>
  z.strictObject({ Data: z.strictObject(data), ...more, Links, Meta });

const Parties = { DebtorAccount: Account.optional(), CreditorAccount: Account.required({ Name: true }) };
const Plain = {
  InstructionIdentification: z.string().min(1).max(35),
  EndToEndIdentification: z.string().min(1).max(35),
  InstructedAmount: Amount,
  ...Parties,
  RemittanceInformation: z
    .strictObject({ Unstructured: z.string().max(140).optional(), Reference: z.string().max(35).optional() })
    .optional(),
};
const INITIATIONS = {
  payment: z.strictObject(Plain),
  'scheduled-payment': z.strictObject({ ...Plain, RequestedExecutionDateTime: DateTime }),
  'standing-order': z.strictObject({
    Frequency: z
      .string()
      .regex(
        /^(EvryDay|EvryWorkgDay|IntrvlWkDay:0[1-9]:0[1-7]|IntrvlMnthDay:(0[1-6]|12|24):(-0[1-5]|0[1-9]|[12]\d|3[01]))$/,
      ),
    Reference: z.string().min(1).max(35).optional(),
    NumberOfPayments: z.string().min(1).max(35).optional(),
    FirstPaymentDateTime: DateTime,
    FirstPaymentAmount: Amount,
    ...Parties,
  }),
} as const;
const ORDERS = {
  payment: {
    id: 'DomesticPaymentId',
    statuses: [
      'AcceptedCreditSettlementCompleted',
      'AcceptedSettlementCompleted',
      'AcceptedSettlementInProcess',
      'AcceptedWithoutPosting',
      'Pending',
      'Rejected',
    ],
  },
  'scheduled-payment': {
    id: 'DomesticScheduledPaymentId',
    statuses: ['Cancelled', 'InitiationCompleted', 'InitiationFailed', 'InitiationPending'],
  },
  'standing-order': {
    id: 'DomesticStandingOrderId',
    statuses: ['Cancelled', 'InitiationCompleted', 'InitiationFailed', 'InitiationPending'],
  },
} as const;

export type Order = keyof typeof ORDERS;
const permissionOf = (order: Order) => (order === 'payment' ? {} : { Permission: z.literal('Create') });

export const consentAnswer = (order: Order) =>
  message(
    {
      ConsentId: z.string().min(1).max(128),
      CreationDateTime: DateTime,
      Status: z.enum(['Authorised', 'AwaitingAuthorisation', 'Consumed', 'Rejected']),
      StatusUpdateDateTime: DateTime,
      ...permissionOf(order),
      Initiation: INITIATIONS[order],
    },
    { Risk: z.strictObject({ PaymentContextCode: z.string().optional() }) },
  );

export const orderAnswer = (order: Order) =>
  message({
    [ORDERS[order].id]: z.string().min(1).max(40),
    ConsentId: z.string().min(1).max(128),
    CreationDateTime: DateTime,
    Status: z.enum(ORDERS[order].statuses),
    StatusUpdateDateTime: DateTime,
    Initiation: INITIATIONS[order],
  });

export const fundsAnswer = message({
  FundsAvailableResult: z.strictObject({ FundsAvailableDateTime: DateTime, FundsAvailable: z.boolean() }),
});
export const detailsAnswer = message({
  PaymentStatus: z.array(
    z.strictObject({
      PaymentTransactionId: z.string().min(1).max(210),
      Status: z.enum(['Pending', 'Rejected', 'AcceptedSettlementCompleted']),
      StatusUpdateDateTime: DateTime,
    }),
  ),
});

export const accountConsentAnswer = message(
  {
    ConsentId: z.string().min(1).max(128),
    CreationDateTime: DateTime,
    Status: z.enum(['Authorised', 'AwaitingAuthorisation', 'Rejected', 'Revoked']),
    StatusUpdateDateTime: DateTime,
    Permissions: z.array(z.string()).min(1),
  },
  { Risk: z.strictObject({}) },
);
export const accountsAnswer = message({
  Account: z.array(
    z.strictObject({
      AccountId: z.string().min(1).max(40),
      Status: z.enum(['Deleted', 'Disabled', 'Enabled', 'Pending', 'ProForma']),
      Currency: z.string().regex(/^[A-Z]{3}$/),
      AccountType: z.enum(['Business', 'Personal']),
      AccountSubType: z.enum(['CurrentAccount', 'Savings', 'EMoney', 'PrePaidCard']),
      Nickname: z.string().max(70).optional(),
      Account: z.array(Account).min(1).optional(),
    }),
  ),
});
const Indicator = z.enum(['Credit', 'Debit']);
export const balancesAnswer = message({
  Balance: z
    .array(
      z.strictObject({
        AccountId: z.string().min(1).max(40),
        CreditDebitIndicator: Indicator,
        Type: z.enum(['InterimAvailable', 'InterimBooked']),
        DateTime,
        Amount,
      }),
    )
    .min(1),
});
const Counterparty = z.strictObject({ Name: z.string().min(1).max(350) });
export const transactionsAnswer = message({
  Transaction: z.array(
    z.strictObject({
      AccountId: z.string().min(1).max(40),
      TransactionId: z.string().min(1).max(210),
      TransactionReference: z.string().min(1).max(210),
      CreditDebitIndicator: Indicator,
      Status: z.enum(['Booked', 'Pending']),
      BookingDateTime: DateTime,
      Amount,
      TransactionInformation: z.string().max(500).optional(),
      CreditorAccount: Counterparty.optional(),
      DebtorAccount: Counterparty.optional(),
    }),
  ),
});
export const beneficiariesAnswer = message({
  Beneficiary: z.array(
    z.strictObject({
      AccountId: z.string().min(1).max(40),
      BeneficiaryId: z.string().min(1).max(40),
      CreditorAccount: Account.optional(),
    }),
  ),
});

export const errorAnswer = z.strictObject({
  Code: z.string().min(1).max(40),
  Id: z.string().min(1).max(40),
  Message: z.string().min(1).max(500),
  Errors: z
    .array(
      z.strictObject({
        ErrorCode: z.string().regex(/^UK\.OBIE\.[A-Za-z.]+$/),
        Message: z.string().min(1).max(500),
        Path: z.string().min(1).max(500).optional(),
      }),
    )
    .min(1),
});

import { z } from 'zod';

/**
 * The parts of UK Open Banking Read/Write v4.0 answers that the branch relies on. Everything else a bank may send is
 * let through unread; what is here and does not parse is treated as no answer.
 */
const Amount = z.object({
  Amount: z.string().regex(/^\d{1,13}(\.\d{1,5})?$/),
  Currency: z.string().regex(/^[A-Z]{3}$/),
});
const Indicator = z.enum(['Credit', 'Debit']);
const DateTime = z.iso.datetime({ offset: true });

export const AccountConsentAnswer = z.object({ Data: z.object({ ConsentId: z.string().min(1).max(128) }) });

export const AccountsAnswer = z.object({
  Data: z.object({
    Account: z
      .array(
        z.object({
          AccountId: z.string().min(1).max(40),
          Currency: z.string().optional(),
          Nickname: z.string().optional(),
          Description: z.string().optional(),
          Account: z
            .array(z.object({ SchemeName: z.string(), Identification: z.string(), Name: z.string().optional() }))
            .optional(),
        }),
      )
      .default([]),
  }),
});
export type WireAccount = z.infer<typeof AccountsAnswer>['Data']['Account'][number];

export const BalancesAnswer = z.object({
  Data: z.object({
    Balance: z.array(z.object({ CreditDebitIndicator: Indicator, Type: z.string(), DateTime, Amount })),
  }),
});
export type WireBalance = z.infer<typeof BalancesAnswer>['Data']['Balance'][number];

export const TransactionsAnswer = z.object({
  Data: z.object({
    Transaction: z
      .array(
        z.object({
          TransactionId: z.string().optional(),
          CreditDebitIndicator: Indicator,
          Status: z.string(),
          BookingDateTime: DateTime,
          Amount,
          TransactionInformation: z.string().optional(),
          TransactionReference: z.string().optional(),
          CreditorAccount: z.object({ Name: z.string().optional() }).optional(),
          DebtorAccount: z.object({ Name: z.string().optional() }).optional(),
        }),
      )
      .default([]),
  }),
});
export type WireTransaction = z.infer<typeof TransactionsAnswer>['Data']['Transaction'][number];

export const PaymentConsentAnswer = z.object({
  Data: z.object({ ConsentId: z.string().min(1).max(128), Status: z.enum(['AWAU', 'AUTH', 'RJCT', 'COND']) }),
});

export const PaymentAnswer = z.object({
  Data: z.object({
    DomesticPaymentId: z.string().min(1).max(128),
    ConsentId: z.string(),
    Status: z.enum([
      'RCVD',
      'PDNG',
      'ACTC',
      'PATC',
      'ACCP',
      'ACFC',
      'ACSP',
      'ACWC',
      'ACSC',
      'ACWP',
      'ACCC',
      'BLCK',
      'RJCT',
    ]),
  }),
});

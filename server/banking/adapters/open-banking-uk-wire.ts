import { z } from 'zod';

/**
 * The parts of UK Open Banking answers that the branch relies on. Everything else a bank may send is let through unread; what
 * is here and does not parse is treated as no answer.
 */
const Amount = z.object({
  Amount: z.string().regex(/^\d{1,13}(\.\d{1,5})?$/),
  Currency: z.string().regex(/^[A-Z]{3}$/),
});
const Indicator = z.enum(['Credit', 'Debit']);
const DateTime = z.iso.datetime({ offset: true });
const Id = z.string().min(1).max(128);
/** An address to go on at; looked at before it is used. */
const Links = z.object({ Next: z.string().optional() }).optional();

export const AccountConsentAnswer = z.object({ Data: z.object({ ConsentId: Id }) });

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
  Links,
});
export type WireTransaction = z.infer<typeof TransactionsAnswer>['Data']['Transaction'][number];

export const BeneficiariesAnswer = z.object({
  Data: z.object({
    Beneficiary: z
      .array(
        z.object({
          BeneficiaryId: z.string().min(1).max(40),
          CreditorAccount: z.object({
            SchemeName: z.string(),
            Identification: z.string(),
            Name: z.string().optional(),
          }),
        }),
      )
      .default([]),
  }),
  Links,
});
export type WireBeneficiary = z.infer<typeof BeneficiariesAnswer>['Data']['Beneficiary'][number];

export const PaymentConsentAnswer = z.object({
  Data: z.object({ ConsentId: Id, Status: z.string(), Initiation: z.unknown() }),
  Risk: z.unknown(),
});

/** Beside these, the order's identifier under its product's own name. */
export const OrderAnswer = z.object({
  Data: z.looseObject({ ConsentId: Id, Status: z.string(), Initiation: z.unknown() }),
});

export const PaymentDetailsAnswer = z.object({
  Data: z.object({ PaymentStatus: z.array(z.object({ Status: z.string() })).default([]) }),
});

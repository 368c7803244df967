import { z } from 'zod';
import { personLine } from '../../../shared/text.ts';

const Account = z.strictObject({
  SchemeName: z.literal('UK.OBIE.SortCodeAccountNumber'),
  Identification: z.string().regex(/^\d{14}$/),
  Name: personLine(350).optional(),
});

/** What of `Initiation` this bank carries out; anything else in it is refused, not ignored. */
const InitiationBody = z
  .strictObject({
    InstructionIdentification: personLine(35),
    EndToEndIdentification: personLine(35),
    InstructedAmount: z.strictObject({
      Amount: z.string().regex(/^\d{1,13}$|^\d{1,13}\.\d{1,5}$/),
      Currency: z.string().regex(/^[A-Z]{3}$/),
    }),
    DebtorAccount: Account,
    CreditorAccount: Account.required({ Name: true }),
    RemittanceInformation: z.strictObject({ Unstructured: z.array(personLine(140)).max(1) }).optional(),
  })
  .refine((order) => order.CreditorAccount.Identification !== order.DebtorAccount.Identification, {
    message: 'creditor-is-debtor',
    path: ['CreditorAccount', 'Identification'],
  });
const Risk = z.strictObject({ PaymentContextCode: z.string().max(40).optional() });

export const PaymentConsentBody = z.strictObject({ Data: z.strictObject({ Initiation: InitiationBody }), Risk });
export const PaymentBody = z.strictObject({
  Data: z.strictObject({ ConsentId: z.string().min(1).max(128), Initiation: InitiationBody }),
  Risk,
});

/** A payment order in the bank's own words. */
export interface Initiation {
  readonly amount: string;
  readonly currency: string;
  readonly debtorIdentification: string;
  readonly creditorIdentification: string;
  readonly creditorName: string;
  readonly reference: string;
}

/** Reads the stored body of a consent or a payment. */
export function readInitiation(body: string): Initiation {
  const { Initiation: initiation } = (JSON.parse(body) as z.infer<typeof PaymentConsentBody>).Data;
  return {
    amount: initiation.InstructedAmount.Amount,
    currency: initiation.InstructedAmount.Currency,
    debtorIdentification: initiation.DebtorAccount.Identification,
    creditorIdentification: initiation.CreditorAccount.Identification,
    creditorName: initiation.CreditorAccount.Name,
    reference: initiation.RemittanceInformation?.Unstructured[0] ?? initiation.EndToEndIdentification,
  };
}

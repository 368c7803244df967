import { z } from 'zod';
import { AccountNumber, schemeOf } from '../../../shared/account-number.ts';
import type { Schedule } from '../../../shared/payment.ts';
import { personLine } from '../../../shared/text.ts';
import type { Product } from './order-tables.ts';
import { dayOf, fallsOn, weekdayOf } from './schedule-rules.ts';

/**
 * What the bank carries out, in the words of v4.0, in which it is also kept; anything else in an initiation is refused, not
 * ignored. Other dialects are translated from and to these.
 */

export const Account = z
  .strictObject({
    SchemeName: z.enum(['UK.OBIE.SortCodeAccountNumber', 'UK.OBIE.IBAN']),
    Identification: AccountNumber,
    Name: personLine(350).optional(),
  })
  .refine((account) => schemeOf(account.Identification) === account.SchemeName, {
    message: 'not of this scheme',
    path: ['Identification'],
  });
const NamedAccount = Account.refine((account) => account.Name !== undefined, { path: ['Name'] });

export const Amount = z.strictObject({
  Amount: z.string().regex(/^\d{1,13}$|^\d{1,13}\.\d{1,5}$/),
  Currency: z.string().regex(/^[A-Z]{3}$/),
});

/** A day as the wire has it: the date-time at which it begins in the bank's zone. */
export const DayStart = z
  .string()
  .regex(/^\d{4}-\d\d-\d\dT00:00:00(?:\.0{1,9})?(?:Z|\+00:00)$/)
  .refine((text) => z.iso.date().safeParse(text.slice(0, 10)).success, 'no such day');

export const NumberOfPayments = z.string().regex(/^(?:[2-9]|[1-9]\d|[1-5]\d\d|600)$/);
export const Identifications = {
  InstructionIdentification: personLine(35),
  EndToEndIdentification: personLine(35),
} as const;
export const Parties = { DebtorAccount: Account, CreditorAccount: NamedAccount } as const;
const RemittanceInformation = z.strictObject({ Unstructured: z.array(personLine(140)).max(1) }).optional();

/** Every week or month on a day that the first date is one of. */
const Mandate = z
  .strictObject({
    FirstPaymentDateTime: DayStart,
    Frequency: z.strictObject({ Type: z.enum(['WEEK', 'MNTH']), PointInTime: z.string().regex(/^\d\d$/) }),
  })
  .refine(
    ({ FirstPaymentDateTime, Frequency: { Type, PointInTime } }) => {
      const [first, point] = [FirstPaymentDateTime.slice(0, 10), Number(PointInTime)];
      return Type === 'WEEK' ? weekdayOf(first) === point : point <= 31 && fallsOn(point, first);
    },
    { message: 'the first date is not one of the schedule', path: ['FirstPaymentDateTime'] },
  );

const PaymentInitiation = z.strictObject({
  ...Identifications,
  InstructedAmount: Amount,
  ...Parties,
  RemittanceInformation,
});
const ScheduledInitiation = PaymentInitiation.extend({ RequestedExecutionDateTime: DayStart });
const StandingInitiation = z.strictObject({
  FirstPaymentAmount: Amount,
  NumberOfPayments: NumberOfPayments.optional(),
  MandateRelatedInformation: Mandate,
  ...Parties,
  RemittanceInformation,
});

export const INITIATIONS = {
  payment: PaymentInitiation,
  'scheduled-payment': ScheduledInitiation,
  'standing-order': StandingInitiation,
} as const satisfies Record<Product, z.ZodType>;

export const Risk = z.strictObject({
  PaymentContextCode: z
    .enum([
      'BillingGoodsAndServicesInAdvance',
      'BillingGoodsAndServicesInArrears',
      'EcommerceMerchantInitiatedPayment',
      'FaceToFacePointOfSale',
      'TransferToSelf',
      'TransferToThirdParty',
    ])
    .optional(),
});

type PlainInitiation = z.input<typeof PaymentInitiation> & Partial<z.input<typeof ScheduledInitiation>>;
export type KeptInitiation = PlainInitiation | z.input<typeof StandingInitiation>;
/** `body` of a consent and of an order, as JSON. */
export interface KeptOrder {
  readonly Data: { readonly Initiation: KeptInitiation };
  readonly Risk: z.input<typeof Risk>;
}

/** A payment order in the bank's own words. */
export interface Initiation {
  readonly amount: string;
  readonly currency: string;
  readonly debtorIdentification: string;
  readonly creditorIdentification: string;
  readonly creditorName: string;
  readonly reference: string;
  readonly schedule: Schedule;
  /** Of a monthly order, the day it is meant for, 1 to 31, which the first date may fall short of; 0 of others. */
  readonly dayOfMonth: number;
}

/** Reads the stored body of a consent or an order, whatever its product and the dialect it came in. */
export function readInitiation(body: string): Initiation {
  const initiation = (JSON.parse(body) as KeptOrder).Data.Initiation;
  const isStanding = 'MandateRelatedInformation' in initiation;
  const amount = isStanding ? initiation.FirstPaymentAmount : initiation.InstructedAmount;
  const fallback = isStanding ? 'STANDING ORDER' : initiation.EndToEndIdentification;
  return {
    amount: amount.Amount,
    currency: amount.Currency,
    debtorIdentification: initiation.DebtorAccount.Identification,
    creditorIdentification: initiation.CreditorAccount.Identification,
    creditorName: initiation.CreditorAccount.Name ?? '',
    reference: initiation.RemittanceInformation?.Unstructured[0] ?? fallback,
    schedule: readSchedule(initiation),
    dayOfMonth:
      isStanding && initiation.MandateRelatedInformation.Frequency.Type === 'MNTH'
        ? Number(initiation.MandateRelatedInformation.Frequency.PointInTime)
        : 0,
  };
}

function readSchedule(initiation: KeptInitiation): Schedule {
  const day = (text: string) => dayOf(new Date(text));
  if ('MandateRelatedInformation' in initiation) {
    const { MandateRelatedInformation: mandate, NumberOfPayments: count } = initiation;
    return {
      kind: 'repeat',
      first: day(mandate.FirstPaymentDateTime),
      every: mandate.Frequency.Type === 'WEEK' ? 'week' : 'month',
      payments: count === undefined ? null : Number(count),
    };
  }
  return initiation.RequestedExecutionDateTime === undefined
    ? { kind: 'now' }
    : { kind: 'once', on: day(initiation.RequestedExecutionDateTime) };
}

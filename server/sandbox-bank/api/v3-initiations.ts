import { z } from 'zod';
import { personLine } from '../../../shared/text.ts';
import type { InitiationCodec } from './dialects.ts';
import type { Product } from './order-tables.ts';
import {
  Amount,
  DayStart,
  Identifications,
  INITIATIONS,
  type KeptInitiation,
  NumberOfPayments,
  Parties,
} from './payment-order.ts';

/** Initiations as v3.1.11 writes them, translated from and to those that are kept. */

const REFERENCE_LENGTH = 35;
const Reference = personLine(REFERENCE_LENGTH);

const Plain = z.strictObject({
  ...Identifications,
  InstructedAmount: Amount,
  ...Parties,
  RemittanceInformation: z.strictObject({ Reference: Reference.optional() }).optional(),
});
const Scheduled = Plain.extend({ RequestedExecutionDateTime: DayStart });
const FREQUENCY = /^(IntrvlWkDay|IntrvlMnthDay):01:(\d\d)$/;
const Standing = z
  .strictObject({
    Frequency: z.string().regex(FREQUENCY),
    FirstPaymentDateTime: DayStart,
    NumberOfPayments: NumberOfPayments.optional(),
    FirstPaymentAmount: Amount,
    Reference: Reference.optional(),
    ...Parties,
  })
  .superRefine((raw, context) => {
    // What is said of a schedule in v4.0 holds here too.
    const kept = INITIATIONS['standing-order'].safeParse(keepStanding(raw));
    if (!kept.success) context.addIssue({ code: 'custom', message: 'schedule', path: ['FirstPaymentDateTime'] });
  });

type StandingInput = z.input<typeof Standing>;
type KeptStanding = Extract<KeptInitiation, { MandateRelatedInformation: unknown }>;
type KeptPlain = Exclude<KeptInitiation, KeptStanding>;

const unstructured = (reference: string | undefined) =>
  reference === undefined ? {} : { RemittanceInformation: { Unstructured: [reference] } };

function keepPlain({ RemittanceInformation, ...same }: z.input<typeof Plain>): KeptPlain {
  return { ...same, ...unstructured(RemittanceInformation?.Reference) };
}

/** A text that came by v4.0 may be longer than a reference of v3.1.11. */
function showPlain({ RemittanceInformation, ...same }: KeptPlain) {
  const text = RemittanceInformation?.Unstructured[0];
  if (text === undefined) return same;
  return {
    ...same,
    RemittanceInformation: text.length <= REFERENCE_LENGTH ? { Reference: text } : { Unstructured: text },
  };
}

function keepStanding({ Frequency, FirstPaymentDateTime, Reference, ...same }: StandingInput): KeptStanding {
  const [, code, point = ''] = FREQUENCY.exec(Frequency) ?? [];
  return {
    ...same,
    MandateRelatedInformation: {
      FirstPaymentDateTime,
      Frequency: { Type: code === 'IntrvlWkDay' ? 'WEEK' : 'MNTH', PointInTime: point },
    },
    ...unstructured(Reference),
  };
}

function showStanding({ MandateRelatedInformation: mandate, RemittanceInformation, ...same }: KeptStanding) {
  const { Type, PointInTime } = mandate.Frequency;
  const text = RemittanceInformation?.Unstructured[0];
  return {
    ...same,
    Frequency: `${Type === 'WEEK' ? 'IntrvlWkDay' : 'IntrvlMnthDay'}:01:${PointInTime}`,
    FirstPaymentDateTime: mandate.FirstPaymentDateTime,
    ...(text !== undefined && { Reference: text.slice(0, REFERENCE_LENGTH) }),
  };
}

export const V3_INITIATIONS: Readonly<Record<Product, InitiationCodec>> = {
  payment: { schema: Plain, keep: keepPlain, show: showPlain },
  'scheduled-payment': { schema: Scheduled, keep: keepPlain, show: showPlain },
  'standing-order': { schema: Standing, keep: keepStanding, show: showStanding },
};

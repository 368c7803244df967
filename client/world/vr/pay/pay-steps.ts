import { PAYEE_NAME_MAX_LENGTH, REFERENCE_MAX_LENGTH } from '../../../../shared/payment.ts';
import { formatSortCode, type PayDraft } from '../../../banking/pay/pay-draft.ts';
import { needsIban } from '../../../banking/pay/read-payee.ts';

/** Fields that are chosen from a list, put in by the number pad, and typed. */
export type ListField = 'accountId' | 'beneficiaryId' | 'ownAccountId';
export type PadField = 'amount' | 'sortCode' | 'accountNumber' | 'phone' | 'payments';
export type TypedField = 'name' | 'iban' | 'reference';
/** When to pay: asked on panels of its own. */
export type WhenStep = 'when' | 'on';
/** How the payee is named, and a code that names them. */
export type WhomStep = 'payeeKind' | 'code';
export type FormField = ListField | PadField | TypedField;
export type StepField = FormField | WhenStep | WhomStep;

const LISTS: readonly string[] = ['accountId', 'beneficiaryId', 'ownAccountId'] satisfies ListField[];
const PADS: readonly string[] = ['amount', 'sortCode', 'accountNumber', 'phone', 'payments'] satisfies PadField[];
export const isListField = (field: FormField): field is ListField => LISTS.includes(field);
export const isPadField = (field: FormField): field is PadField => PADS.includes(field);

/** As much as the field takes. */
export const MAX_LENGTHS: Readonly<Record<PadField | TypedField, number>> = {
  amount: 12,
  sortCode: 8,
  accountNumber: 8,
  phone: 16,
  name: PAYEE_NAME_MAX_LENGTH,
  iban: 42,
  reference: REFERENCE_MAX_LENGTH,
  payments: 3,
};

/** What the pad has beside its digits. */
export function padSign(field: PadField, language: 'en' | 'ru'): string | null {
  if (field === 'amount') return language === 'ru' ? ',' : '.';
  return field === 'phone' ? '+' : null;
}

/** As the field keeps what was typed. */
export function typedInto(field: PadField | TypedField, text: string): Partial<PayDraft> {
  return { [field]: field === 'sortCode' ? formatSortCode(text) : text };
}

/** The fields that the form has as it is filled in, from the top. */
export function fieldsOf(draft: PayDraft, currency: string): readonly FormField[] {
  return ['accountId', ...payeeFields(draft, currency), 'amount', 'reference'];
}

/** Those of them that name the payee. */
export function payeeFields(draft: PayDraft, currency: string): readonly FormField[] {
  switch (draft.payeeKind) {
    case 'beneficiary':
      return ['beneficiaryId'];
    case 'own':
      return ['ownAccountId'];
    case 'phone':
      return ['phone'];
    case 'account':
      return ['name', ...(needsIban(draft, currency) ? (['iban'] as const) : (['sortCode', 'accountNumber'] as const))];
    case 'code':
      return [];
  }
}

/** Where to go when a field is done: the next of the form's that is empty, or (null) back to the form. */
export function nextStep(field: FormField, draft: PayDraft, fields: readonly FormField[]): StepField | null {
  if (field === 'payments') return 'when';
  return fields.slice(fields.indexOf(field) + 1).find((one) => draft[one] === '') ?? null;
}

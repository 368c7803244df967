import type { Account } from '../../shared/banking.ts';
import { PAYEE_NAME_MAX_LENGTH, type PaymentIntent, REFERENCE_MAX_LENGTH } from '../../shared/payment.ts';
import { personLine } from '../../shared/text.ts';
import type { Language } from '../ui/i18n.ts';
import { type AmountProblem, readAmount } from './amount-rules.ts';
import type { BankingError } from './banking-error-texts.ts';

/** What the form holds, as typed. */
export interface PaymentDraft {
  readonly accountId: string;
  readonly payee: string;
  readonly sortCode: string;
  readonly accountNumber: string;
  readonly amount: string;
  readonly reference: string;
}
export type PaymentField = keyof PaymentDraft;

export const emptyDraft: PaymentDraft = {
  accountId: '',
  payee: '',
  sortCode: '',
  accountNumber: '',
  amount: '',
  reference: '',
};

export type DraftProblem =
  | 'check-account'
  | 'check-payee'
  | 'check-sort-code'
  | 'check-account-number'
  | 'check-reference'
  | 'payee-is-debtor'
  | AmountProblem;
export type DraftProblems = Readonly<Partial<Record<PaymentField, DraftProblem>>>;

/** Where a refusal of the server is shown; one without a field is said above the form. */
export const FIELD_OF_REFUSAL: Readonly<Partial<Record<BankingError, PaymentField>>> = {
  'account-unknown': 'accountId',
  'account-forbidden': 'accountId',
  'currency-mismatch': 'accountId',
  'amount-malformed': 'amount',
  'amount-not-positive': 'amount',
  'amount-too-precise': 'amount',
  'amount-over-limit': 'amount',
  'insufficient-funds': 'amount',
  'payee-is-debtor': 'accountNumber',
};

/** 204514 → 20-45-14, as far as it is typed. */
export function formatSortCode(text: string): string {
  const digits = text.replace(/\D/g, '').slice(0, 6);
  return (digits.match(/\d{1,2}/g) ?? []).join('-');
}

/** 20451455779911 → 20-45-14 55779911. */
export function formatIdentification(identification: string): string {
  return identification.replace(/^(\d\d)(\d\d)(\d\d)(\d{8})$/, '$1-$2-$3 $4');
}

/**
 * Reads the form as an intent, or names every field that cannot be right. The server checks all of it again; whether there is
 * money enough it alone can say.
 */
export function readDraft(
  draft: PaymentDraft,
  account: Account | undefined,
  language: Language,
): { readonly intent: PaymentIntent } | { readonly problems: DraftProblems } {
  const sortCode = draft.sortCode.replace(/[\s-]/g, '');
  const accountNumber = draft.accountNumber.replace(/\s/g, '');
  const identification = sortCode + accountNumber;
  const name = personLine(PAYEE_NAME_MAX_LENGTH).safeParse(draft.payee);
  const reference = personLine(REFERENCE_MAX_LENGTH).safeParse(draft.reference);
  const currency = account?.available.currency ?? 'GBP';
  const amount = readAmount(draft.amount, currency, language);
  const problems: Partial<Record<PaymentField, DraftProblem>> = {};
  if (!account) problems.accountId = 'check-account';
  if (!name.success) problems.payee = 'check-payee';
  if (!/^\d{6}$/.test(sortCode)) problems.sortCode = 'check-sort-code';
  if (!/^\d{8}$/.test(accountNumber)) problems.accountNumber = 'check-account-number';
  else if (identification === account?.identification) problems.accountNumber = 'payee-is-debtor';
  if ('problem' in amount) problems.amount = amount.problem;
  if (!reference.success) problems.reference = 'check-reference';
  if (!account || !name.success || !reference.success || 'problem' in amount || Object.keys(problems).length > 0)
    return { problems };
  return {
    intent: {
      debtorAccountId: account.id,
      payee: { kind: 'account', name: name.data, identification },
      amount: amount.amount,
      currency,
      reference: reference.data,
      schedule: { kind: 'now' },
    },
  };
}

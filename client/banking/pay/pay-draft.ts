import { z } from 'zod';
import type { Account } from '../../../shared/banking.ts';
import { PAYEE_NAME_MAX_LENGTH, REFERENCE_MAX_LENGTH } from '../../../shared/payment.ts';
import type { Language } from '../../ui/locales.ts';
import type { AmountProblem } from './amount-rules.ts';

/** What the form holds, as typed. The limits are for what is kept of it; the fields have their own. */
export const PayDraft = z.object({
  accountId: z.string().max(100),
  /** `code` until one is read: then it has become the details of an account. */
  payeeKind: z.enum(['beneficiary', 'phone', 'account', 'own', 'code']),
  beneficiaryId: z.string().max(100),
  phone: z.string().max(24),
  name: z.string().max(PAYEE_NAME_MAX_LENGTH),
  sortCode: z.string().max(24),
  accountNumber: z.string().max(24),
  /** The payee's account is named by an IBAN though sort code and number would do. */
  usesIban: z.boolean(),
  iban: z.string().max(64),
  ownAccountId: z.string().max(100),
  amount: z.string().max(24),
  reference: z.string().max(REFERENCE_MAX_LENGTH),
  when: z.enum(['now', 'once', 'repeat']),
  on: z.string().max(10),
  every: z.enum(['week', 'month']),
  ends: z.enum(['never', 'after']),
  payments: z.string().max(3),
});
export type PayDraft = Readonly<z.infer<typeof PayDraft>>;
export type PayField = keyof PayDraft;

export const emptyDraft: PayDraft = {
  accountId: '',
  payeeKind: 'account',
  beneficiaryId: '',
  phone: '',
  name: '',
  sortCode: '',
  accountNumber: '',
  usesIban: false,
  iban: '',
  ownAccountId: '',
  amount: '',
  reference: '',
  when: 'now',
  on: '',
  every: 'month',
  ends: 'never',
  payments: '12',
};

export type DraftProblem =
  | 'check-account'
  | 'check-beneficiary'
  | 'check-phone'
  | 'check-payee'
  | 'check-sort-code'
  | 'check-account-number'
  | 'check-iban'
  | 'check-own-account'
  | 'check-code'
  | 'check-reference'
  | 'check-payments'
  | 'payee-is-debtor'
  | 'date-not-possible'
  | AmountProblem;
export type DraftProblems = Readonly<Partial<Record<PayField, DraftProblem>>>;

export interface DraftContext {
  readonly accounts: readonly Account[];
  readonly language: Language;
  /** The first and the last day that can be chosen, `YYYY-MM-DD`. The bank's own calendar has the last word. */
  readonly days: { readonly first: string; readonly last: string };
}

/** From tomorrow to a year ahead, by the calendar that `now` stands in. */
export function choosableDays(now: Date): DraftContext['days'] {
  const dayAfter = (days: number) =>
    new Intl.DateTimeFormat('sv-SE').format(new Date(now.getFullYear(), now.getMonth(), now.getDate() + days));
  return { first: dayAfter(1), last: dayAfter(365) };
}

/** 204514 → 20-45-14, as far as it is typed. */
export function formatSortCode(text: string): string {
  const digits = text.replace(/\D/g, '').slice(0, 6);
  return (digits.match(/\d{1,2}/g) ?? []).join('-');
}

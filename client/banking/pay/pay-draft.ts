import type { Account } from '../../../shared/banking.ts';
import type { PayeeChoice, Schedule } from '../../../shared/payment.ts';
import type { Language } from '../../ui/i18n.ts';
import type { AmountProblem } from './amount-rules.ts';

/** What the form holds, as typed. */
export interface PayDraft {
  readonly accountId: string;
  /** `code` until one is read: then it has become the details of an account. */
  readonly payeeKind: PayeeChoice['kind'] | 'code';
  readonly beneficiaryId: string;
  readonly phone: string;
  readonly name: string;
  readonly sortCode: string;
  readonly accountNumber: string;
  /** The payee's account is named by an IBAN though sort code and number would do. */
  readonly usesIban: boolean;
  readonly iban: string;
  readonly ownAccountId: string;
  readonly amount: string;
  readonly reference: string;
  readonly when: Schedule['kind'];
  readonly on: string;
  readonly every: 'week' | 'month';
  readonly ends: 'never' | 'after';
  readonly payments: string;
}
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

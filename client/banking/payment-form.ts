import { Payee, type PaymentIntent, REFERENCE_MAX_LENGTH } from '../../shared/banking.ts';
import { personLine } from '../../shared/text.ts';

/** What the form holds, as typed. */
export interface PaymentDraft {
  readonly accountId: string;
  readonly payee: string;
  readonly sortCode: string;
  readonly accountNumber: string;
  readonly amount: string;
  readonly reference: string;
}

export const emptyDraft: PaymentDraft = {
  accountId: '',
  payee: '',
  sortCode: '',
  accountNumber: '',
  amount: '',
  reference: '',
};

export type DraftProblem = 'checkPayee' | 'checkSortCode' | 'checkAccountNumber' | 'checkReference';

/** 204514 → 20-45-14, as far as it is typed. */
export function formatSortCode(text: string): string {
  return (
    text
      .replace(/\D/g, '')
      .slice(0, 6)
      .match(/\d{1,2}/g) ?? []
  ).join('-');
}

/** `1 250,5` → `1250.5`: what people type in either language, as the wire's decimal. What is no number stays as it is, for the server to name. */
export function normaliseAmount(text: string): string {
  return text
    .trim()
    .replace(/[£\s\u00a0\u202f]/g, '')
    .replace(/^(-?\d+),(\d{1,2})$/, '$1.$2')
    .replace(/,(?=\d{3}(\D|$))/g, '');
}

/** Reads the form as an intent, or names the field that cannot be right. The server checks all of it again. */
export function readDraft(
  draft: PaymentDraft,
  currency: string,
): { readonly intent: PaymentIntent } | { readonly problem: DraftProblem } {
  const digits = draft.sortCode.replace(/\D/g, '');
  const number = draft.accountNumber.replace(/\s/g, '');
  const name = Payee.shape.name.safeParse(draft.payee);
  if (!name.success) return { problem: 'checkPayee' };
  if (!/^\d{6}$/.test(digits)) return { problem: 'checkSortCode' };
  if (!/^\d{8}$/.test(number)) return { problem: 'checkAccountNumber' };
  const reference = personLine(REFERENCE_MAX_LENGTH).safeParse(draft.reference);
  if (!reference.success) return { problem: 'checkReference' };
  return {
    intent: {
      debtorAccountId: draft.accountId,
      payee: { name: name.data, identification: digits + number },
      amount: normaliseAmount(draft.amount),
      currency,
      reference: reference.data,
    },
  };
}

/** The key of an intent: the same while what is asked stays the same, so that sending twice pays once; another for another intent. */
export function createIntentKeys(makeKey: () => string) {
  let last: { readonly asked: string; readonly key: string } | null = null;
  return {
    keyOf(intent: PaymentIntent): string {
      const asked = JSON.stringify(intent);
      if (last?.asked !== asked) last = { asked, key: makeKey() };
      return last.key;
    },
    /** The intent has become a payment: the same words from now on are another payment. */
    forget(): void {
      last = null;
    },
  };
}

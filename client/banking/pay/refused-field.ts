import type { BankingError } from '../banking-error-texts.ts';
import type { PayDraft, PayField } from './pay-draft.ts';
import { needsIban } from './read-payee.ts';

const FIELDS: Readonly<Partial<Record<BankingError, PayField>>> = {
  'account-unknown': 'accountId',
  'account-forbidden': 'accountId',
  'currency-mismatch': 'accountId',
  'amount-malformed': 'amount',
  'amount-not-positive': 'amount',
  'amount-too-precise': 'amount',
  'amount-over-limit': 'amount',
  'amount-over-day-limit': 'amount',
  'insufficient-funds': 'amount',
  'date-not-possible': 'on',
};

/** Where a refusal of the server is shown; null for one that is said above the form. */
export function fieldOfRefusal(refusal: BankingError, draft: PayDraft, currency: string): PayField | null {
  if (refusal === 'payee-unknown' || refusal === 'payee-is-debtor') return payeeField(draft, currency);
  return FIELDS[refusal] ?? null;
}

function payeeField(draft: PayDraft, currency: string): PayField {
  switch (draft.payeeKind) {
    case 'beneficiary':
      return 'beneficiaryId';
    case 'phone':
      return 'phone';
    case 'own':
      return 'ownAccountId';
    case 'code':
      return 'payeeKind';
    case 'account':
      return needsIban(draft, currency) ? 'iban' : 'accountNumber';
  }
}

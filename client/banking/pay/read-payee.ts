import { accountOfBritishIban, isIban, schemeOf } from '../../../shared/account-number.ts';
import type { Account } from '../../../shared/banking.ts';
import { PAYEE_NAME_MAX_LENGTH, type PayeeChoice, PhoneNumber } from '../../../shared/payment.ts';
import { personLine } from '../../../shared/text.ts';
import type { DraftProblems, PayDraft } from './pay-draft.ts';

type ReadPayee = { readonly choice: PayeeChoice } | { readonly problems: DraftProblems };

export function readPayee(draft: PayDraft, debtor: Account | undefined, accounts: readonly Account[]): ReadPayee {
  switch (draft.payeeKind) {
    case 'code':
      return { problems: { payeeKind: 'check-code' } };
    case 'beneficiary':
      if (!draft.beneficiaryId) return { problems: { beneficiaryId: 'check-beneficiary' } };
      return { choice: { kind: 'beneficiary', beneficiaryId: draft.beneficiaryId } };
    case 'phone': {
      const phone = readPhone(draft.phone);
      return phone ? { choice: { kind: 'phone', phone } } : { problems: { phone: 'check-phone' } };
    }
    case 'own': {
      const own = ownPayee(draft, accounts, debtor);
      if (!own) return { problems: { ownAccountId: 'check-own-account' } };
      return { choice: { kind: 'own', accountId: own.id } };
    }
    case 'account': {
      const name = personLine(PAYEE_NAME_MAX_LENGTH).safeParse(draft.name);
      const read = readAccountNumber(draft, debtor?.available.currency ?? 'GBP');
      const problems: DraftProblems = {
        ...(!name.success && { name: 'check-payee' }),
        ...('problems' in read && read.problems),
        ...('identification' in read && read.identification === debtor?.identification
          ? { [needsIban(draft, debtor.available.currency) ? 'iban' : 'accountNumber']: 'payee-is-debtor' }
          : {}),
      };
      if (!name.success || 'problems' in read || Object.keys(problems).length > 0) return { problems };
      return { choice: { kind: 'account', name: name.data, identification: read.identification } };
    }
  }
}

/** The own account that is chosen; where there is but one, it is that. */
export function ownPayee(
  { ownAccountId }: Pick<PayDraft, 'ownAccountId'>,
  accounts: readonly Account[],
  debtor: Account | undefined,
): Account | undefined {
  const possible = ownPayees(accounts, debtor);
  return possible.length === 1 ? possible[0] : possible.find(({ id }) => id === ownAccountId);
}

/** The customer's other accounts that can be paid from this one: a transfer stays in one currency. */
export function ownPayees(accounts: readonly Account[], debtor: Account | undefined): readonly Account[] {
  return accounts.filter(({ id, available }) => id !== debtor?.id && available.currency === debtor?.available.currency);
}

/**
 * Whether an account may be kept in a currency, as far as its number says: sort codes name accounts in pounds, and a British
 * IBAN is used for one in another currency. What the bank says counts.
 */
export function canBePaidIn(identification: string, currency: string): boolean {
  if (schemeOf(identification) === 'UK.OBIE.SortCodeAccountNumber') return currency === 'GBP';
  return currency !== 'GBP' || accountOfBritishIban(identification) === null;
}

/** Sort codes name accounts in pounds; every other currency is paid by IBAN. */
export function needsIban({ usesIban }: Pick<PayDraft, 'usesIban'>, currency: string): boolean {
  return usesIban || currency !== 'GBP';
}

type NumberFields = Pick<PayDraft, 'usesIban' | 'iban' | 'sortCode' | 'accountNumber'>;

/** The payee's account as the wire names it. A British IBAN in pounds is the sort code and number that it holds. */
function readAccountNumber(
  draft: NumberFields,
  currency: string,
): { readonly identification: string } | { readonly problems: DraftProblems } {
  if (needsIban(draft, currency)) {
    const iban = draft.iban.replace(/\s/g, '').toUpperCase();
    if (!isIban(iban)) return { problems: { iban: 'check-iban' } };
    return { identification: (currency === 'GBP' && accountOfBritishIban(iban)) || iban };
  }
  const sortCode = draft.sortCode.replace(/[\s-]/g, '');
  const accountNumber = draft.accountNumber.replace(/\s/g, '');
  const problems: DraftProblems = {
    ...(!/^\d{6}$/.test(sortCode) && { sortCode: 'check-sort-code' }),
    ...(!/^\d{8}$/.test(accountNumber) && { accountNumber: 'check-account-number' }),
  };
  return Object.keys(problems).length > 0 ? { problems } : { identification: sortCode + accountNumber };
}

/** `07700 900123`, `+44 7700 900123`, `0044…` as E.164: a number without its country is taken for a British one. */
export function readPhone(typed: string): string | null {
  const digits = typed
    .replace(/[\s().\u2010-\u2013-]/g, '')
    .replace(/^00/, '+')
    .replace(/^0(?=[1-9])/, '+44');
  return PhoneNumber.safeParse(digits).success ? digits : null;
}

import { accountOfBritishIban } from '../../shared/account-number.ts';

/** Four letters of the bank in its IBANs. */
export const BANK_CODE = 'SAND';
export const SORT_CODE = '204514';

/** Where money of a currency comes from and goes to outside the bank. */
export function clearingAccountId(currency: string): string {
  return currency === 'GBP' ? 'bank-clearing' : `bank-clearing-${currency.toLowerCase()}`;
}

/** How the books may name the account behind an account number: one with a sort code has an IBAN too. */
export function namesInBooks(identification: string): readonly string[] {
  const inner = identification.slice(4, 8) === BANK_CODE ? accountOfBritishIban(identification) : null;
  return inner === null ? [identification] : [identification, inner];
}

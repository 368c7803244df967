import { z } from 'zod';

/** How an account is named on the open-banking wire (`SchemeName`). */
export type AccountScheme = 'UK.OBIE.SortCodeAccountNumber' | 'UK.OBIE.IBAN';

const SORT_CODE_ACCOUNT = /^\d{14}$/;
const IBAN = /^[A-Z]{2}\d{2}[A-Z0-9]{11,30}$/;

/** ISO 13616: the first four characters go to the end, letters count from 10, and the whole is 1 modulo 97. */
export function isIban(text: string): boolean {
  if (!IBAN.test(text)) return false;
  const digits = [...text.slice(4), ...text.slice(0, 4)].map((character) => Number.parseInt(character, 36)).join('');
  let rest = 0;
  for (const digit of digits) rest = (rest * 10 + Number(digit)) % 97;
  return rest === 1;
}

/** Sort code (6 digits) and account number (8), or an IBAN; without spaces. */
export const AccountNumber = z
  .string()
  .max(34)
  .refine(
    (text) => SORT_CODE_ACCOUNT.test(text) || isIban(text),
    'neither a sort code with account number nor an IBAN',
  );

export function schemeOf(accountNumber: string): AccountScheme {
  return SORT_CODE_ACCOUNT.test(accountNumber) ? 'UK.OBIE.SortCodeAccountNumber' : 'UK.OBIE.IBAN';
}

/** As people read it: `20-45-14 31926819`, `GB33 SAND 2045 …`. */
export function formatAccountNumber(accountNumber: string): string {
  const [, a, b, c, number] = /^(\d\d)(\d\d)(\d\d)(\d{8})$/.exec(accountNumber) ?? [];
  return number ? `${a}-${b}-${c} ${number}` : accountNumber.replace(/(.{4})(?=.)/g, '$1 ');
}

/** What a stranger may see of an account: its last four characters. */
export function maskAccountNumber(accountNumber: string): string {
  return `••••${accountNumber.slice(-4)}`;
}

/**
 * The account behind a British IBAN (`GB`, check digits, four letters of the bank, sort code, account number): its sort
 * code and account number. Null for any other text.
 */
export function accountOfBritishIban(iban: string): string | null {
  return isIban(iban) ? (/^GB\d{2}[A-Z]{4}(\d{14})$/.exec(iban)?.[1] ?? null) : null;
}

/** The British IBAN of a sort code and account number at the bank with these four letters. */
export function britishIban(bankCode: string, accountNumber: string): string {
  const rest = `${bankCode}${accountNumber}`;
  for (let check = 2; check <= 98; check++) {
    const iban = `GB${String(check).padStart(2, '0')}${rest}`;
    if (isIban(iban)) return iban;
  }
  throw new RangeError(`${rest} has no IBAN`);
}

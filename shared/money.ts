import { code } from 'currency-codes';
import { z } from 'zod';

/** An amount in minor units of an ISO 4217 currency: 1234n GBP is £12.34. */
export interface Money {
  readonly minor: bigint;
  readonly currency: string;
}

export const Currency = z.string().regex(/^[A-Z]{3}$/);

/** Decimal places of a currency by ISO 4217. Throws RangeError for a code that is none. */
export function currencyExponent(currency: string): number {
  const found = code(currency);
  if (!found) throw new RangeError(`${currency} is not a currency of ISO 4217`);
  return found.digits;
}

/** True for a code of ISO 4217: `GBP`. */
export function isCurrency(text: string): boolean {
  return code(text) !== undefined;
}

/**
 * Reads a decimal string (`12.34`, no sign, no grouping, no exponent) as minor units.
 * Answers `null` for any other text, for more decimals than the currency has, and for more than 13 integer digits
 * (the limit of the open-banking wire).
 */
export function parseAmount(text: string, currency: string): bigint | null {
  const match = /^(\d{1,13})(?:\.(\d+))?$/.exec(text);
  if (!match || !isCurrency(currency)) return null;
  const exponent = currencyExponent(currency);
  const fraction = match[2] ?? '';
  if (fraction.length > exponent) return null;
  return BigInt((match[1] ?? '') + fraction.padEnd(exponent, '0'));
}

/** Minor units as the wire's decimal string with all of the currency's decimals: 1234n GBP → `12.34`. */
export function formatAmount({ minor, currency }: Money): string {
  const exponent = currencyExponent(currency);
  const sign = minor < 0n ? '-' : '';
  const digits = (minor < 0n ? -minor : minor).toString().padStart(exponent + 1, '0');
  if (exponent === 0) return sign + digits;
  return `${sign}${digits.slice(0, -exponent)}.${digits.slice(-exponent)}`;
}

/** Money on our own wire: a decimal string, which may be negative (an overdrawn balance, a debit). */
export const WireMoney = z.object({ amount: z.string().regex(/^-?\d{1,13}(\.\d{1,5})?$/), currency: Currency });
export type WireMoney = z.infer<typeof WireMoney>;

export function toWireMoney(money: Money): WireMoney {
  return { amount: formatAmount(money), currency: money.currency };
}

/**
 * An amount as readers of `locale` (BCP 47) write it, with as many decimals as ISO 4217 gives the currency: CLDR, which Intl
 * goes by, drops those of some. The decimal string is formatted as it is; money never becomes a float.
 */
export function displayMoney({ amount, currency }: WireMoney, locale: string, signed = false): string {
  const digits = currencyExponent(currency);
  return new Intl.NumberFormat(locale, {
    style: 'currency',
    currency,
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
    signDisplay: signed ? 'exceptZero' : 'auto',
  }).format(amount as Intl.StringNumericLiteral);
}

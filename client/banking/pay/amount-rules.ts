import { currencyExponent, parseAmount } from '../../../shared/money.ts';
import type { Language } from '../../ui/locales.ts';

export type AmountProblem = 'amount-malformed' | 'amount-not-positive' | 'amount-too-precise';

/** How many are written in each language: groups of three, then decimals. */
const WRITTEN: Readonly<Record<Language, RegExp>> = {
  en: /^(-?)(\d+|\d{1,3}(?:[, ]\d{3})+)(?:\.(\d+))?$/,
  ru: /^(-?)(\d+|\d{1,3}(?: \d{3})+)(?:[.,](\d+))?$/,
};
/** In English too a comma before one or two digits can only be a decimal one. */
const COMMA_CENTS = /^(-?)(\d+),(\d{1,2})$/;

/**
 * Reads an amount as people type it: `£1,250.50`, `1 250,50 ₽`, `250 EUR`. In Russian a comma is always decimal, so `1,250` is
 * not taken for a thousand and more: an amount that could be read in two ways is refused, never guessed. So is one that names
 * another currency than the account's.
 * Answers the wire's decimal string, or what is wrong with it, in the words of the server's own check.
 */
export function readAmount(
  typed: string,
  currency: string,
  language: Language,
): { readonly amount: string } | { readonly problem: AmountProblem } {
  const plain = typed.replace(/[\u00a0\u202f]/g, ' ').replace(/[\u2212\u2013]/g, '-');
  const text = withoutCurrency(plain, currency).trim();
  const match = WRITTEN[language].exec(text) ?? COMMA_CENTS.exec(text);
  if (!match) return { problem: 'amount-malformed' };
  const [, sign, whole = '', fraction = ''] = match;
  if (sign) return { problem: 'amount-not-positive' };
  if (fraction.length > currencyExponent(currency)) return { problem: 'amount-too-precise' };
  const amount = whole.replace(/[, ]/g, '') + (fraction && `.${fraction}`);
  const minor = parseAmount(amount, currency);
  if (minor === null) return { problem: 'amount-malformed' };
  return minor > 0n ? { amount } : { problem: 'amount-not-positive' };
}

/** Takes off how the currency is written before or after the figure: its code, or its sign in either language. */
function withoutCurrency(typed: string, currency: string): string {
  const text = typed.trim();
  const signs = [
    currency,
    ...['en-GB', 'ru-RU'].flatMap((locale) => [
      signOf(currency, locale, 'symbol'),
      signOf(currency, locale, 'narrowSymbol'),
    ]),
  ];
  const written = signs.find((sign) => text.startsWith(sign) || text.endsWith(sign));
  if (!written) return text;
  return text.startsWith(written) ? text.slice(written.length) : text.slice(0, -written.length);
}

function signOf(currency: string, locale: string, currencyDisplay: 'symbol' | 'narrowSymbol'): string {
  const format = new Intl.NumberFormat(locale, { style: 'currency', currency, currencyDisplay });
  return format.formatToParts(0).find(({ type }) => type === 'currency')?.value ?? currency;
}

import type { WireMoney } from '../../shared/money.ts';
import { type Language, LOCALES, useLanguage } from './i18n.ts';

/** An amount as the reader's language writes it. The decimal string is formatted as it is: money never becomes a float. */
export function formatMoney({ amount, currency }: WireMoney, language: Language, signed = false): string {
  const format = new Intl.NumberFormat(LOCALES[language], {
    style: 'currency',
    currency,
    signDisplay: signed ? 'exceptZero' : 'auto',
  });
  return format.format(amount as Intl.StringNumericLiteral);
}

export function MoneyText({ money, signed = false }: { readonly money: WireMoney; readonly signed?: boolean }) {
  return <span className="money">{formatMoney(money, useLanguage(), signed)}</span>;
}

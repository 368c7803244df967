import { displayMoney, type WireMoney } from '../../shared/money.ts';
import { useLanguage } from './i18n.ts';
import { type Language, LOCALES } from './locales.ts';

/** An amount as the reader's language writes it. */
export function formatMoney(money: WireMoney, language: Language, signed = false): string {
  return displayMoney(money, LOCALES[language], signed);
}

export function MoneyText({ money, signed = false }: { readonly money: WireMoney; readonly signed?: boolean }) {
  return <span className="money">{formatMoney(money, useLanguage(), signed)}</span>;
}

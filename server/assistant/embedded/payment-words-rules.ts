import { isIban } from '../../../shared/account-number.ts';
import { REFERENCE_MAX_LENGTH } from '../../../shared/payment.ts';
import { nominativeOf } from './name-case-rules.ts';
import { withFigures } from './number-words-rules.ts';
import { englishPayeeOf } from './payee-en-rules.ts';
import { russianPayeeOf } from './payee-ru-rules.ts';

/** What can be read of a payment in a customer's own words; null where it is not there. */
export interface SpokenPayment {
  readonly amount: string | null;
  /** `other` for money that no payment can be made in here. */
  readonly currency: string | null;
  readonly payee: string | null;
  readonly identification: string | null;
  readonly reference: string | null;
}

const CURRENCIES: readonly (readonly [RegExp, string])[] = [
  [/£|\bgbp\b|\bpounds?\b|\bquid\b|фунт/i, 'GBP'],
  [/€|\beur\b|\beuros?\b|евро/i, 'EUR'],
  [/₽|\brub\b|\broubles?\b|\brubles?\b|рубл/i, 'RUB'],
  [/¥|\bjpy\b|\byen\b|и[еэ]н(а|ы|у|\b)/i, 'JPY'],
  [/\$|\busd\b|\bdollars?\b|доллар/i, 'other'],
];

const UNITS = String.raw`(?:£|€|₽|¥|\$|gbp|eur|rub|jpy|usd|pounds?|quid|euros?|roubles?|rubles?|yen|dollars?|фунт[а-я]*|евро|рубл[а-я]*|руб\.?|долл[а-я]*)`;
const NUMBER = String.raw`\d{1,3}(?:[ ,\u00a0\u202f]\d{3})+(?:[.,]\d{1,2})?|\d+(?:[.,]\d{1,2})?`;

/** What it is for: in quotes, or a word and what follows it in capitals and figures ("FLAT 3B", "invoice 2231"). */
const REFERENCE =
  /(?<!\p{L})(?:ref(?:erence)?|назначение|(?:с )?(?:пометк|комментари)[а-яё]+)(?!\p{L})[ :]*(?:[«"]([^»"]{1,60})[»"]|([\p{L}\p{N}_-]+(?: (?:[A-ZА-ЯЁ]+|[\p{L}-]*\d[\p{L}\d-]*)(?![\p{Ll}]))*))/iu;
/** Of what is said and put right at once, the latter counts: "about £30, no tell a lie, £32". */
const PUT_RIGHT =
  /(?:[,.…-] ?|\s)(?:no|sorry|actually|i mean|rather|нет|ой|вернее|точнее|то есть|ошибся|ошиблась)(?:[, ]+(?:no|sorry|i mean|make it|make that|tell a lie|давай|лучше|пусть будет))*[, ]+(?=[£€]?\d)/iu;

/** Reads amount, currency, payee, account and reference; numbers of accounts are no amounts. */
export function spokenPaymentOf(text: string): SpokenPayment {
  const account = accountOf(withFigures(text));
  const reference = REFERENCE.exec(account.rest);
  const rest = account.rest.replace(REFERENCE, ' ');
  const amount = amountOf(rest.split(PUT_RIGHT).at(-1) ?? '') ?? amountOf(rest);
  return {
    amount,
    currency: CURRENCIES.find(([is]) => is.test(rest))?.[1] ?? null,
    payee: /[а-яё]/i.test(rest) ? russianPayeeOf(rest) : englishPayeeOf(rest, amount !== null),
    identification: account.identification,
    reference: (reference?.[1] ?? reference?.[2])?.slice(0, REFERENCE_MAX_LENGTH).trim() ?? null,
  };
}

/** What stands beside a currency is the amount, else what stands alone. */
function amountOf(text: string): string | null {
  const unit = new RegExp(`(${NUMBER}) ?${UNITS}|${UNITS} ?(${NUMBER})`, 'iu').exec(text);
  const bare = unit ? null : new RegExp(`(?<![\\p{L}\\d.,-])(${NUMBER})(?![\\p{L}\\d-])`, 'u').exec(text);
  const found = unit?.[1] ?? unit?.[2] ?? bare?.[1] ?? null;
  return found === null ? null : decimalOf(found);
}

/** `1,250.75` and `1 200,50` as the wire writes them. A comma before three digits groups; before one or two it is decimal. */
function decimalOf(written: string): string {
  const plain = written.replace(/[ \u00a0\u202f]/g, '').replace(/,(?=\d{3}(?:\D|$))/g, '');
  const [whole = '0', fraction = ''] = plain.split(/[.,]/);
  const digits = whole.replace(/^0+(?=\d)/, '');
  return fraction ? `${digits}.${fraction.padEnd(2, '0')}` : digits;
}

function accountOf(text: string): { readonly identification: string | null; readonly rest: string } {
  for (const [written] of text.matchAll(/\b[A-Z]{2}\d{2}(?: ?[A-Z0-9]){11,30}\b/gi)) {
    const iban = written.replaceAll(' ', '').toUpperCase();
    if (isIban(iban)) return { identification: iban, rest: text.replace(written, ' ') };
  }
  const sort = /(?:sort code|сорт-?код)?[ :]*\b(\d{2})[- ](\d{2})[- ](\d{2})\b/i.exec(text);
  const number = /(?:account|acc|a\/c|сч[её]т)?[ :№#]*\b(\d{8})\b/i.exec(text);
  if (!sort || !number) return { identification: null, rest: text };
  return {
    identification: `${sort[1]}${sort[2]}${sort[3]}${number[1]}`,
    rest: text.replace(sort[0], ' ').replace(number[0], ' '),
  };
}

/** The whole answer to "whom": nobody says more than the name then. Who is "my sister" is no name, and is asked again. */
export function payeeOfAnswer(text: string): string | null {
  const name = text
    .trim()
    .replace(/^((it is|it's|its|that's|to|for|кому|это|для)\s+)+/i, '')
    .replace(/[.!?]+$/, '');
  if (/^(my|our|the|an?|мо(ей|ему|я|й|и|им)|наш[а-я]*|одно(й|му))(?![\p{L}'])/iu.test(name)) return null;
  return /^\p{L}[\p{L}\p{N}&'’.,\- ]{0,69}$/u.test(name) ? nominativeOf(name) : null;
}

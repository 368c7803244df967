import { isIban } from '../../../shared/account-number.ts';
import { nominativeOf } from './name-case-rules.ts';
import { withFigures } from './number-words-rules.ts';
import { englishPayeeOf } from './payee-en-rules.ts';
import { russianPayeeOf } from './payee-ru-rules.ts';
import { referenceOf } from './reference-words-rules.ts';
import { spokenSumOf } from './sum-words-rules.ts';

/** What can be read of a payment in a customer's own words; null where it is not there. */
export interface SpokenPayment {
  readonly amount: string | null;
  /** `other` for money that no payment can be made in here. */
  readonly currency: string | null;
  readonly payee: string | null;
  readonly identification: string | null;
  readonly reference: string | null;
}

/** Reads amount, currency, payee, account and reference; numbers of accounts are no amounts. */
export function spokenPaymentOf(text: string): SpokenPayment {
  const { reference, rest: withAccount } = referenceOf(text);
  const { identification, rest } = accountOf(withFigures(withAccount));
  const { amount, currency } = spokenSumOf(rest);
  const payee = /[а-яё]/i.test(rest) ? russianPayeeOf(rest, amount !== null) : englishPayeeOf(rest, amount !== null);
  return { amount, currency, payee, identification, reference };
}

function accountOf(text: string): { readonly identification: string | null; readonly rest: string } {
  for (const [written] of text.matchAll(/\b[A-Z]{2}\d{2}(?: ?[A-Z0-9]){11,30}\b/gi)) {
    const iban = written.replaceAll(' ', '').toUpperCase();
    if (isIban(iban)) return { identification: iban, rest: text.replace(written, ' ') };
  }
  const sort =
    /(?:sort ?code|sort|сорт-?код)?[ :]*\b(\d{2})[- ](\d{2})[- ](\d{2})\b/i.exec(text) ??
    /(?:sort ?code|sort|сорт-?код)(?: is)?[ :]*\b(\d{2})(\d{2})(\d{2})\b/i.exec(text);
  const number = /(?:account|acc|acct|a\/c|сч[её]т[а-я]*)?(?: (?:no\.?|number|номер))?(?: is)?[ :№#]*\b(\d{8})\b/i.exec(
    text,
  );
  if (!sort || !number) return { identification: null, rest: text };
  return {
    identification: `${sort[1]}${sort[2]}${sort[3]}${number[1]}`,
    rest: text.replace(sort[0], ' ').replace(number[0], ' '),
  };
}

/** A name, then a comma and the sum alone. */
const NAME_AND_SUM = /^(\p{L}[\p{L}&'’.\- ]{1,60}?)\s*[,:–—-]\s*[£€]?\d[\d.,]*\s*\p{L}*[.!]*$/u;
/** Begins an answer, and is no name. */
const MANNER =
  /^(yes|yeah|yep|ok|okay|well|no|so|oh|um+|erm*|about|around|say|sure|right|да|ну|ок|нет|хорошо|ладно|около|где-то)$/i;

/** The whole answer to "whom": nobody says more than the name then, or the name and the sum. Who is "my sister" is no name, and is asked again. */
export function payeeOfAnswer(text: string, hasAmount = false): string | null {
  const said = hasAmount ? (NAME_AND_SUM.exec(withFigures(text).trim())?.[1] ?? '') : text;
  const name = said
    .trim()
    .replace(/^((it is|it's|its|that's|to|for|кому|это|для)\s+)+/i, '')
    .replace(/[.!?]+$/, '');
  if (/^(my|our|the|an?|мо(ей|ему|я|й|и|им)|наш[а-я]*|одно(й|му))(?![\p{L}'])/iu.test(name)) return null;
  if (MANNER.test(name)) return null;
  return /^\p{L}[\p{L}\p{N}&'’.,\- ]{0,69}$/u.test(name) ? nominativeOf(name) : null;
}

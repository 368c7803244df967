import { isIban } from '../../../shared/account-number.ts';
import { withFigures } from './number-words-rules.ts';

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

/** Reads amount, currency, payee, account and reference; numbers of accounts are no amounts. */
export function spokenPaymentOf(text: string): SpokenPayment {
  const account = accountOf(withFigures(text));
  const rest = account.rest.replace(/\b(ref(erence)?|назначение)\b[ :]*[\w-]{1,18}/i, ' ');
  const unit = new RegExp(`(${NUMBER}) ?${UNITS}|${UNITS} ?(${NUMBER})`, 'iu').exec(rest);
  const bare = unit ? null : new RegExp(`(?<![\\p{L}\\d.,-])(${NUMBER})(?![\\p{L}\\d-])`, 'u').exec(rest);
  const found = unit?.[1] ?? unit?.[2] ?? bare?.[1] ?? null;
  return {
    amount: found === null ? null : decimalOf(found),
    currency: CURRENCIES.find(([is]) => is.test(rest))?.[1] ?? null,
    payee: payeeOf(rest) ?? (found === null ? null : (EN_BOND.exec(rest)?.[1] ?? null)),
    identification: account.identification,
    reference: /\b(?:ref(?:erence)?|назначение)\b[ :]*([\w-]{1,18})/i.exec(account.rest)?.[1] ?? null,
  };
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

const NAME_ENDS = String.raw`(?=\s*(?:[,.;!?]|$|\d|£|€|\$|\b(?:for|ref|reference|sort|account|acc|from|please|pls|on|by|today|tomorrow|now|tonight|right|over|across|via|this|next|with|iban|as|because)\b|(?<![а-я])(?:за|на|по|со|с|пожалуйста|сегодня|завтра|через|как)(?![а-я])))`;
const GIVE = String.raw`\b(?:pay|paying|send|sending|transfer|wire|ping|shoot|chuck|bung|sling|give|slip|owe)`;
const FOND = String.raw`(?:my|our) (?:\p{Ll}+ ){0,2}`;
const FOND_MAYBE = '(?:(?:my|our) )?';
const EN_PAYEE = [
  new RegExp(
    String.raw`\b(?:payee|recipient|beneficiary)(?: is|:)? (\p{L}[\p{L}\p{N}&'’.\- ]{1,60}?)${NAME_ENDS}`,
    'iu',
  ),
  new RegExp(
    String.raw`\b(?:settle|settle up|square up) with ${FOND_MAYBE}(\p{L}[\p{L}&'’.\- ]{1,40}?)${NAME_ENDS}`,
    'iu',
  ),
  /\bwant ((?!to\b)\p{L}[\p{L}&'’.\- ]{1,40}?) paid\b/iu,
  // "my sister Katya" is Katya; whom only a bond names is named by it.
  new RegExp(String.raw`(?:${GIVE}|\bto|\bfor) (?:to )?${FOND}(\p{Lu}[\p{L}'’-]*(?: \p{Lu}[\p{L}'’-]+)*)`, 'u'),
  new RegExp(
    String.raw`\bto ((?!(?:pay|send|make|transfer|set|get|settle|square|draft|prepare|pop|put|move|give|wire|my|our|the)\b)[\p{L}][\p{L}\p{N}&'’.\- ]{0,60}?)${NAME_ENDS}`,
    'iu',
  ),
  new RegExp(String.raw`(?i:${GIVE}) (\p{Lu}[\p{L}'’-]*(?: \p{Lu}[\p{L}'’-]+)*)`, 'u'),
  new RegExp(String.raw`\bpayment (?:of .{1,20} )?for ([\p{L}][\p{L}\p{N}&'’.\- ]{1,60}?)${NAME_ENDS}`, 'iu'),
  new RegExp(String.raw`${GIVE} (?:my|our|the) (\p{L}[\p{L}'’ -]{1,30}?),? (?=£|€|\d)`, 'iu'),
  new RegExp(
    String.raw`${GIVE} (?!(?:me|him|her|them|money|an?|the|my|our|some|to|it|over|us)\b)([\p{L}][\p{L}&'’.\- ]{0,40}?),? (?=£|€|\d)`,
    'iu',
  ),
];
/** Who is named by a bond alone, "my landlord"; without an amount it is asked who that is. */
const EN_BOND = new RegExp(
  String.raw`\bto (?:my|our|the) ((?!own|savings?|saver)\p{L}[\p{L}'’ -]{1,30}?)${NAME_ENDS}`,
  'iu',
);
const RU_PAYEE = [
  /рассчита[а-яё]+ (?:бы )?со? (\p{Lu}[\p{L}-]+(?: \p{Lu}[\p{L}-]+)*)/iu,
  /получател[а-я]*[ :]+([\p{L}"«][\p{L}\p{N}&'’"«».\- ]{1,60}?)(?=[,.;!?]|$)/iu,
  /(?:на сч[её]т|для|фирме|компании) ((?:ООО |ИП |АО )?[\p{Lu}"«][\p{L}\p{N}&"«».\- ]{1,60}?)(?=[,.;!?]|$| за | сегодня| завтра)/u,
  // Names are capitalised, and one pays them in the dative.
  /(?:^|\s)((?:ООО |ИП |АО )?\p{Lu}[\p{L}-]+(?: \p{Lu}[\p{L}-]+){0,3})(?=[,.;!?\s]|$)/gu,
  /(?:скинь|отправь|переведи|заплати|перекинь|кинь|закинь|пошли|верни|отдай|оплати)(?:те)? ((?!мне\b|деньги|на |за |эт)\p{L}{2,20})(?= )/iu,
];
const RU_VERBS =
  /^(переведи|отправь|заплати|оплати|скинь|перекинь|перечисли|кинь|закинь|пошли|верни|отдай|давай|значит|будьте|так$|зовут|можешь|можно|слушай|хочу|надо|нужно|мне|помог|подготовь|срочно|пожалуйста|здравствуйте|добрый|привет)/i;

function payeeOf(text: string): string | null {
  const isRussian = /[а-яё]/i.test(text);
  for (const pattern of isRussian ? RU_PAYEE : EN_PAYEE) {
    const matches = pattern.global ? [...text.matchAll(pattern)] : [pattern.exec(text)];
    for (const match of matches) {
      const name = match?.[1]?.trim().replace(/[.\- ]+$/, '');
      if (!name || RU_VERBS.test(name) || /^(my|the|a|an|some(one|body)?|him|her|them)\b(?! \p{L}+ \p{L})/iu.test(name))
        continue;
      return isRussian ? nominativeOf(name) : name;
    }
  }
  return null;
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

/** A Russian name as it stands in a list of payees: «Марии Соколовой» → «Мария Соколова». What is not known is left. */
export function nominativeOf(name: string): string {
  const ends: readonly (readonly [RegExp, string])[] = [
    [/^(Наст|Кат|Тан|Ол|Кол|Пет|Ван|Сон|Вал|Гал|Юл|Тол|Вас|Мит|Фед|Бор|Ан|Вар|Жен|Сен|т[её]т|дяд)е$/i, '$1я'],
    [/([аеиоу])е$/, '$1я'],
    [/(ов|ев|ин|ын)ой$/, '$1а'],
    [/ской$/, 'ская'],
    [/скому$/, 'ский'],
    [/(ов|ев|ёв|ин|ын)у$/, '$1'],
    [/ии$/, 'ия'],
    [/([а-яё])е$/, '$1а'],
    [/([бвгджзклмнпрстфхцчшщ])у$/, '$1'],
    [/([аеи])ю$/, '$1й'],
  ];
  return name
    .split(' ')
    .map((word) => {
      if (!/^[А-ЯЁа-яё-]{3,}$/.test(word)) return word;
      const rule = ends.find(([end]) => end.test(word));
      return rule ? word.replace(rule[0], rule[1]) : word;
    })
    .join(' ');
}

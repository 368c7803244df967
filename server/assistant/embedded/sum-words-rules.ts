/** A sum of money as it was said. */
export interface SpokenSum {
  readonly amount: string | null;
  /** `other` for money that no payment can be made in here, and where two are named. */
  readonly currency: string | null;
}

const CURRENCIES: readonly (readonly [RegExp, string])[] = [
  [/£|\bgbp\b|\bpounds?\b|\bquid\b|фунт|паунд/i, 'GBP'],
  [/€|\beur\b|\beuros?\b|евро/i, 'EUR'],
  [/₽|\brub\b|\broubles?\b|\brubles?\b|рубл|(?<![а-я])руб/i, 'RUB'],
  [/¥|\bjpy\b|\byen\b|(?<![а-я])и[еэ]н(?:[аыу]|ами?)?(?![а-я])/i, 'JPY'],
  [
    /\$|\b(?:usd|chf|pln|sek|nok|dkk|czk|inr|aed|cny|cad|aud|nzd)\b|\b(?:dollars?|bucks|francs?|zlotys?|kron[aeo]r?|yuan|rupees?|dirhams?|lira|shekels?)\b|доллар|бакс|(?<![а-я])(?:франк|злот|юан|рупи|дирхам|тенге|гривн|шекел)|(?<![а-я])крон(?:[аыу]|ами?)?(?![а-я])/i,
    'other',
  ],
];

const UNIT = String.raw`(?:£|€|₽|¥|\$|(?:gbp|eur|rub|jpy|usd|pounds?|quid|euros?|roubles?|rubles?|yen|dollars?|bucks)(?!\p{L})|фунт[а-я]*|паунд[а-я]*|евро|рубл[а-я]*|руб\.?(?!\p{L})|долл[а-я]*|бакс[а-я]*)`;
const NUMBER = String.raw`\d{1,3}(?:[ ,\u00a0\u202f]\d{3})+(?:[.,]\d{1,2})?(?![.,]?\d)|\d+(?:[.,]\d{1,2})?(?![.,]?\d)`;
const OR = '(?:or|to|till|[–—-]|или|до)';
/** Its own unit stands beside it; which of two numbers that stand together is meant ("2 50 quid") nobody knows. */
const WITH_UNIT = new RegExp(
  `(?<!\\d[ .,]?|\\d ?${OR} ?)(${NUMBER}) ?(${UNIT})|(${UNIT}) ?(${NUMBER})(?! ?${OR} ?[£€]?\\d)`,
  'giu',
);
/** Neither a part of a date or a time of day, nor what is counted in days. */
const ALONE = new RegExp(
  String.raw`(?<![\p{L}\d.,/:№#-]|\d |\d ?${OR} ?)(${NUMBER})(?![\p{L}\d/:-]| \d| ?${OR} ?\d|st\b|nd\b|rd\b|th\b| ?(?:am|pm|o['’]?clock|days?|weeks?|minutes?|minutos|hours?|lessons?|%)(?!\p{L})| (?:числ|час|минут|дн|недел|урок|заняти|январ|феврал|март|апрел|ма[яе](?!\p{L})|июн|июл|август|сентябр|октябр|ноябр|декабр))`,
  'giu',
);

/** Of what is said and put right at once, the latter counts: "about £30, no tell a lie, £32". */
const PUT_RIGHT =
  /(?:[,.…-] ?|\s|^)(?:no|nope|sorry|oops|whoops|och|actually|i mean|rather|нет|ой|вернее|точнее|то есть|ошибся|ошиблась)(?:[, ]+(?:no|sorry|i mean|make it|make that|tell a lie|wait|нет|давай|лучше|пусть будет))*[, ]+(?=[£€]?\d)/iu;
/** What it is not: "not 80", «не 80, а 90», "instead of 80"; and a currency likewise. */
const NOT_THIS = new RegExp(
  String.raw`(?<!\p{L})(?:not|rather than|instead of|не|вместо)(?: in| в)? (?:(?:${NUMBER}) ?${UNIT}?|${UNIT}(?: ?(?:${NUMBER}))?)`,
  'giu',
);
/** After it comes what is to be paid, where other sums are told of too. */
const TO_PAY =
  /(?<!\p{L})(?:pay|send|transfer|wire|give|owe|remit|ping|chuck|let (?:him|her|them) have|переведи|отправь|заплати|оплати|скинь|кинь|перечисли|закинь|верни|с меня|должн?[аы]?)(?:те)?(?!\p{L})/giu;

/** What stands beside a currency is the amount, else what stands alone. Of two sums that may both be meant neither is. */
export function spokenSumOf(text: string): SpokenSum {
  const left = text.replace(NOT_THIS, ' ');
  const meant = /\d/.test(left) ? left : text;
  const latter = meant.split(PUT_RIGHT).at(-1) ?? '';
  const amount = amountOf(latter) ?? amountOf(meant);
  return { amount: amount?.number ?? null, currency: currencyOf(amount?.unit ?? left) };
}

interface Amount {
  readonly number: string;
  readonly unit: string | null;
  readonly index: number;
}

function amountOf(text: string): Amount | null {
  const withUnit = [...text.matchAll(WITH_UNIT)].map(amountIn);
  if (withUnit.length > 0) return onlyOne(withUnit, text);
  const alone = [...text.matchAll(ALONE)].map((match) => ({
    number: decimalOf(match[1] ?? ''),
    unit: null,
    index: match.index,
  }));
  return alone[0] ?? null;
}

function amountIn(match: RegExpExecArray): Amount {
  return {
    number: decimalOf(match[1] ?? match[4] ?? ''),
    unit: match[2] ?? match[3] ?? null,
    index: match.index,
  };
}

/** Of several, the one right after the word for paying; said twice it is one. */
function onlyOne(amounts: readonly Amount[], text: string): Amount | null {
  const [first] = amounts;
  const isSame = (one: Amount) => one.number === first?.number;
  if (amounts.every(isSame)) return first ?? null;
  // "£50 to Kim and £20 to Lee": two payments.
  if (amounts.some(({ index }) => /(?<!\p{L})(?:and|plus|и|плюс|потом|then) $/iu.test(text.slice(0, index))))
    return null;
  const words = [...text.matchAll(TO_PAY)].map(({ index }) => index);
  const after = words.map((at) => amounts.find(({ index }) => index > at)).filter((one) => one !== undefined);
  const [payable] = after;
  return payable && after.every(({ number }) => number === payable.number) ? payable : null;
}

function currencyOf(said: string): string | null {
  const named = CURRENCIES.filter(([is]) => is.test(said)).map(([, currency]) => currency);
  return named.length > 1 ? 'other' : (named[0] ?? null);
}

/** `1,250.75` and `1 200,50` as the wire writes them. A comma before three digits groups; before one or two it is decimal. */
function decimalOf(written: string): string {
  const plain = written.replace(/[ \u00a0\u202f]/g, '').replace(/,(?=\d{3}(?:\D|$))/g, '');
  const [whole = '0', fraction = ''] = plain.split(/[.,]/);
  const digits = whole.replace(/^0+(?=\d)/, '');
  return fraction ? `${digits}.${fraction.padEnd(2, '0')}` : digits;
}

/** Numbers as people say them, each with its value; what multiplies what was said before it stands in `TIMES`. */
const WORDS: Readonly<Record<string, number>> = {
  two: 2,
  three: 3,
  four: 4,
  five: 5,
  six: 6,
  seven: 7,
  eight: 8,
  nine: 9,
  ten: 10,
  eleven: 11,
  twelve: 12,
  thirteen: 13,
  fourteen: 14,
  fifteen: 15,
  sixteen: 16,
  seventeen: 17,
  eighteen: 18,
  nineteen: 19,
  twenty: 20,
  thirty: 30,
  forty: 40,
  fourty: 40,
  fifty: 50,
  sixty: 60,
  seventy: 70,
  eighty: 80,
  ninety: 90,
  fiver: 5,
  tenner: 10,
  score: 20,
  два: 2,
  две: 2,
  три: 3,
  четыре: 4,
  пять: 5,
  шесть: 6,
  семь: 7,
  восемь: 8,
  девять: 9,
  десять: 10,
  одиннадцать: 11,
  двенадцать: 12,
  тринадцать: 13,
  четырнадцать: 14,
  пятнадцать: 15,
  шестнадцать: 16,
  семнадцать: 17,
  восемнадцать: 18,
  девятнадцать: 19,
  двадцать: 20,
  тридцать: 30,
  сорок: 40,
  пятьдесят: 50,
  шестьдесят: 60,
  семьдесят: 70,
  восемьдесят: 80,
  девяносто: 90,
  сто: 100,
  двести: 200,
  триста: 300,
  четыреста: 400,
  пятьсот: 500,
  шестьсот: 600,
  семьсот: 700,
  восемьсот: 800,
  девятьсот: 900,
  пятерку: 5,
  десятку: 10,
  двадцатку: 20,
  тридцатку: 30,
  полтинник: 50,
  тридцатник: 30,
  сороковник: 40,
  полтос: 50,
  чирик: 10,
  червонец: 10,
  пятихатку: 500,
  пятихатка: 500,
  сотка: 100,
  полтора: 1.5,
  полторы: 1.5,
  пару: 2,
  сотню: 100,
  сотку: 100,
  стольник: 100,
  двухсотку: 200,
  пятисотку: 500,
  полтораста: 150,
  полтысячи: 500,
  полкосаря: 500,
  косарь: 1000,
  четвертак: 25,
  тысяча: 1000,
  тыща: 1000,
  сотня: 100,
  тыщу: 1000,
  тысячу: 1000,
};
/** «ста сорока фунтами», «двадцатью пятью»: the other cases. «Семью» is a family too, and left out. */
const OBLIQUE: Readonly<Record<string, number>> = {
  двух: 2,
  трех: 3,
  четырех: 4,
  сорока: 40,
  девяноста: 90,
  ста: 100,
  двухсот: 200,
  трехсот: 300,
  пятисот: 500,
  ...Object.fromEntries(
    Object.entries(WORDS).flatMap(([word, value]) => {
      if (/десят$/.test(word)) return [[word.replace('ьдесят', 'идесяти'), value]];
      if (!/ь$/.test(word)) return [];
      const stem = word.slice(0, -1).replace(/восем$/, 'восьм');
      return [[`${stem}и`, value], ...(value === 7 ? [] : [[`${word}ю`, value]])];
    }),
  ),
};
const TIMES: Readonly<Record<string, number>> = {
  hundred: 100,
  thousand: 1000,
  million: 1_000_000,
  миллиона: 1_000_000,
  миллионов: 1_000_000,
  grand: 1000,
  k: 1000,
  сотни: 100,
  сотен: 100,
  тысячи: 1000,
  тысяч: 1000,
  тыщи: 1000,
  тыщ: 1000,
  тыс: 1000,
  косаря: 1000,
  косарей: 1000,
};
const JOINING = /^(and|a|-|\s)+$/;

const MONEY = 'pounds?|quid|euros?|dollars?|фунт[а-я]*|паунд[а-я]*|евро|рубл[а-я]*';
const PENCE = '(?:p|pence|cents?|пенс[а-я]*|пенни|цент[а-я]*|копе[а-я]*)(?!\\p{L})';
/** "12 pounds 60", "£12 60p", "4 pounds 5p": what follows the pounds are pence. */
const POUNDS_AND_PENCE = new RegExp(
  `([£€]\\d+|\\d+ ?(?:${MONEY})),? (?:and |и )?(?:(\\d{1,2}) ?${PENCE}|(?<![£€]\\d+ )(\\d{2})(?!\\d|[.,:]\\d|\\p{L}| ?(?:£|pound|quid|фунт|euro|евро)))`,
  'giu',
);
/** Pence by themselves. */
const PENCE_ALONE = new RegExp(`(?<![\\d.,£€])(\\d{1,2}) ?${PENCE}`, 'giu');

const ONE = /^(one|один|одна|одну|одного|одним)$/;
/** "1.2k", «2,5 тысячи», "2 and a half grand", «3 с половиной тысячи»; "grand and a half" is said of one. */
const THOUSANDS =
  /(?<![\p{L}\p{N}.,])(\d{1,3}(?:[.,]\d{1,2})?)( and a half| с половиной)? ?(k|к|grand|thousand|тыс(?:яч[аиу]?)?|косар[а-я]*|hundred|сот(?:ни|ен))(?![\p{L}\p{N}])/giu;
/** What is said of parts of a thousand or a hundred, in figures; "a couple of" is two. */
const PARTS: readonly (readonly [RegExp, string])[] = [
  [/\bhalf (?:a|of a) (?=hundred|thousand|grand)/giu, '0.5 '],
  [/\b(?:a )?(hundred|thousand|grand) and a half\b/giu, '1.5 $1'],
  [/\b(?:a )?couple (?:of )?(?=hundred|thousand|grand|quid|pounds?|euros?)/giu, '2 '],
  [/(?<!\p{L})пол[- ](?=тысячи|косаря|сотни)/giu, '0.5 '],
];

/** The text with what is said in words for a number written in figures: "forty-five quid" as "45 quid". What is no one number is left. */
export function withFigures(text: string): string {
  const halved = PARTS.reduce((said, [part, figures]) => said.replace(part, figures), text).replace(
    /(?<!\p{L})(\p{L}+)(?= (?:and a half|с половиной) )/giu,
    (word) => String(WORDS[word.toLowerCase()] ?? (ONE.test(word.toLowerCase()) ? 1 : word)),
  );
  const parts = halved
    .replace(/\bone (?=hundred|thousand|grand)/gi, '')
    .replace(THOUSANDS, thousandsOf)
    .split(/([\p{L}\p{N}.,]*[\p{L}\p{N}])/u);
  let read = '';
  let said = '';
  let gap = '';
  let number: number | null = null;
  const end = () => {
    read += (number === null ? said : String(number)) + gap;
    said = gap = '';
    number = null;
  };
  for (const part of parts) {
    const word = part.toLowerCase().replaceAll('ё', 'е');
    const next: number | null = numberAfter(number, word, gap);
    if (next !== null) {
      said += gap + part;
      gap = '';
      number = next;
    } else if (number !== null && (part === '' || JOINING.test(word))) gap += part;
    else {
      end();
      // "Two fifty" is two numbers: which sum is meant nobody knows.
      const begins = numberAfter(null, word, '');
      if (begins === null) read += part;
      else {
        said = part;
        number = begins;
      }
    }
  }
  end();
  return read
    .replace(POUNDS_AND_PENCE, (_, pounds: string, pence?: string, bare?: string) => {
      return pounds.replace(/\d+/, (whole) => `${whole}.${(pence ?? bare ?? '').padStart(2, '0')}`);
    })
    .replace(PENCE_ALONE, (_, pence: string) => `£0.${pence.padStart(2, '0')}`);
}

function thousandsOf(_: string, count: string, half: string | undefined, times: string): string {
  const number = Number(count.replace(',', '.')) + (half ? 0.5 : 0);
  return String(Math.round(number * (/^(h|сот)/i.test(times) ? 100 : 1000)));
}

/** «Тридцаточку», «пятёрка»: the same sum said fondly, or as what is sent. */
function plainSum(word: string): number | undefined {
  return WORDS[word.replace(/оч(?=к[уаи]$)/, '').replace(/к[аи]$/, 'ку')];
}

/** What the word makes of the number before it; null where it is none, or does not go on with it ("seventeen fifty"). */
function numberAfter(before: number | null, word: string, gap: string): number | null {
  const times = TIMES[word];
  if (times) {
    // "Two thousand one hundred", whose "one" is left out, and "two thousand three hundred".
    const rest = (before ?? 0) % 1000;
    if (word === 'hundred' && before !== null && before >= 1000 && rest < 10) return before - rest + 100 * (rest || 1);
    if (before !== null) return before % 1000 === 0 ? null : before < times ? before * times : null;
    return word === 'hundred' || word === 'grand' || word === 'thousand' ? times : null;
  }
  // By itself it is hardly ever a number: "no one", "the one I lost".
  if (ONE.test(word)) return before !== null && before % 10 === 0 && before % 100 !== 10 ? before + 1 : null;
  const value = WORDS[word] ?? OBLIQUE[word] ?? plainSum(word);
  if (value === undefined) return before === null && /^[1-9]\d{0,2}$/.test(word) && gap === '' ? Number(word) : null;
  if (before === null) return value;
  const room = before % 1000 === 0 ? 1000 : before % 100 === 0 ? 100 : before % 10 === 0 && before % 100 > 10 ? 10 : 0;
  return value < room ? before + value : null;
}

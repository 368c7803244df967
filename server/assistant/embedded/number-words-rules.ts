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
  косарь: 1000,
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

/** "12 pounds 60": what follows the pounds are pence. */
const POUNDS_AND_PENCE =
  /(\d+) ?(pounds?|quid|фунт[а-я]*) (?:and )?(\d{2})(?!\d|[.,:]\d|\p{L}| ?(?:£|pound|quid|фунт))/giu;

const ONE = /^(one|один|одна|одну|одного|одним)$/;
/** "1.2k". */
const THOUSANDS = /(?<![\p{L}\p{N}.,])(\d{1,3}(?:\.\d{1,2})?)k(?![\p{L}\p{N}])/giu;

/** The text with what is said in words for a number written in figures: "forty-five quid" as "45 quid". What is no one number is left. */
export function withFigures(text: string): string {
  const parts = text
    .replace(/\bone (?=hundred|thousand|grand)/gi, '')
    .replace(THOUSANDS, (_, count: string) => String(Number(count) * 1000))
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
      read += part;
    }
  }
  end();
  return read.replace(POUNDS_AND_PENCE, '$1.$3 $2');
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
  const value = WORDS[word] ?? OBLIQUE[word];
  if (value === undefined) return before === null && /^[1-9]\d{0,2}$/.test(word) && gap === '' ? Number(word) : null;
  if (before === null) return value;
  const room = before % 1000 === 0 ? 1000 : before % 100 === 0 ? 100 : before % 10 === 0 && before % 100 > 10 ? 10 : 0;
  return value < room ? before + value : null;
}

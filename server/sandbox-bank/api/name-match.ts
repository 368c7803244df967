/**
 * Whether a name that somebody typed is that of an account's holder, for confirmation of payee. Case, accents,
 * punctuation, titles, the order of names and the alphabet (Cyrillic or Latin) do not count.
 * - `match`: the same names.
 * - `close`: a typing slip, an initial in place of a given name, a name left out or added, or another common spelling.
 * - `none`: anything else; a shared family name alone is nothing.
 */
export type NameMatch = 'match' | 'close' | 'none';

export function matchNames(typed: string, holder: string): NameMatch {
  const [asked, known] = [namesIn(typed), namesIn(holder)];
  if (asked.length === 0 || known.length === 0) return 'none';
  const same = (one: readonly string[], other: readonly string[]) =>
    one.toSorted().join(' ') === other.toSorted().join(' ');
  if (same(asked, known)) return 'match';
  if (same(asked.map(spelling), known.map(spelling)))
    return isCyrillic(typed) === isCyrillic(holder) ? 'close' : 'match';
  return isClose(asked, known) ? 'close' : 'none';
}

/** Who has more names than these is a company, or nobody. */
const MAX_NAMES = 6;

/** Each of the fewer names is one of the others, nearly or by its initial, two in all and one of them in full. */
function isClose(asked: readonly string[], known: readonly string[]): boolean {
  const [fewer, more] = asked.length <= known.length ? [asked, known] : [known, asked];
  return fewer.length >= 2 && more.length <= MAX_NAMES && canPair(fewer, more, false);
}

function canPair([name, ...others]: readonly string[], more: readonly string[], oneInFull: boolean): boolean {
  if (name === undefined) return oneInFull;
  return more.some((other, at) => {
    if (!isNearly(name, other) && !isInitial(name, other)) return false;
    return canPair(others, more.toSpliced(at, 1), oneInFull || (name.length > 1 && other.length > 1));
  });
}

function isInitial(one: string, other: string): boolean {
  return (one.length === 1 || other.length === 1) && one[0] === other[0];
}

/** One slip in a short name, two in a long one; none where there is hardly a name. */
function isNearly(one: string, other: string): boolean {
  const [a, b] = [spelling(one), spelling(other)];
  const allowed = Math.min(a.length, b.length) < 3 ? 0 : Math.min(a.length, b.length) < 8 ? 1 : 2;
  return slips(a, b) <= allowed;
}

/** Optimal string alignment: letters added, left out, mistaken or swapped with a neighbour. */
function slips(a: string, b: string): number {
  let [before, last] = [[] as number[], Array.from({ length: b.length + 1 }, (_, index) => index)];
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const cost = a[i - 1] === b[j - 1] ? 0 : 1;
      let least = Math.min((last[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, (last[j - 1] ?? 0) + cost);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        least = Math.min(least, (before[j - 2] ?? 0) + 1);
      row.push(least);
    }
    [before, last] = [last, row];
  }
  return last[b.length] ?? 0;
}

const TITLES = new Set('mr mrs ms miss mx dr prof sir dame lady lord rev hon g-n g-zha gospodin gospozha'.split(' '));

function namesIn(text: string): string[] {
  const latin = [...text.normalize('NFC').toLowerCase()].map((letter) => LATIN[letter] ?? letter).join('');
  return latin
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/[ßæøœłđð]/g, (letter) => SPECIAL[letter] ?? letter)
    .replace(/['’`ʼ]/g, '')
    .split(/[\s.,/()]+/)
    .filter((name) => name !== '' && !TITLES.has(name))
    .flatMap((name) => name.split('-'))
    .filter((name) => name !== '');
}

const isCyrillic = (text: string) => /\p{Script=Cyrillic}/u.test(text);

const SPECIAL: Readonly<Record<string, string>> = { ß: 'ss', æ: 'ae', ø: 'o', œ: 'oe', ł: 'l', đ: 'd', ð: 'd' };

/** Cyrillic as passports transliterate it, with the letters of Ukrainian. */
const LATIN: Readonly<Record<string, string>> = {
  а: 'a',
  б: 'b',
  в: 'v',
  г: 'g',
  ґ: 'g',
  д: 'd',
  е: 'e',
  ё: 'e',
  є: 'ye',
  ж: 'zh',
  з: 'z',
  и: 'i',
  і: 'i',
  ї: 'yi',
  й: 'y',
  к: 'k',
  л: 'l',
  м: 'm',
  н: 'n',
  о: 'o',
  п: 'p',
  р: 'r',
  с: 's',
  т: 't',
  у: 'u',
  ф: 'f',
  х: 'kh',
  ц: 'ts',
  ч: 'ch',
  ш: 'sh',
  щ: 'shch',
  ъ: '',
  ы: 'y',
  ь: '',
  э: 'e',
  ю: 'yu',
  я: 'ya',
};

/** One for all the ways in which a name is spelt in Latin letters: Yulia, Iuliia and Julia; Dmitry, Dmitrii and Dmitriy. */
function spelling(name: string): string {
  return name
    .replace(/shch|sch/g, 'sh')
    .replace(/kh/g, 'h')
    .replace(/ph/g, 'f')
    .replace(/x/g, 'ks')
    .replace(/tz|ts/g, 'c')
    .replace(/w/g, 'v')
    .replace(/[yj]/g, 'i')
    .replace(/^i(?=[aeou])/, '')
    .replace(/i+/g, 'i')
    .replace(/(.)\1/g, '$1');
}

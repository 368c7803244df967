import fc from 'fast-check';
import { expect, test } from 'vitest';
import { matchNames, type NameMatch } from './name-match.ts';

const RULES: readonly (readonly [NameMatch, string, readonly (readonly [typed: string, holder: string])[]])[] = [
  ['match', 'the name as it is', [['Oliver Bennett', 'Oliver Bennett']]],
  ['match', 'case, spaces and punctuation do not count', [['  oliver   BENNETT. ', 'Oliver Bennett']]],
  [
    'match',
    'accents do not count',
    [
      ['Zoe Lefevre', 'Zoë Lefèvre'],
      ['ZOË LEFÈVRE', 'Zoë Lefèvre'],
    ],
  ],
  [
    'match',
    'the order of names does not count',
    [
      ['Bennett, Oliver', 'Oliver Bennett'],
      ['Tanaka Yuki', 'Yuki Tanaka'],
    ],
  ],
  [
    'match',
    'a title does not count',
    [
      ['Mr Oliver Bennett', 'Oliver Bennett'],
      ['Dr. Anna Petrova', 'Anna Petrova'],
    ],
  ],
  ['match', 'an apostrophe does not count', [["Sean O'Neill", 'Sean ONeill']]],
  ['match', 'a double name may be written apart', [['Anna Maria Weiss', 'Anna-Maria Weiß']]],
  [
    'match',
    'Cyrillic and Latin letters spell the same name',
    [
      ['Maria Sokolova', 'Мария Соколова'],
      ['Мария Соколова', 'Мария Соколова'],
      ['Анна Петрова', 'Anna Petrova'],
      ['Оливер Беннетт', 'Oliver Bennett'],
      ['Dmitry Volkov', 'Дмитрий Волков'],
      ['Dmitrii Volkov', 'Дмитрий Волков'],
      ['Volkov Dmitriy', 'Дмитрий Волков'],
      ['Julia Khokhlova', 'Юлия Хохлова'],
    ],
  ],
  ['close', 'another spelling in the same letters', [['Dmitrii Volkov', 'Dmitry Volkov']]],
  [
    'close',
    'a typing slip',
    [
      ['Olivr Bennett', 'Oliver Bennett'],
      ['Oliver Benentt', 'Oliver Bennett'],
      ['Мария Соколва', 'Мария Соколова'],
    ],
  ],
  [
    'close',
    'an initial in place of a given name',
    [
      ['O Bennett', 'Oliver Bennett'],
      ['Bennett O.', 'Oliver Bennett'],
      ['М. Соколова', 'Мария Соколова'],
    ],
  ],
  [
    'close',
    'a middle name left out or added',
    [
      ['Oliver Bennett', 'Oliver James Bennett'],
      ['Oliver J Bennett', 'Oliver Bennett'],
    ],
  ],
  [
    'none',
    'a family name alone, or shared',
    [
      ['Bennett', 'Oliver Bennett'],
      ['Anna Bennett', 'Oliver Bennett'],
      ['A Bennett', 'Oliver Bennett'],
    ],
  ],
  ['none', 'initials alone', [['O B', 'Oliver Bennett']]],
  [
    'none',
    'another person',
    [
      ['Anna Petrova', 'Oliver Bennett'],
      ['Hartley Lettings', 'Oliver Bennett'],
    ],
  ],
  [
    'none',
    'no name',
    [
      ['', 'Oliver Bennett'],
      ['Mr', 'Oliver Bennett'],
      ['...', 'Oliver Bennett'],
      ['🙂', 'Oliver Bennett'],
    ],
  ],
];

for (const [outcome, rule, pairs] of RULES)
  test(`${outcome}: ${rule}`, () => {
    for (const [typed, holder] of pairs) expect([typed, matchNames(typed, holder)]).toEqual([typed, outcome]);
  });

test('a long name is compared in no time', () => {
  expect(matchNames('ab '.repeat(46), 'ab '.repeat(45))).toBe('none');
  expect(matchNames('a'.repeat(140), 'b'.repeat(140))).toBe('none');
});

/** Longer than every title but those of eight letters. */
const word = (letters: string) => fc.string({ unit: fc.constantFrom(...letters), minLength: 5, maxLength: 7 });

test.each(['abcdefghijklmnopqrstuvwxyz', 'абвгдежзийклмнопрстуфхцчшщъыьэюя'])(
  'every name is its own, in whatever case and order (%s)',
  (letters) => {
    fc.assert(
      fc.property(fc.array(word(letters), { minLength: 1, maxLength: 4 }), (names) => {
        const turned = [...names].reverse().join(' ').toUpperCase();
        // A word of hard and soft signs alone is no name in Latin letters.
        fc.pre(!names.some((name) => /^[ъь]+$/.test(name)));
        expect(matchNames(turned, names.join(' '))).toBe('match');
      }),
    );
  },
);

test('whoever asks, the answer is the same both ways round', () => {
  const short = fc.string({ unit: fc.constantFrom(...'abc'), minLength: 1, maxLength: 4 });
  const names = fc.array(short, { minLength: 1, maxLength: 4 }).map((all) => all.join(' '));
  fc.assert(
    fc.property(names, names, (one, other) => {
      expect(matchNames(one, other)).toBe(matchNames(other, one));
    }),
  );
});

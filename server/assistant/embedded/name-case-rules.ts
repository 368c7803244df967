/** From the dative of a name to its nominative, by its end; the first row that fits counts. */
const DATIVES: readonly (readonly [RegExp, string])[] = [
  [
    /^(Наст|Кат|Тан|Ол|Кол|Пет|Ван|Сон|Вал|Гал|Юл|Тол|Вас|Мит|Вит|Фед|Бор|Ан|Дан|Сан|Вар|Жен|Сен|Лён|Кост|Над|Волод|Бат|Люс|т[её]т|дяд)е$/i,
    '$1я',
  ],
  [/^(Пав)лу$/i, '$1ел'],
  [/ье$/, 'ья'],
  [/([аеиоу])е$/, '$1я'],
  [/(ов|ев|ин|ын)ой$/, '$1а'],
  [/ской$/, 'ская'],
  [/скому$/, 'ский'],
  [/(ов|ев|ёв|ин|ын)у$/, '$1'],
  [/ии$/, 'ия'],
  [/([а-яё])е$/, '$1а'],
  [/([бвгджзклмнпрстфхцчшщ])у$/, '$1'],
  [/([аеи])ю$/, '$1й'],
  [/([рлн])ю$/, '$1ь'],
];

/** A Russian name as it stands in a list of payees: «Марии Соколовой» → «Мария Соколова». What is not known is left. */
export function nominativeOf(name: string): string {
  return name
    .split(' ')
    .map((word) => {
      if (!/^[А-ЯЁа-яё-]{3,}$/.test(word)) return word;
      const rule = DATIVES.find(([end]) => end.test(word));
      return rule ? word.replace(rule[0], rule[1]) : word;
    })
    .join(' ');
}

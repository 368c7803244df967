import type { Senses } from './senses.ts';

const en = {
  title: 'Hearing and reading',
  sound: { label: 'Sounds', options: { off: 'Off', calls: 'Only when I am called', all: 'All' } },
  volume: { label: 'Loudness', options: { quiet: 'Quiet', middle: 'Medium', full: 'Full' } },
  captions: { label: 'Captions of what is said', options: { no: 'Off', yes: 'On' } },
};
const ru: typeof en = {
  title: 'Звук и субтитры',
  sound: { label: 'Звуки', options: { off: 'Нет', calls: 'Только мой вызов', all: 'Все' } },
  volume: { label: 'Громкость', options: { quiet: 'Тихо', middle: 'Средне', full: 'Громко' } },
  captions: { label: 'Субтитры', options: { no: 'Нет', yes: 'Есть' } },
};
export const senseTexts = { en, ru };

/** One setting to choose, on a page or on a panel in the headset. */
export interface SenseQuestion {
  readonly id: string;
  readonly label: string;
  readonly options: readonly {
    readonly id: string;
    readonly label: string;
    readonly chosen: boolean;
    readonly change: Partial<Senses>;
  }[];
}

/** What one hears and reads; how loud is not asked where nothing is to be heard. */
export function senseQuestions(senses: Senses, texts: typeof en): SenseQuestion[] {
  const byWord = <K extends 'sound' | 'volume'>(key: K): SenseQuestion => ({
    id: key,
    label: texts[key].label,
    options: Object.entries(texts[key].options).map(([value, label]) => ({
      id: `${key}-${value}`,
      label,
      chosen: senses[key] === value,
      change: { [key]: value },
    })),
  });
  return [
    byWord('sound'),
    ...(senses.sound === 'off' ? [] : [byWord('volume')]),
    {
      id: 'captions',
      label: texts.captions.label,
      options: ([false, true] as const).map((value) => ({
        id: `captions-${value ? 'yes' : 'no'}`,
        label: texts.captions.options[value ? 'yes' : 'no'],
        chosen: senses.captions === value,
        change: { captions: value },
      })),
    },
  ];
}

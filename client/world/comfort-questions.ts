import type { Comfort } from '../xr/comfort.ts';
import type { ComfortTexts } from './comfort-texts.ts';

/** One setting to choose: the page shows radio buttons, the panel in the headset a row of buttons. */
export interface ComfortQuestion {
  readonly id: string;
  readonly label: string;
  readonly hint?: string;
  readonly options: readonly {
    readonly id: string;
    readonly label: string;
    readonly chosen: boolean;
    readonly change: Partial<Comfort>;
  }[];
}

/** The settings in the order they matter; what does not count with the others as they are is left out. */
export function comfortQuestions(comfort: Comfort, texts: ComfortTexts): ComfortQuestion[] {
  const byWord = <K extends 'move' | 'turn' | 'turnSpeed' | 'vignette' | 'hand'>(key: K): ComfortQuestion => ({
    id: key,
    label: texts[key].label,
    options: Object.entries(texts[key].options).map(([value, label]) => ({
      id: `${key}-${value}`,
      label,
      chosen: comfort[key] === value,
      change: { [key]: value },
    })),
  });
  const byYes = (key: 'seated' | 'oneController'): ComfortQuestion => ({
    id: key,
    label: texts[key].label,
    options: ([false, true] as const).map((value) => ({
      id: `${key}-${value ? 'yes' : 'no'}`,
      label: texts[key].options[value ? 'yes' : 'no'],
      chosen: comfort[key] === value,
      change: { [key]: value },
    })),
  });
  return [
    { ...byWord('move'), hint: texts.move.hints[comfort.move] },
    byWord('turn'),
    ...(comfort.turn === 'smooth' ? [byWord('turnSpeed')] : []),
    byWord('vignette'),
    byYes('seated'),
    byYes('oneController'),
    ...(comfort.oneController ? [] : [byWord('hand')]),
  ];
}

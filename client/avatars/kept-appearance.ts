import { create } from 'zustand';
import { NO_APPEARANCE, packAppearance, unpackAppearance } from '../../shared/appearance.ts';
import { keep, readKept } from '../ui/kept-setting.ts';
import { seededAppearance } from './body/looks.ts';

const NAME = 'atrium-appearance';

/** What one has chosen to look like, packed; chosen by chance at the first visit, and kept by this browser. */
export const useAppearance = create<{ readonly packed: number }>(() => ({ packed: readAppearance() }));

function readAppearance(): number {
  const packed = Number(readKept(NAME) ?? NO_APPEARANCE);
  if (unpackAppearance(packed)) return packed;
  const chosen = packAppearance(seededAppearance(Math.floor(Math.random() * 2 ** 31)));
  keep(NAME, String(chosen));
  return chosen;
}

export function chooseAppearance(packed: number): void {
  keep(NAME, String(packed));
  useAppearance.setState({ packed });
}

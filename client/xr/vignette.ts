import type { Comfort } from './comfort.ts';

/** How dark the edge of the view is now, 0 to 1; see `ComfortVignette.tsx`. */
export interface Vignette {
  shade: number;
}

export const createVignette = (): Vignette => ({ shade: 0 });

/** Quickly there, for the first tenth of a second is what makes ill; slowly gone, so that nothing flickers. */
const CLOSE_SECONDS = 0.12;
const OPEN_SECONDS = 0.35;

/** Degrees from where one looks at which the dark begins, and where it is whole. */
export const VIGNETTE_DEGREES: Readonly<Record<Exclude<Comfort['vignette'], 'off'>, readonly [number, number]>> = {
  light: [30, 46],
  strong: [19, 34],
};

/** A frame: the shade closes while the view is carried along, and opens again after it. */
export function stepVignette(vignette: Vignette, isCarried: boolean, kind: Comfort['vignette'], seconds: number): void {
  const towards = isCarried && kind !== 'off' ? 1 : 0;
  const step = seconds / (towards === 1 ? CLOSE_SECONDS : OPEN_SECONDS);
  vignette.shade =
    towards === 1 ? Math.min(1, vignette.shade + step) : kind === 'off' ? 0 : Math.max(0, vignette.shade - step);
}

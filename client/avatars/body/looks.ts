import { APPEARANCE_CHOICES, type Appearance, unpackAppearance } from '../../../shared/appearance.ts';
import type { Build } from './body-state.ts';

/** What the numbers of an {@link Appearance} stand for. Lists grow at their end alone. */
export const BUILDS: readonly Build[] = [
  { shoulders: 0.97, chest: [0.97, 0.97], waist: [0.95, 0.95], hips: [1, 1], limbs: 0.96, neck: 0.94 },
  { shoulders: 1.08, chest: [1.07, 1.05], waist: [1.02, 1.02], hips: [1.0, 1.0], limbs: 1.06, neck: 1.06 },
  { shoulders: 0.89, chest: [0.9, 0.93], waist: [0.86, 0.9], hips: [1.0, 1.0], limbs: 0.88, neck: 0.86 },
  { shoulders: 1.02, chest: [1.1, 1.16], waist: [1.18, 1.26], hips: [1.15, 1.15], limbs: 1.12, neck: 1.08 },
];
export const SKINS = ['#f1d6c6', '#e6c2aa', '#d6ab8e', '#c09374', '#a07557', '#825c45', '#684737', '#52382d'] as const;
export const HAIRS = ['crop', 'parted', 'bob', 'long', 'bun', 'curls', 'scarf', 'none'] as const;
export const HAIR_COLOURS = [
  '#1d1917',
  '#3a281e',
  '#5b3d29',
  '#83593a',
  '#b58a58',
  '#8a4326',
  '#8b8885',
  '#d6d2cb',
] as const;
export const OUTFITS = ['suit', 'knit', 'dress', 'shirt'] as const;
/** Of what is worn above, and of what goes with it below. */
export const CLOTHES = [
  { top: '#4a5a72', bottom: '#4d5a6e', shirt: '#e6e3dc' },
  { top: '#808874', bottom: '#6b6457', shirt: '#f4f0e4' },
  { top: '#a06c58', bottom: '#5b565a', shirt: '#f3ece2' },
  { top: '#c9bda8', bottom: '#6f685f', shirt: '#ffffff' },
  { top: '#66778a', bottom: '#4b5058', shirt: '#dfe7ee' },
  { top: '#8d6a80', bottom: '#524d5c', shirt: '#f4edf0' },
  { top: '#56796f', bottom: '#485253', shirt: '#eef2ee' },
  { top: '#cfc7ba', bottom: '#515c6c', shirt: '#ffffff' },
] as const;

const WHITE = '#f4f1ec';
const IRIS = '#2b211c';
const MOUTH = '#53241f';
const UNIFORM_TROUSERS = '#50555c';

/** One part of a body: a mesh of `bodies.glb` in each level of detail. */
export interface Look {
  readonly build: Build;
  readonly outfit: string;
  readonly hair: string | null;
  /** Twelve colours, in the order of the slots in `bodies.glb`. */
  readonly palette: readonly string[];
}

/** The bank's colours, which staff wear. */
export interface UniformColours {
  readonly primary: string;
  readonly accent: string;
}

/** Roles come from the server alone. */
export function isStaffRole(role: string | undefined): boolean {
  return role === 'consultant' || role === 'supervisor';
}

/**
 * How someone looks. Staff wear the uniform and the badge, and nobody else does, whatever they chose: `isStaff` must come
 * from the role that the server gave.
 *
 * @param packed of {@link Appearance}; who has not chosen, or whose number says nothing, looks as their `seed` has it
 */
export function lookOf(packed: number, seed: number, isStaff: boolean, uniform: UniformColours): Look {
  const chosen = unpackAppearance(packed) ?? seededAppearance(seed);
  const skin = SKINS[chosen.skin] ?? SKINS[2];
  const hairColour = HAIR_COLOURS[chosen.hairColour] ?? HAIR_COLOURS[1];
  const hair = HAIRS[chosen.hair] ?? HAIRS[0];
  const clothes = CLOTHES[chosen.colour] ?? CLOTHES[0];
  const top = isStaff ? uniform.primary : clothes.top;
  return {
    build: BUILDS[chosen.build] ?? (BUILDS[0] as Build),
    outfit: isStaff ? 'uniform' : (OUTFITS[chosen.outfit] ?? OUTFITS[0]),
    hair: hair === 'none' ? null : hair,
    palette: [
      skin,
      hair === 'scarf' && isStaff ? uniform.primary : hairColour,
      top,
      isStaff ? UNIFORM_TROUSERS : clothes.bottom,
      '#3a332e',
      isStaff ? '#f7f5f0' : clothes.shirt,
      WHITE,
      IRIS,
      mixed(skin, '#a8433f', 0.38),
      isStaff ? uniform.accent : mixed(clothes.top, '#1d1a18', 0.4),
      MOUTH,
      hair === 'none' || hair === 'scarf' ? '#3a2c24' : mixed(hairColour, '#2a211c', 0.35),
    ],
  };
}

/** Someone who has not chosen: calm, always the same for the same person. */
export function seededAppearance(seed: number): Appearance {
  let state = (Math.imul(seed + 1, 2654435761) ^ 0x5bd1e995) >>> 0;
  const pick = (count: number) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * count);
  };
  return {
    build: pick(APPEARANCE_CHOICES.build),
    skin: pick(APPEARANCE_CHOICES.skin),
    // A headscarf or a shaved head is something one chooses.
    hair: pick(APPEARANCE_CHOICES.hair - 2),
    hairColour: pick(APPEARANCE_CHOICES.hairColour - 1),
    outfit: pick(APPEARANCE_CHOICES.outfit),
    colour: pick(APPEARANCE_CHOICES.colour),
  };
}

function mixed(one: string, other: string, share: number): string {
  const read = (colour: string, at: number) => Number.parseInt(colour.slice(at, at + 2), 16);
  const hex = (at: number) =>
    Math.round(read(one, at) * (1 - share) + read(other, at) * share)
      .toString(16)
      .padStart(2, '0');
  return `#${hex(1)}${hex(3)}${hex(5)}`;
}

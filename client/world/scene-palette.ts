import type { BranchPlan } from '../../shared/branch.ts';

/** The colours of a branch: the brand's two, and the calm ones that every branch shares. */
export interface Palette {
  readonly brand: string;
  readonly accent: string;
  readonly plaster: string;
  readonly ceiling: string;
  readonly oak: string;
  readonly darkOak: string;
  readonly charcoal: string;
  readonly steel: string;
  readonly linen: string;
  readonly sage: string;
  readonly clay: string;
  readonly teal: string;
  readonly soil: string;
  readonly leaf: string;
  readonly leafLight: string;
  readonly lamp: string;
  readonly screen: string;
  readonly ink: string;
}

export function paletteOf({ brand }: BranchPlan): Palette {
  return {
    brand: brand.primary,
    accent: brand.accent,
    plaster: '#ece7de',
    ceiling: '#f7f4ee',
    oak: '#c8a67f',
    darkOak: '#94704c',
    charcoal: '#2c3232',
    steel: '#8d9190',
    linen: '#c9c0b3',
    sage: '#7f968c',
    clay: '#ddd5c8',
    teal: '#4f716b',
    soil: '#4a3a2c',
    leaf: '#3f6b4a',
    leafLight: '#6c9461',
    lamp: '#fff3dc',
    screen: '#10302c',
    ink: '#f4efe6',
  };
}

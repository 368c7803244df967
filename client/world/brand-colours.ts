import { Color } from 'three';
import type { BranchPlan } from '../../shared/branch.ts';

/** The ground of a lit screen, darker than the brand's own colour, which white words can be read on; and the same, pointed at. */
export function screenColours({ primary }: BranchPlan['brand']): { readonly colour: string; readonly glow: string } {
  const dimmed = (by: number) => `#${new Color(primary).multiplyScalar(by).getHexString()}`;
  return { colour: dimmed(0.45), glow: dimmed(0.95) };
}

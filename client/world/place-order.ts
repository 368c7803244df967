import type { BranchPlan } from '../../shared/branch.ts';
import type { Rectangle } from '../../shared/branch-parts.ts';
import type { FloorPoint } from '../../shared/walkable.ts';

/** Of the parts that are still to come, the one that stands nearest to whoever walks about; `rest-{place}-{mood}.glb`. */
export function nearestPart(plan: BranchPlan, names: readonly string[], at: Readonly<FloorPoint>): string | undefined {
  let nearest: string | undefined;
  let least = Number.POSITIVE_INFINITY;
  for (const name of names) {
    const metres = Math.min(...areasOf(plan, name.split('-')[1] ?? '').map((area) => metresTo(area, at)));
    if (metres < least || nearest === undefined) {
      nearest = name;
      least = metres;
    }
  }
  return nearest;
}

/** Where a part's things stand, as `assets/blender/compose.py` has it. */
function areasOf({ bounds, zones }: BranchPlan, place: string): Rectangle[] {
  if (place === 'hall') return [bounds];
  const kinds = place === 'desks' ? ['desk', 'booth'] : [place];
  return zones.filter(({ kind }) => kinds.includes(kind)).map(({ area }) => area);
}

function metresTo({ minX, minZ, maxX, maxZ }: Rectangle, { x, z }: Readonly<FloorPoint>): number {
  return Math.hypot(Math.max(minX - x, 0, x - maxX), Math.max(minZ - z, 0, z - maxZ));
}

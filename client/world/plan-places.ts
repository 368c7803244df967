import type { BranchPlan } from '../../shared/branch.ts';
import type { Spot } from '../../shared/branch-parts.ts';

type Desk = BranchPlan['desks'][number];

/** The booth whose table this desk is, if it stands in one. */
function boothOf(plan: BranchPlan, { at }: Desk): BranchPlan['zones'][number] | undefined {
  return plan.zones.find(
    ({ kind, area }) =>
      kind === 'booth' && at.x >= area.minX && at.x <= area.maxX && at.z >= area.minZ && at.z <= area.maxZ,
  );
}

export function isInBooth(plan: BranchPlan, desk: Desk): boolean {
  return boothOf(plan, desk) !== undefined;
}

/** From the middle of a booth's table to the front of the booth, the way the table faces. */
export function boothFrontMetres(plan: BranchPlan, desk: Desk): number {
  const booth = boothOf(plan, desk);
  if (!booth) return 0;
  const { minX, maxX, minZ, maxZ } = booth.area;
  const { x, z, heading } = desk.at;
  const quarter = ((Math.round(heading / 90) % 4) + 4) % 4;
  return [z - minZ, maxX - x, maxZ - z, x - minX][quarter] ?? 0;
}

const NARROWEST_BRAND_WALL_METRES = 4.5;

/** The wall one looks at on coming in: the widest stretch without a window opposite the entrance. */
export function brandWall({ bounds, interior }: BranchPlan): Spot | null {
  const { minX, maxX, minZ, maxZ } = bounds;
  const { side } = interior.entrance;
  const opposite = ({ north: 'south', south: 'north', east: 'west', west: 'east' } as const)[side];
  const isAcross = side === 'north' || side === 'south';
  const stops = interior.windows
    .filter((window) => window.side === opposite)
    .flatMap(({ from, to }) => [from, to])
    .sort((a, b) => a - b);
  const edges = [isAcross ? minX : minZ, ...stops, isAcross ? maxX : maxZ];
  let widest = { middle: 0, width: 0 };
  for (let index = 0; index + 1 < edges.length; index += 2) {
    const [from = 0, to = 0] = [edges[index], edges[index + 1]];
    if (to - from > widest.width) widest = { middle: (from + to) / 2, width: to - from };
  }
  if (widest.width < NARROWEST_BRAND_WALL_METRES) return null;
  return {
    north: { x: widest.middle, z: minZ, heading: 180 },
    south: { x: widest.middle, z: maxZ, heading: 0 },
    east: { x: maxX, z: widest.middle, heading: 270 },
    west: { x: minX, z: widest.middle, heading: 90 },
  }[opposite];
}

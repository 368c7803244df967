import type { BranchPlan } from '../branch.ts';
import type { Rectangle, Spot, Stretch } from '../branch-parts.ts';
import { pathText } from './plan-problem.ts';
import { holds, type PlanRule, type Say } from './plan-rule.ts';

/** Where things of a plan may be: inside the branch, under its ceiling, in its walls. */

const NARROWEST_DOOR_METRES = 0.9;

const isRightWayRound = (area: Rectangle) => area.minX < area.maxX && area.minZ < area.maxZ;

/** Comes first: in a building that is inside out nothing else can be judged. */
export function rectanglesAreRight({ bounds, zones, obstacles }: BranchPlan, say: Say): void {
  const check = (area: Rectangle, ...path: PropertyKey[]) => {
    if (!isRightWayRound(area)) say(path, 'minX must be less than maxX, and minZ less than maxZ');
  };
  check(bounds, 'bounds');
  zones.forEach(({ area }, index) => {
    check(area, 'zones', index, 'area');
  });
  obstacles.forEach((area, index) => {
    check(area, 'obstacles', index);
  });
}

/** Everything that has a place, with the field it stands in. */
function spotsOf(plan: BranchPlan): [path: PropertyKey[], spot: { readonly x: number; readonly z: number }][] {
  const things = (['kiosks', 'selfService', 'boards', 'displays'] as const).flatMap((list) =>
    (plan[list] ?? []).map(({ at }, index): [PropertyKey[], Spot] => [[list, index, 'at'], at]),
  );
  const desks = plan.desks.flatMap(({ at, customerSeat, consultantSeat }, index): [PropertyKey[], Spot][] => [
    [['desks', index, 'at'], at],
    [['desks', index, 'customerSeat'], customerSeat],
    [['desks', index, 'consultantSeat'], consultantSeat],
  ]);
  const { walls, furniture } = plan.interior;
  return [
    ...things,
    ...desks,
    ...walls.flatMap(({ from, to }, index): [PropertyKey[], { x: number; z: number }][] => [
      [['interior', 'walls', index, 'from'], from],
      [['interior', 'walls', index, 'to'], to],
    ]),
    ...furniture.map(({ at }, index): [PropertyKey[], Spot] => [['interior', 'furniture', index, 'at'], at]),
  ];
}

export const everythingIsInside: PlanRule = (plan, say) => {
  const { minX, minZ, maxX, maxZ } = plan.bounds;
  for (const [path, spot] of spotsOf(plan))
    if (!holds(plan.bounds, spot)) say(path, 'is outside the bounds of the branch');
  const check = (area: Rectangle, path: PropertyKey[]) => {
    if (area.minX < minX || area.maxX > maxX || area.minZ < minZ || area.maxZ > maxZ)
      say(path, 'reaches outside the bounds of the branch');
  };
  plan.zones.forEach(({ area }, index) => {
    check(area, ['zones', index, 'area']);
  });
  plan.obstacles.forEach((area, index) => {
    check(area, ['obstacles', index]);
  });
};

export const heightsFitUnderTheCeiling: PlanRule = ({ ceilingMetres, boards, displays, interior }, say) => {
  const message = `is higher than the ceiling, which is at ${ceilingMetres} m`;
  boards.forEach(({ heightMetres }, index) => {
    if (heightMetres > ceilingMetres - 0.5) say(['boards', index, 'heightMetres'], message);
  });
  displays?.forEach(({ middleMetres, heightMetres }, index) => {
    if (middleMetres + heightMetres / 2 > ceilingMetres) say(['displays', index, 'middleMetres'], message);
  });
  interior.walls.forEach(({ heightMetres }, index) => {
    if (heightMetres > ceilingMetres) say(['interior', 'walls', index, 'heightMetres'], message);
  });
};

export const wallsHaveRoomForTheirOpenings: PlanRule = ({ bounds, interior }, say) => {
  const openings: [PropertyKey[], Stretch][] = [
    [['interior', 'entrance'], interior.entrance],
    ...interior.windows.map((window, index): [PropertyKey[], Stretch] => [['interior', 'windows', index], window]),
  ];
  const galleries = (interior.galleries ?? []).map((gallery, index): [PropertyKey[], Stretch] => [
    ['interior', 'galleries', index],
    gallery,
  ]);
  for (const [path, { side, from, to }] of [...openings, ...galleries]) {
    const across = side === 'north' || side === 'south';
    const [low, high] = across ? [bounds.minX, bounds.maxX] : [bounds.minZ, bounds.maxZ];
    if (from >= to) say([...path, 'from'], 'must be less than to');
    if (from < low || to > high) say(path, `reaches past the ends of the ${side} wall`);
  }
  openings.forEach(([path, { side, from, to }], index) => {
    const other = openings.slice(0, index).find(([, one]) => one.side === side && one.from < to && from < one.to);
    if (other) say(path, `overlaps ${pathText(other[0])}`);
  });
  const { from, to } = interior.entrance;
  if (from < to && to - from < NARROWEST_DOOR_METRES)
    say(['interior', 'entrance'], `is narrower than a door of ${NARROWEST_DOOR_METRES} m`);
};

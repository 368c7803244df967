import type { BranchPlan } from '../branch.ts';
import type { Spot, Stretch } from '../branch-parts.ts';
import { isWalkable } from '../walkable.ts';
import { reachOf } from './plan-reach.ts';
import { holds, type PlanRule } from './plan-rule.ts';

/** Where people of a plan may be: in from the door, to every seat and screen, and through nothing. */

/** Two who come in at once stand beside each other, not in each other. */
const SPAWN_GAP_METRES = 0.5;
/** So far from a seat, and from a screen, one may be stopped by the furniture itself. */
const SEAT_REACH_METRES = 0.3;
const SCREEN_REACH_METRES = 1;

export const spawnsAreFree: PlanRule = (plan, say) => {
  plan.spawns.forEach((spawn, index) => {
    if (!isWalkable(plan, spawn.x, spawn.z)) {
      say(['spawns', index], 'nobody can stand there');
      return;
    }
    const near = plan.spawns.findIndex(
      (other, before) => before < index && Math.hypot(other.x - spawn.x, other.z - spawn.z) < SPAWN_GAP_METRES,
    );
    if (near >= 0) say(['spawns', index], `is less than ${SPAWN_GAP_METRES} m from spawns[${near}]`);
  });
};

export const everythingIsReached: PlanRule = (plan, say) => {
  const [first] = plan.spawns;
  if (!first || !isWalkable(plan, first.x, first.z)) return;
  const reaches = reachOf(plan);
  plan.spawns.forEach(({ x, z }, index) => {
    if (isWalkable(plan, x, z) && !reaches(x, z, 0)) say(['spawns', index], 'there is no way to spawns[0]');
  });
  const check = (path: PropertyKey[], { x, z }: Spot, withinMetres: number) => {
    if (!reaches(x, z, withinMetres)) say(path, 'cannot be walked to from spawns[0]');
  };
  plan.desks.forEach(({ customerSeat, consultantSeat }, index) => {
    check(['desks', index, 'customerSeat'], customerSeat, SEAT_REACH_METRES);
    check(['desks', index, 'consultantSeat'], consultantSeat, SEAT_REACH_METRES);
  });
  for (const list of ['kiosks', 'selfService'] as const)
    plan[list].forEach(({ at }, index) => {
      check([list, index, 'at'], at, SCREEN_REACH_METRES);
    });
  const door = insideOf(plan, plan.interior.entrance);
  if (!reaches(door.x, door.z, SEAT_REACH_METRES)) say(['interior', 'entrance'], 'there is no way in from the door');
};

/** Half a metre inside the middle of a stretch of outer wall. */
function insideOf({ bounds }: BranchPlan, { side, from, to }: Stretch): { x: number; z: number } {
  const middle = (from + to) / 2;
  return {
    north: { x: middle, z: bounds.minZ + 0.5 },
    south: { x: middle, z: bounds.maxZ - 0.5 },
    east: { x: bounds.maxX - 0.5, z: middle },
    west: { x: bounds.minX + 0.5, z: middle },
  }[side];
}

export const nobodyWalksThroughThings: PlanRule = (plan, say) => {
  const check = (path: PropertyKey[], x: number, z: number) => {
    if (isWalkable(plan, x, z, 0.01)) say(path, 'stands where one can walk through it: put its footprint in obstacles');
  };
  for (const list of ['desks', 'kiosks', 'selfService'] as const)
    plan[list].forEach(({ at }, index) => {
      check([list, index, 'at'], at.x, at.z);
    });
  plan.interior.walls.forEach(({ from, to }, index) => {
    check(['interior', 'walls', index], (from.x + to.x) / 2, (from.z + to.z) / 2);
  });
  plan.interior.furniture.forEach(({ kind, at }, index) => {
    if (kind !== 'rug') check(['interior', 'furniture', index], at.x, at.z);
  });
};

export const desksStandInTheirZones: PlanRule = ({ desks, zones }, say) => {
  const places = zones.filter(({ kind }) => kind === 'desk' || kind === 'booth');
  desks.forEach(({ at, customerSeat, consultantSeat }, index) => {
    const zone = places.find(({ area }) => holds(area, at));
    if (!zone) {
      say(['desks', index, 'at'], 'stands in no zone of kind desk or booth');
      return;
    }
    // Who sits outside of a booth is heard outside of it.
    if (!holds(zone.area, customerSeat)) say(['desks', index, 'customerSeat'], `is outside of zone ${zone.id}`);
    if (!holds(zone.area, consultantSeat)) say(['desks', index, 'consultantSeat'], `is outside of zone ${zone.id}`);
  });
  zones.forEach(({ id, kind, area }, index) => {
    if ((kind === 'desk' || kind === 'booth') && !desks.some(({ at }) => holds(area, at)))
      say(['zones', index], `no desk stands in ${kind} ${id}`);
  });
};

import type { BranchPlan } from './branch.ts';

/** The part of a plan that decides where one can stand. */
export type Ground = Pick<BranchPlan, 'bounds' | 'obstacles'>;

/** A point on the floor, metres; mutable, so that a frame can reuse it. */
export interface FloorPoint {
  x: number;
  z: number;
}

/** Of a class of its own, so that a fraction written into it makes no garbage; see `createPose`. */
class WrittenPoint implements FloorPoint {
  x = 0;
  z = 0;
}

/** A point that frames write to. */
export function createFloorPoint(x = 0, z = 0): FloorPoint {
  const point = new WrittenPoint();
  point.x = x;
  point.z = z;
  return point;
}

/** How near the middle of a body may come to a wall or a desk. */
export const BODY_RADIUS_METRES = 0.22;

/** Longest step {@link walk} takes at once: shorter than a body with the thinnest wall, so that none is jumped. */
const LONGEST_STEP_METRES = 0.2;

/** Can a body stand with its middle here, inside the bounds and clear of every obstacle? */
export function isWalkable(ground: Ground, x: number, z: number, radiusMetres = BODY_RADIUS_METRES): boolean {
  const { bounds, obstacles } = ground;
  if (!(x >= bounds.minX + radiusMetres && x <= bounds.maxX - radiusMetres)) return false;
  if (!(z >= bounds.minZ + radiusMetres && z <= bounds.maxZ - radiusMetres)) return false;
  for (const obstacle of obstacles) {
    const dx = x - Math.min(Math.max(x, obstacle.minX), obstacle.maxX);
    const dz = z - Math.min(Math.max(z, obstacle.minZ), obstacle.maxZ);
    if (dx * dx + dz * dz < radiusMetres * radiusMetres) return false;
  }
  return true;
}

/** How far it is from a place to the nearest wall or obstacle, metres: a body of that radius can stand there. Not above 0 inside one, or out of the bounds. */
export function clearanceAt({ bounds, obstacles }: Ground, x: number, z: number): number {
  let nearest = Math.min(x - bounds.minX, bounds.maxX - x, z - bounds.minZ, bounds.maxZ - z);
  for (const obstacle of obstacles) {
    const dx = x - Math.min(Math.max(x, obstacle.minX), obstacle.maxX);
    const dz = z - Math.min(Math.max(z, obstacle.minZ), obstacle.maxZ);
    const distance = Math.sqrt(dx * dx + dz * dz);
    if (distance < nearest) nearest = distance;
  }
  return nearest;
}

/**
 * Moves `point` by (dx, dz) metres as far as a body can go, sliding along what stands in the way. A body that is
 * already where it cannot stand (a lean over a desk in VR) may leave in any direction but out of the bounds.
 *
 * @returns whether it moved at all
 */
export function walk(ground: Ground, point: FloorPoint, dx: number, dz: number): boolean {
  const steps = Math.max(1, Math.ceil(Math.sqrt(dx * dx + dz * dz) / LONGEST_STEP_METRES));
  if (!Number.isFinite(steps)) return false;
  const { x: startX, z: startZ } = point;
  for (let step = 0; step < steps; step++) stepOnce(ground, point, dx / steps, dz / steps);
  return point.x !== startX || point.z !== startZ;
}

function stepOnce(ground: Ground, point: FloorPoint, dx: number, dz: number): void {
  const { x, z } = point;
  if (!isWalkable(ground, x, z)) {
    const { bounds } = ground;
    point.x = Math.min(Math.max(x + dx, bounds.minX), bounds.maxX);
    point.z = Math.min(Math.max(z + dz, bounds.minZ), bounds.maxZ);
  } else if (isWalkable(ground, x + dx, z + dz)) {
    point.x = x + dx;
    point.z = z + dz;
  } else if (isWalkable(ground, x + dx, z)) {
    point.x = x + dx;
  } else if (isWalkable(ground, x, z + dz)) {
    point.z = z + dz;
  }
}

/**
 * Finds the nearest place to `point` where a body can stand, and moves `point` there: what a press on a desk means
 * when one is to walk up to it.
 *
 * @returns false, and leaves `point`, where there is none within `reachMetres`
 */
export function settle(ground: Ground, point: FloorPoint, reachMetres: number): boolean {
  const { x, z } = point;
  for (let radius = 0; radius <= reachMetres; radius += 0.1) {
    const directions = radius === 0 ? 1 : 24;
    for (let index = 0; index < directions; index++) {
      const angle = (index / directions) * 2 * Math.PI;
      const candidateX = x + radius * Math.sin(angle);
      const candidateZ = z + radius * Math.cos(angle);
      if (isWalkable(ground, candidateX, candidateZ)) {
        point.x = candidateX;
        point.z = candidateZ;
        return true;
      }
    }
  }
  return false;
}

import type { BranchPlan } from '../../shared/branch.ts';
import { isWalkable } from '../../shared/walkable.ts';
import { type Course, PERSON_KINDS, type PersonKind } from './human-motion.ts';
import { createRandom } from './seeded-random.ts';

export interface Placed {
  readonly kind: PersonKind;
  readonly course: Course;
}

/** Between two bodies, so that neither is ever in the other's way (`PERSONAL_SPACE_METRES` and what a head sways). */
const CLEAR_METRES = 0.65;
const WALK_RADII_METRES = { min: 0.8, max: 3 };
const TRIES = 400;

/**
 * Finds places in a plan where so many people neither stand in furniture nor in each other's way; a walker has a circle of their own.
 * Answers fewer where the branch is full, or what `isWanted` of it. Booths stay free: they belong to whoever is in one.
 */
export function choosePlaces(
  plan: BranchPlan,
  count: number,
  seed: number,
  isWanted: (x: number, z: number) => boolean = () => true,
): readonly Placed[] {
  const random = createRandom(seed);
  const { bounds, zones } = plan;
  const booths = zones.filter(({ kind }) => kind === 'booth').map(({ area }) => area);
  const circles: { x: number; z: number; radius: number }[] = [];
  const between = (low: number, high: number) => low + random() * (high - low);

  /** Circles are rings: one may be inside another. */
  const isFree = (x: number, z: number, radius: number) =>
    circles.every((other) => {
      const apart = Math.hypot(x - other.x, z - other.z);
      return apart > radius + other.radius + CLEAR_METRES || apart + CLEAR_METRES < Math.abs(radius - other.radius);
    });
  const isFloor = (x: number, z: number) =>
    isWalkable(plan, x, z, 0.4) &&
    isWanted(x, z) &&
    booths.every(({ minX, maxX, minZ, maxZ }) => x < minX || x > maxX || z < minZ || z > maxZ);
  const isClearRing = (x: number, z: number, radius: number) => {
    for (let angle = 0; angle < 2 * Math.PI; angle += 0.1)
      if (!isFloor(x + radius * Math.cos(angle), z + radius * Math.sin(angle))) return false;
    return true;
  };

  function place(kind: PersonKind): Placed | null {
    for (let attempt = 0; attempt < TRIES; attempt++) {
      const x = between(bounds.minX, bounds.maxX);
      const z = between(bounds.minZ, bounds.maxZ);
      const radius = kind === 'walker' ? between(WALK_RADII_METRES.min, WALK_RADII_METRES.max) : 0;
      if (!isFree(x, z, radius) || !isClearRing(x, z, radius)) continue;
      circles.push({ x, z, radius });
      const direction = random() < 0.5 ? 1 : -1;
      const angle = between(-Math.PI, Math.PI);
      return radius > 0
        ? { kind, course: { rounds: { x, z, radiusMetres: radius, phase: angle, direction } } }
        : { kind, course: { stays: { x, z, heading: angle } } };
    }
    return null;
  }

  // A walker needs the most room, and finds it first.
  const kinds = Array.from({ length: count }, (_, index) => PERSON_KINDS[index % PERSON_KINDS.length] as PersonKind);
  kinds.sort((a, b) => PERSON_KINDS.indexOf(a) - PERSON_KINDS.indexOf(b));
  return kinds.map((kind) => place(kind) ?? place('talker')).filter((placed) => placed !== null);
}

import type { BranchPlan } from '../../../shared/branch.ts';
import type { Course, PersonKind } from '../../bots/human-motion.ts';
import type { Placed } from '../../bots/places-to-be.ts';
import { createRandom } from '../../bots/seeded-random.ts';

/**
 * Where the benchmark's people are. `near`: one cluster as dense as the branch's personal space lets it be, some chatting and some
 * walking round them; up to 50 everyone is within five metres of everyone. `spread`: over a hall that grows with them, as densely as
 * 50 people in the demo branch (20 by 14 m).
 */
export type Scenario = 'near' | 'spread';

export interface Crowd {
  readonly plan: BranchPlan;
  readonly people: readonly Placed[];
}

const WALKERS = 0.28;
/** Bodies are judged by their heads, which sway and turn; nobody may come within 0.5 m. */
const STANDING_APART_METRES = 0.62;
const RING_APART_METRES = 0.65;
/** Room for a server that stops for a third of a second. */
const WALKERS_APART_METRES = 1.05;
const SPREAD_APART_METRES = 0.8;

export function createCrowd(scenario: Scenario, count: number, seed: number): Crowd {
  const scale = Math.sqrt(count / 50);
  const half = scenario === 'spread' ? { x: 10 * scale, z: 7 * scale } : { x: 10, z: 7 };
  const walkers = Math.round(count * WALKERS);
  const people =
    scenario === 'near' ? cluster(count - walkers, walkers, seed) : hall(count - walkers, walkers, half, seed);
  return { plan: createPlan(half, people), people };
}

/** Talkers and sitters in a hexagonal grid round the middle, walkers in rings round them. */
function cluster(standing: number, walkers: number, seed: number): Placed[] {
  const random = createRandom(seed);
  const points = hexagonalGrid(standing);
  const people = points.map((at, index) => stay(at, index, random));
  let radius = Math.max(...points.map(({ x, z }) => Math.hypot(x, z))) + STANDING_APART_METRES;
  for (let left = walkers; left > 0; radius += RING_APART_METRES) {
    const here = Math.min(left, Math.floor((2 * Math.PI * radius) / WALKERS_APART_METRES));
    people.push(...ring(radius, here, 1));
    left -= here;
  }
  return people;
}

/** Walkers in rings that the hall holds, alternating in direction; the others wherever a seed puts them, clear of the rings and of each other. */
function hall(standing: number, walkers: number, half: { x: number; z: number }, seed: number): Placed[] {
  const random = createRandom(seed);
  const radii = [0.88, 0.6, 0.32].map((part) => part * half.z);
  const total = radii.reduce((sum, radius) => sum + radius, 0);
  let left = walkers;
  const people = radii.flatMap((radius, index) => {
    const here = index === radii.length - 1 ? left : Math.round((walkers * radius) / total);
    left -= here;
    return ring(radius, here, index % 2 === 0 ? 1 : -1);
  });
  const points: Point[] = [];
  while (points.length < standing) {
    const at = { x: (2 * random() - 1) * (half.x - 0.5), z: (2 * random() - 1) * (half.z - 0.5) };
    const fromMiddle = Math.hypot(at.x, at.z);
    if (radii.some((radius) => Math.abs(fromMiddle - radius) < RING_APART_METRES)) continue;
    if (points.some((other) => Math.hypot(at.x - other.x, at.z - other.z) < SPREAD_APART_METRES)) continue;
    points.push(at);
  }
  return [...people, ...points.map((at, index) => stay(at, index, random))];
}

interface Point {
  readonly x: number;
  readonly z: number;
}

function hexagonalGrid(count: number): Point[] {
  const points: Point[] = [];
  for (let row = -20; row <= 20; row++)
    for (let column = -20; column <= 20; column++)
      points.push({
        x: (column + (row & 1) / 2) * STANDING_APART_METRES,
        z: row * STANDING_APART_METRES * Math.sqrt(3 / 4),
      });
  return points.sort((a, b) => Math.hypot(a.x, a.z) - Math.hypot(b.x, b.z)).slice(0, count);
}

function ring(radiusMetres: number, count: number, direction: 1 | -1): Placed[] {
  return Array.from({ length: count }, (_, index) => ({
    kind: 'walker' as const,
    course: { rounds: { x: 0, z: 0, radiusMetres, phase: (2 * Math.PI * index) / count, direction } },
  }));
}

function stay({ x, z }: Point, index: number, random: () => number): Placed {
  const kind: PersonKind = index % 2 === 0 ? 'talker' : 'sitter';
  return { kind, course: { stays: { x, z, heading: (2 * random() - 1) * Math.PI } } };
}

/** Where a course begins. */
export function startOf(course: Course): Point {
  if ('stays' in course) return course.stays;
  const { x, z, radiusMetres, phase } = course.rounds;
  return { x: x + radiusMetres * Math.cos(phase), z: z + radiusMetres * Math.sin(phase) };
}

const OBSTACLES = 32;
const MARGIN_METRES = 1;

/**
 * A hall with as many obstacles and zones for the server to look through as the demo branch has, along its walls. Arrivals
 * begin in the order of `people`, each where it belongs.
 */
function createPlan(half: { x: number; z: number }, people: readonly Placed[]): BranchPlan {
  const minX = -half.x - MARGIN_METRES;
  const minZ = -half.z - MARGIN_METRES;
  const strip = (index: number, of: number) => ({
    minX: minX + (2 * -minX * index) / of,
    maxX: minX + (2 * -minX * (index + 0.5)) / of,
    minZ,
    maxZ: minZ + 0.3,
  });
  return {
    id: 'hall',
    name: { en: 'Hall', ru: 'Зал' },
    bounds: { minX, minZ, maxX: -minX, maxZ: -minZ },
    ceilingMetres: 4,
    brand: { name: 'Bench', primary: '#000000', accent: '#ffffff' },
    spawns: people.map(({ course }) => ({ ...startOf(course), heading: 0 })),
    zones: Array.from({ length: 9 }, (_, index) => ({ id: `booth-${index}`, kind: 'booth', area: strip(index, 9) })),
    desks: [],
    kiosks: [],
    selfService: [],
    boards: [],
    obstacles: Array.from({ length: OBSTACLES }, (_, index) => strip(index, OBSTACLES)),
    interior: { entrance: { side: 'south', from: -1, to: 1 }, windows: [], walls: [], furniture: [] },
  };
}

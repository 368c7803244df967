import { BufferAttribute, BufferGeometry } from 'three';
import type { BranchPlan } from '../../shared/branch.ts';
import type { GeometryKit, Joiner } from './geometry-kit.ts';
import type { Palette } from './scene-palette.ts';

type Kind = BranchPlan['interior']['furniture'][number]['kind'];
type Builder = (joiner: Joiner, palette: Palette, variation: number) => void;

/** Lounge furniture and plants. Footprints are as the plan's obstacles have them. */
export function buildFurniture(kit: GeometryKit, plan: BranchPlan, palette: Palette): void {
  for (const [index, { kind, at }] of plan.interior.furniture.entries()) builders[kind](kit.at(at), palette, index);
}

const builders: Readonly<Record<Kind, Builder>> = {
  sofa(joiner, palette) {
    joiner.soft('matte', palette.linen, [2.1, 0.2, 0.82], [0, 0.24, 0], 0.06);
    for (const x of [-0.47, 0.47]) {
      joiner.soft('matte', palette.linen, [0.92, 0.17, 0.66], [x, 0.4, -0.05], 0.07);
      joiner.soft('matte', palette.linen, [0.92, 0.44, 0.2], [x, 0.62, 0.27], 0.08, { turn: [0.14, 0, 0] });
    }
    for (const x of [-0.99, 0.99]) joiner.soft('matte', palette.linen, [0.14, 0.44, 0.82], [x, 0.36, 0], 0.06);
    joiner.soft('matte', palette.sage, [0.42, 0.38, 0.13], [-0.68, 0.64, 0.1], 0.06, { turn: [0.3, 0.12, 0.06] });
    joiner.soft('matte', palette.brand, [0.4, 0.36, 0.12], [0.7, 0.63, 0.1], 0.055, { turn: [0.3, -0.15, -0.08] });
    buildLegs(joiner, palette, 0.92, 0.3);
  },
  armchair(joiner, palette) {
    joiner.soft('matte', palette.teal, [0.78, 0.18, 0.74], [0, 0.26, 0], 0.07);
    joiner.soft('matte', palette.teal, [0.6, 0.15, 0.6], [0, 0.4, -0.06], 0.07);
    joiner.soft('matte', palette.teal, [0.76, 0.5, 0.18], [0, 0.6, 0.28], 0.085, { turn: [0.12, 0, 0] });
    for (const x of [-0.33, 0.33]) joiner.soft('matte', palette.teal, [0.13, 0.3, 0.66], [x, 0.44, -0.02], 0.06);
    buildLegs(joiner, palette, 0.28, 0.26);
  },
  'coffee-table'(joiner, palette) {
    joiner.lathe(
      'wood',
      palette.oak,
      [
        [0, 0.36],
        [0.44, 0.36],
        [0.45, 0.375],
        [0.44, 0.4],
        [0, 0.4],
      ],
      [0, 0, 0],
    );
    joiner.lathe(
      'metal',
      palette.accent,
      [
        [0.26, 0],
        [0.26, 0.012],
        [0.035, 0.03],
        [0.03, 0.36],
      ],
      [0, 0, 0],
    );
    joiner.soft('matte', palette.brand, [0.22, 0.014, 0.3], [0.1, 0.408, 0.06], 0.005, { turn: [0, 0.4, 0] });
    joiner.soft('matte', palette.clay, [0.2, 0.012, 0.27], [0.12, 0.422, 0.05], 0.005, { turn: [0, 0.15, 0] });
    joiner.lathe(
      'matte',
      palette.clay,
      [
        [0, 0.4],
        [0.05, 0.4],
        [0.075, 0.45],
        [0.06, 0.52],
        [0.04, 0.54],
      ],
      [-0.16, 0, -0.08],
    );
  },
  plant(joiner, palette, variation) {
    joiner.lathe(
      'matte',
      palette.clay,
      [
        [0, 0],
        [0.15, 0],
        [0.17, 0.02],
        [0.22, 0.4],
        [0.235, 0.42],
        [0.2, 0.42],
        [0.19, 0.37],
      ],
      [0, 0, 0],
    );
    joiner.lathe(
      'matte',
      palette.soil,
      [
        [0, 0.375],
        [0.195, 0.375],
      ],
      [0, 0, 0],
    );
    buildLeaves(joiner, palette, { count: 26, spread: 0.44, height: 1.05, base: 0.38, seed: variation });
  },
  planter(joiner, palette, variation) {
    joiner.soft('wood', palette.oak, [2.4, 0.5, 0.4], [0, 0.27, 0], 0.02, { grain: 'x' });
    joiner.box('metal', palette.accent, [2.41, 0.02, 0.41], [0, 0.07, 0]);
    joiner.box('matte', palette.soil, [2.3, 0.02, 0.32], [0, 0.515, 0]);
    for (let x = -1; x <= 1.01; x += 0.4) {
      const leaves = { count: 12, spread: 0.24, height: 0.44, base: 0.5, seed: variation + x, x };
      buildLeaves(joiner, palette, leaves);
    }
  },
  rug(joiner, palette) {
    joiner.soft('matte', palette.clay, [3.7, 0.016, 2.9], [0, 0.012, 0.1], 0.008);
    joiner.soft('matte', palette.sage, [3.44, 0.006, 2.64], [0, 0.021, 0.1], 0.003);
    joiner.soft('matte', palette.linen, [3.36, 0.006, 2.56], [0, 0.0225, 0.1], 0.003);
  },
};

function buildLegs(joiner: Joiner, palette: Palette, x: number, z: number): void {
  for (const [sideX, sideZ] of [
    [-1, -1],
    [-1, 1],
    [1, -1],
    [1, 1],
  ] as const) {
    joiner.cylinder('wood', palette.darkOak, [0.025, 0.016], 0.16, [sideX * x, 0.08, sideZ * z]);
  }
}

interface Leaves {
  readonly count: number;
  /** How far the tips reach out, and how high, above `base`; metres. */
  readonly spread: number;
  readonly height: number;
  readonly base: number;
  readonly seed: number;
  readonly x?: number;
}

/** Arching blades that rise from one root; the golden angle keeps any two from lying on each other. */
function buildLeaves(joiner: Joiner, palette: Palette, { count, spread, height, base, seed, x = 0 }: Leaves): void {
  for (let leaf = 0; leaf < count; leaf++) {
    const turn = leaf * 2.39996 + seed;
    const rank = (leaf + 0.5) / count;
    const wobble = Math.abs(Math.sin(leaf * 12.9898 + seed * 78.233));
    const rise = height * (1 - 0.72 * rank) * (0.8 + 0.3 * wobble);
    const reach = spread * (0.25 + 0.75 * rank) * (0.85 + 0.3 * wobble);
    const colour = leaf % 3 === 0 ? palette.leafLight : palette.leaf;
    joiner.piece('matte', colour, leafGeometry(rise, reach, 0.045 + 0.05 * height), [x, base, 0], {
      turn: [0, turn, 0],
    });
  }
}

const LEAF_SEGMENTS = 5;

/** A blade that rises by `rise`, bends over to `reach` and is `width` at its widest, folded along its middle. */
function leafGeometry(rise: number, reach: number, width: number): BufferGeometry {
  const positions: number[] = [];
  const index: number[] = [];
  for (let segment = 0; segment <= LEAF_SEGMENTS; segment++) {
    const t = segment / LEAF_SEGMENTS;
    const y = rise * (1.5 * t - 0.5 * t * t * t);
    const z = reach * t * t;
    const half = width * Math.sin(Math.PI * Math.min(0.06 + t * 0.94, 1)) * (1 - 0.3 * t);
    positions.push(-half, y + half * 0.35, z, 0, y, z, half, y + half * 0.35, z);
    if (segment === LEAF_SEGMENTS) break;
    const at = segment * 3;
    index.push(at, at + 1, at + 3, at + 1, at + 4, at + 3, at + 1, at + 2, at + 4, at + 2, at + 5, at + 4);
  }
  const geometry = new BufferGeometry();
  geometry.setAttribute('position', new BufferAttribute(new Float32Array(positions), 3));
  geometry.setIndex(index);
  geometry.computeVertexNormals();
  return geometry;
}

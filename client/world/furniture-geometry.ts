import type { BranchPlan } from '../../shared/branch.ts';
import type { GeometryKit, Joiner } from './geometry-kit.ts';
import { buildLeaves } from './plant-geometry.ts';
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

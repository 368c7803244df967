import type { BranchPlan } from '../../shared/branch.ts';
import type { GeometryKit, Joiner } from './geometry-kit.ts';
import type { Palette } from './scene-palette.ts';

type InnerWall = BranchPlan['interior']['walls'][number];

/** Inner walls: booth glass with a frosted band, felted walls between booths, fins of oak between desks. */
export function buildPartitions(kit: GeometryKit, plan: BranchPlan, palette: Palette): void {
  for (const wall of plan.interior.walls) {
    const { from, to, heightMetres: height } = wall;
    const length = Math.hypot(to.x - from.x, to.z - from.z);
    const heading = (Math.atan2(to.z - from.z, to.x - from.x) * 180) / Math.PI;
    const joiner = kit.at({ x: (from.x + to.x) / 2, z: (from.z + to.z) / 2, heading });
    builders[wall.material](joiner, palette, length, height);
  }
}

type Builder = (joiner: Joiner, palette: Palette, length: number, height: number) => void;

const builders: Readonly<Record<InnerWall['material'], Builder>> = {
  glass(joiner, palette, length, height) {
    joiner.box('glass', '#cfe3e01f', [length, height - 0.1, 0.014], [0, height / 2, 0]);
    // A frosted band at the height of seated and standing heads: who is inside is not on show.
    joiner.box('glass', '#f4f9f7a6', [length, 0.62, 0.02], [0, 1.32, 0]);
    joiner.box('metal', palette.charcoal, [length, 0.07, 0.07], [0, 0.035, 0]);
    joiner.box('metal', palette.charcoal, [length + 0.07, 0.07, 0.07], [0, height - 0.035, 0]);
    for (const end of [-1, 1]) {
      joiner.box('metal', palette.charcoal, [0.06, height, 0.06], [(end * length) / 2, height / 2, 0]);
    }
  },
  solid(joiner, palette, length, height) {
    joiner.box('matte', palette.brand, [length, height - 0.08, 0.1], [0, height / 2, 0]);
    joiner.box('wood', palette.oak, [length, 0.08, 0.13], [0, height - 0.04, 0], { grain: 'x' });
    joiner.box('wood', palette.darkOak, [length, 0.1, 0.12], [0, 0.05, 0], { grain: 'x' });
  },
  slats(joiner, palette, length, height) {
    joiner.box('wood', palette.oak, [length, 0.09, 0.1], [0, 0.045, 0], { grain: 'x' });
    joiner.box('wood', palette.oak, [length, 0.04, 0.1], [0, height - 0.02, 0], { grain: 'x' });
    const pitch = 0.085;
    const count = Math.floor((length - 0.06) / pitch);
    for (let fin = 0; fin <= count; fin++) {
      joiner.box('wood', palette.oak, [0.028, height - 0.12, 0.08], [(fin - count / 2) * pitch, height / 2 + 0.02, 0]);
    }
  },
};

import { TorusGeometry } from 'three';
import type { BranchPlan } from '../../shared/branch.ts';
import type { GeometryKit, Joiner } from './geometry-kit.ts';
import type { Palette } from './scene-palette.ts';

/** Where the screen of a kiosk is, in its own space (front along -z): metres and the tilt from upright, radians. */
export const KIOSK_SCREEN = { width: 0.44, height: 0.56, y: 1.24, z: -0.1, tilt: 0.42 } as const;
/** The same for a self-service terminal. */
export const TERMINAL_SCREEN = { width: 0.62, height: 0.42, y: 1.2, z: -0.12, tilt: 0.4 } as const;
export const BOARD_SIZE = { width: 3.5, height: 1.06, depth: 0.09 } as const;
/** Height of the name of the self-service wall, on the wood above the screens. */
export const SELF_SERVICE_SIGN_METRES = 2.15;
/** Where the brand's name stands on the feature wall. */
export const BRAND_SIGN = { y: 1.9, z: -0.17, height: 0.38 } as const;

/** Kiosks, the self-service wall, number boards and the wall that carries the brand. */
export function buildServices(kit: GeometryKit, plan: BranchPlan, palette: Palette): void {
  for (const { at } of plan.kiosks) buildKiosk(kit.at(at), palette);
  for (const { at } of plan.selfService) buildTerminal(kit.at(at), palette);
  for (const { at, heightMetres } of plan.boards) buildBoard(kit.at(at), palette, heightMetres, plan.ceilingMetres);
  const wall = featureWall(plan);
  if (wall) buildFeatureWall(kit.at(wall.at), palette, wall.width, plan.ceilingMetres);
}

function buildKiosk(joiner: Joiner, palette: Palette): void {
  joiner.soft('matte', palette.brand, [0.46, 1.02, 0.2], [0, 0.53, 0.02], 0.05);
  joiner.cylinder('metal', palette.accent, [0.3, 0.31], 0.02, [0, 0.01, 0.02]);
  const { width, height, y, z, tilt } = KIOSK_SCREEN;
  joiner.soft('matte', palette.charcoal, [width + 0.06, height + 0.06, 0.05], [0, y, z + 0.03], 0.022, {
    turn: [tilt, 0, 0],
  });
  // The slot, and the end of a ticket in it.
  joiner.box('metal', palette.accent, [0.16, 0.03, 0.012], [0, 0.86, -0.083]);
  joiner.box('matte', palette.clay, [0.1, 0.1, 0.004], [0, 0.82, -0.098], { turn: [-0.2, 0, 0] });
  // The sign that says from afar what this is.
  joiner.cylinder('metal', palette.accent, [0.014, 0.014], 1.16, [0, 1.59, 0.09]);
  joiner.piece('metal', palette.accent, new TorusGeometry(0.235, 0.014, 10, 40), [0, 2.4, 0.09]);
  joiner.cylinder('matte', palette.brand, [0.225, 0.225], 0.03, [0, 2.4, 0.09], { turn: [Math.PI / 2, 0, 0] });
}

/** A bay of the self-service wall, 1.6 m wide, its back against the wall 0.3 m behind it. */
function buildTerminal(joiner: Joiner, palette: Palette): void {
  joiner.box('wood', palette.oak, [1.54, 2.6, 0.05], [0, 1.3, 0.27]);
  for (const side of [-0.785, 0.785]) joiner.box('wood', palette.darkOak, [0.05, 2.6, 0.3], [side, 1.3, 0.15]);
  joiner.box('wood', palette.oak, [1.62, 0.06, 0.36], [0, 2.63, 0.12], { grain: 'x' });
  joiner.box('glow', palette.lamp, [1.46, 0.02, 0.04], [0, 2.59, 0.12]);
  joiner.soft('matte', palette.brand, [0.86, 0.96, 0.3], [0, 0.5, 0.1], 0.04);
  joiner.box('metal', palette.accent, [0.87, 0.014, 0.31], [0, 0.12, 0.1]);
  const { width, height, y, z, tilt } = TERMINAL_SCREEN;
  joiner.soft('matte', palette.charcoal, [width + 0.07, height + 0.07, 0.05], [0, y, z + 0.03], 0.022, {
    turn: [tilt, 0, 0],
  });
  joiner.soft('matte', palette.charcoal, [0.3, 0.34, 0.12], [0, 1.06, 0.06], 0.03);
}

function buildBoard(joiner: Joiner, palette: Palette, heightMetres: number, ceilingMetres: number): void {
  const { width, height, depth } = BOARD_SIZE;
  joiner.soft('matte', palette.screen, [width, height, depth], [0, heightMetres, 0], 0.03);
  joiner.box('metal', palette.accent, [width - 0.08, 0.018, depth + 0.012], [0, heightMetres - height / 2 + 0.03, 0]);
  const top = heightMetres + height / 2;
  for (const side of [-0.4, 0.4]) {
    joiner.cylinder('metal', palette.charcoal, [0.012, 0.012], ceilingMetres - top, [
      side * width,
      (ceilingMetres + top) / 2,
      0,
    ]);
  }
}

function buildFeatureWall(joiner: Joiner, palette: Palette, width: number, ceilingMetres: number): void {
  const height = ceilingMetres - 0.02;
  joiner.box('matte', palette.brand, [width, height, 0.02], [0, height / 2, -0.01]);
  const pitch = 0.11;
  const count = Math.floor(width / pitch);
  for (let fin = 0; fin <= count; fin++) {
    const x = (fin - count / 2) * pitch;
    // Fins stop at the sign: what is hidden behind it would shimmer through from afar.
    const spans =
      Math.abs(x) < 2.1
        ? [[0, BRAND_SIGN.y - 0.35] as const, [BRAND_SIGN.y + 0.35, height] as const]
        : [[0, height] as const];
    for (const [from, to] of spans) {
      joiner.box('wood', palette.oak, [0.052, to - from, 0.09], [x, (from + to) / 2, -0.06]);
    }
  }
  joiner.soft('matte', palette.brand, [4.3, 0.74, 0.06], [0, BRAND_SIGN.y, BRAND_SIGN.z + 0.045], 0.02);
  for (const edge of [-0.36, 0.36]) {
    joiner.box('metal', palette.accent, [4.2, 0.014, 0.07], [0, BRAND_SIGN.y + edge, BRAND_SIGN.z + 0.045]);
  }
}

/** The wall one looks at on coming in: the widest stretch without a window opposite the entrance. */
export function featureWall({
  bounds,
  interior,
}: BranchPlan): { at: { x: number; z: number; heading: number }; width: number } | null {
  const { minX, maxX, minZ, maxZ } = bounds;
  const { side } = interior.entrance;
  const opposite = ({ north: 'south', south: 'north', east: 'west', west: 'east' } as const)[side];
  const isAcross = side === 'north' || side === 'south';
  const stops = interior.windows
    .filter((window) => window.side === opposite)
    .flatMap(({ from, to }) => [from, to])
    .sort((a, b) => a - b);
  const edges = [isAcross ? minX : minZ, ...stops, isAcross ? maxX : maxZ];
  let widest: { middle: number; width: number } | null = null;
  for (let index = 0; index + 1 < edges.length; index += 2) {
    const [from = 0, to = 0] = [edges[index], edges[index + 1]];
    if (!widest || to - from > widest.width) widest = { middle: (from + to) / 2, width: to - from };
  }
  if (!widest || widest.width < 4.5) return null;
  const places = {
    north: { x: widest.middle, z: minZ, heading: 180 },
    south: { x: widest.middle, z: maxZ, heading: 0 },
    east: { x: maxX, z: widest.middle, heading: 270 },
    west: { x: minX, z: widest.middle, heading: 90 },
  } as const;
  return { at: places[opposite], width: widest.width };
}

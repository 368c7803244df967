import { ExtrudeGeometry, Path, Shape, Vector2 } from 'three';
import type { BranchPlan } from '../../shared/branch.ts';
import type { GeometryKit, Joiner } from './geometry-kit.ts';
import type { Palette } from './scene-palette.ts';

const WALL_THICKNESS_METRES = 0.24;
const SILL_METRES = 0.35;
const HEAD_METRES = 3.05;
const DOOR_METRES = 2.5;

type Stretch = BranchPlan['interior']['windows'][number];
type Side = Stretch['side'];

interface Opening {
  readonly from: number;
  readonly to: number;
  readonly kind: 'window' | 'entrance';
}

/** Outer walls with their windows and the entrance, and the ceiling with its lights. */
export function buildShell(kit: GeometryKit, plan: BranchPlan, palette: Palette): void {
  for (const side of ['north', 'east', 'south', 'west'] as const) buildSide(kit, plan, palette, side);
  buildCeiling(kit, plan, palette);
}

/** A joiner whose x runs along the wall as the plan's coordinate does, at z = 0 the wall's inner face, -z outside. */
function wallJoiner(
  kit: GeometryKit,
  { bounds }: BranchPlan,
  side: Side,
): { joiner: Joiner; along: (at: number) => number } {
  switch (side) {
    case 'north':
      return { joiner: kit.at({ x: 0, z: bounds.minZ, heading: 0 }), along: (at) => at };
    case 'south':
      return { joiner: kit.at({ x: 0, z: bounds.maxZ, heading: 180 }), along: (at) => -at };
    case 'east':
      return { joiner: kit.at({ x: bounds.maxX, z: 0, heading: 90 }), along: (at) => at };
    case 'west':
      return { joiner: kit.at({ x: bounds.minX, z: 0, heading: 270 }), along: (at) => -at };
  }
}

function buildSide(kit: GeometryKit, plan: BranchPlan, palette: Palette, side: Side): void {
  const { joiner, along } = wallJoiner(kit, plan, side);
  const { bounds, ceilingMetres, interior } = plan;
  const isAcross = side === 'north' || side === 'south';
  const start = isAcross ? bounds.minX : bounds.minZ;
  const end = isAcross ? bounds.maxX : bounds.maxZ;
  const openings: Opening[] = [
    ...interior.windows.filter((w) => w.side === side).map(({ from, to }) => ({ from, to, kind: 'window' as const })),
    ...(interior.entrance.side === side ? [{ ...interior.entrance, kind: 'entrance' as const }] : []),
  ].sort((a, b) => a.from - b.from);

  // One piece with holes: boxes side by side would show their seams.
  const wall = new Shape();
  const openingHeights = (kind: Opening['kind']) => (kind === 'window' ? [SILL_METRES, HEAD_METRES] : [0, DOOR_METRES]);
  wall.moveTo(along(start), 0);
  for (const opening of openings) {
    const [bottom = 0, top = 0] = openingHeights(opening.kind);
    const corners = [
      [opening.from, bottom],
      [opening.from, top],
      [opening.to, top],
      [opening.to, bottom],
    ].map(([at = 0, y = 0]) => new Vector2(along(at), y));
    if (opening.kind === 'window') wall.holes.push(new Path(corners));
    else for (const corner of corners) wall.lineTo(corner.x, corner.y);
    buildOpening(joiner, along, palette, opening, bottom, top);
  }
  wall.lineTo(along(end), 0).lineTo(along(end), ceilingMetres).lineTo(along(start), ceilingMetres);
  const solid = new ExtrudeGeometry(wall, { depth: WALL_THICKNESS_METRES, bevelEnabled: false });
  joiner.piece('matte', palette.plaster, solid, [0, 0, -WALL_THICKNESS_METRES]);
  buildSkirting(joiner, along, palette, start, end, openings);
}

function buildSkirting(
  joiner: Joiner,
  along: (at: number) => number,
  palette: Palette,
  start: number,
  end: number,
  openings: readonly Opening[],
): void {
  let reached = start;
  for (const stop of [...openings.filter(({ kind }) => kind === 'entrance'), { from: end, to: end }]) {
    joiner.box(
      'wood',
      palette.darkOak,
      [stop.from - reached, 0.1, 0.02],
      [along((reached + stop.from) / 2), 0.05, 0.01],
      { grain: 'x' },
    );
    reached = stop.to;
  }
}

function buildOpening(
  joiner: Joiner,
  along: (at: number) => number,
  palette: Palette,
  { from, to, kind }: Opening,
  bottom: number,
  top: number,
): void {
  const middle = along((from + to) / 2);
  const width = to - from;
  const height = top - bottom;
  const depth = -WALL_THICKNESS_METRES * 0.6;
  const bar = (at: number, y: number, w: number, h: number) =>
    joiner.box('metal', palette.charcoal, [w, h, 0.07], [at, y, depth]);
  joiner.box('glass', '#d9ebec12', [width, height, 0.012], [middle, bottom + height / 2, depth]);
  bar(middle, top - 0.025, width, 0.05);
  bar(middle, bottom + 0.025, width, 0.05);
  const panes = kind === 'entrance' ? 2 : Math.max(1, Math.round(width / 1.7));
  for (let pane = 0; pane <= panes; pane++) {
    const inset = pane === 0 ? 0.025 : pane === panes ? -0.025 : 0;
    bar(along(from + (width * pane) / panes + inset), bottom + height / 2, 0.05, height);
  }
  if (kind === 'window') {
    joiner.box('wood', palette.oak, [width + 0.1, 0.04, 0.36], [middle, SILL_METRES, -0.06], { grain: 'x' });
  } else {
    for (const side of [-0.09, 0.09]) {
      joiner.cylinder('metal', palette.accent, [0.018, 0.018], 1.1, [middle + side, 1.15, depth + 0.1]);
    }
    joiner.box('matte', palette.charcoal, [width + 0.4, 0.012, 1.5], [middle, 0.006, 0.85]);
  }
}

/** A plain ceiling, oak baffles over the middle of the hall, and lines of light between them. */
function buildCeiling(kit: GeometryKit, plan: BranchPlan, palette: Palette): void {
  const { minX, minZ, maxX, maxZ } = plan.bounds;
  const joiner = kit.at({ x: (minX + maxX) / 2, z: (minZ + maxZ) / 2, heading: 0 });
  const width = maxX - minX;
  const depth = maxZ - minZ;
  const top = plan.ceilingMetres;
  joiner.box('matte', palette.ceiling, [width, 0.1, depth], [0, top + 0.05, 0]);

  const pitch = 0.42;
  const count = 2 * Math.floor((width * 0.3) / pitch) + 1;
  for (let index = 0; index < count; index++) {
    const x = (index - (count - 1) / 2) * pitch;
    joiner.box('wood', palette.oak, [0.07, 0.2, depth * 0.72], [x, top - 0.16, 0.2], { grain: 'z' });
    if (index % 4 === 2) joiner.box('glow', palette.lamp, [0.06, 0.02, depth * 0.7], [x + pitch / 2, top - 0.03, 0.2]);
  }
  for (const x of [-width * 0.41, width * 0.41]) {
    for (let z = -depth * 0.38; z <= depth * 0.4; z += depth * 0.19) {
      joiner.cylinder('glow', palette.lamp, [0.11, 0.11], 0.02, [x, top - 0.01, z]);
      joiner.cylinder('metal', palette.accent, [0.13, 0.13], 0.014, [x, top - 0.006, z]);
    }
  }
}

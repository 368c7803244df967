import type { BranchPlan } from '../../shared/branch.ts';
import type { GeometryKit, Joiner } from './geometry-kit.ts';
import type { Palette } from './scene-palette.ts';

/** Where a desk carries its name, in its own space: metres; the sign faces -z. */
export const DESK_SIGN = { y: 2.2, z: -0.135, height: 0.28, width: 1.5 } as const;

type Desk = BranchPlan['desks'][number];

/** The booth whose table this desk is, if it stands in one. */
function boothOf(plan: BranchPlan, { at }: Desk): BranchPlan['zones'][number] | undefined {
  return plan.zones.find(
    ({ kind, area }) =>
      kind === 'booth' && at.x >= area.minX && at.x <= area.maxX && at.z >= area.minZ && at.z <= area.maxZ,
  );
}

export function isInBooth(plan: BranchPlan, desk: Desk): boolean {
  return boothOf(plan, desk) !== undefined;
}

/** From the middle of a booth's table to the front of the booth, the way the table faces. */
export function boothFrontMetres(plan: BranchPlan, desk: Desk): number {
  const booth = boothOf(plan, desk);
  if (!booth) return 0;
  const { minX, maxX, minZ, maxZ } = booth.area;
  const { x, z, heading } = desk.at;
  const quarter = ((Math.round(heading / 90) % 4) + 4) % 4;
  return [z - minZ, maxX - x, maxZ - z, x - minX][quarter] ?? 0;
}

/** Consultants' desks and the tables of the booths, with the chairs on both sides. */
export function buildDesks(kit: GeometryKit, plan: BranchPlan, palette: Palette): void {
  for (const desk of plan.desks) {
    const inBooth = isInBooth(plan, desk);
    if (inBooth) buildBoothTable(kit.at(desk.at), palette);
    else buildDesk(kit.at(desk.at), palette, plan.ceilingMetres);
    buildChair(kit.at(desk.customerSeat), palette, palette.sage);
    buildChair(kit.at(desk.consultantSeat), palette, inBooth ? palette.sage : palette.charcoal);
  }
}

/** 1.8 × 0.8 m; the customer sits on the -z side. */
function buildDesk(joiner: Joiner, palette: Palette, ceilingMetres: number): void {
  joiner.soft('wood', palette.oak, [1.8, 0.045, 0.8], [0, 0.74, 0], 0.02, { grain: 'x' });
  joiner.soft('matte', palette.brand, [1.66, 0.56, 0.05], [0, 0.42, -0.3], 0.02);
  joiner.box('metal', palette.accent, [1.66, 0.012, 0.056], [0, 0.15, -0.3]);
  for (const side of [-1, 1]) {
    joiner.soft('wood', palette.oak, [0.05, 0.72, 0.68], [side * 0.85, 0.36, 0.02], 0.015);
  }
  joiner.soft('matte', palette.clay, [0.42, 0.58, 0.5], [-0.58, 0.36, 0.1], 0.02);
  // The consultant's screen, turned a little, and the tablet that faces the customer.
  joiner.soft('matte', palette.charcoal, [0.56, 0.34, 0.022], [0.46, 1.05, 0.12], 0.01, { turn: [0.08, 0.35, 0] });
  joiner.cylinder('metal', palette.steel, [0.016, 0.016], 0.18, [0.46, 0.84, 0.12]);
  joiner.cylinder('metal', palette.steel, [0.1, 0.11], 0.012, [0.46, 0.77, 0.12]);
  joiner.soft('matte', palette.charcoal, [0.26, 0.012, 0.18], [-0.1, 0.785, -0.18], 0.006, { turn: [-0.28, 0, 0] });
  joiner.soft('matte', palette.clay, [0.2, 0.008, 0.28], [-0.45, 0.767, 0.05], 0.003, { turn: [0, 0.18, 0] });
  buildSignBeam(joiner, palette, ceilingMetres);
}

/** The beam over a desk lights it and carries its name, on the side that the customer comes from. */
function buildSignBeam(joiner: Joiner, palette: Palette, ceilingMetres: number): void {
  const { y, height, width } = DESK_SIGN;
  joiner.soft('matte', palette.brand, [width, height, 0.06], [0, y, -0.1], 0.015);
  joiner.box('glow', palette.lamp, [width - 0.08, 0.016, 0.04], [0, y - height / 2 - 0.004, -0.1]);
  for (const side of [-0.42, 0.42]) {
    const cord = ceilingMetres - y;
    joiner.cylinder('metal', palette.charcoal, [0.006, 0.006], cord, [side * width, y + cord / 2, -0.1]);
  }
}

function buildBoothTable(joiner: Joiner, palette: Palette): void {
  joiner.soft('wood', palette.oak, [1.2, 0.04, 0.8], [0, 0.74, 0], 0.018, { grain: 'x' });
  joiner.lathe(
    'metal',
    palette.charcoal,
    [
      [0.28, 0],
      [0.28, 0.015],
      [0.05, 0.04],
      [0.04, 0.72],
      [0.12, 0.73],
    ],
    [0, 0, 0],
  );
  joiner.soft('matte', palette.charcoal, [0.26, 0.012, 0.18], [0, 0.785, 0], 0.006, { turn: [-0.2, 0, 0] });
  buildPendant(joiner, palette, 2.62, 1.85, [0, 0]);
}

/** A dome of brass on a cord, lit from inside. `bottom` is the height of its rim, metres. */
export function buildPendant(
  joiner: Joiner,
  palette: Palette,
  ceilingMetres: number,
  bottom: number,
  [x, z]: readonly [number, number],
): void {
  joiner.lathe(
    'metal',
    palette.accent,
    [
      [0.21, bottom],
      [0.2, bottom + 0.05],
      [0.14, bottom + 0.13],
      [0.05, bottom + 0.18],
      [0.014, bottom + 0.24],
      [0.001, bottom + 0.24],
    ],
    [x, 0, z],
  );
  joiner.cylinder('glow', palette.lamp, [0.19, 0.19], 0.008, [x, bottom + 0.03, z]);
  const cord = ceilingMetres - bottom - 0.24;
  joiner.cylinder('matte', palette.charcoal, [0.006, 0.006], cord, [x, ceilingMetres - cord / 2, z]);
}

/** A shell chair; who sits in it looks along -z. */
function buildChair(joiner: Joiner, palette: Palette, colour: string): void {
  joiner.soft('matte', colour, [0.5, 0.09, 0.48], [0, 0.45, 0], 0.04);
  joiner.soft('matte', colour, [0.48, 0.46, 0.07], [0, 0.72, 0.23], 0.034, { turn: [0.16, 0, 0] });
  joiner.cylinder('metal', palette.steel, [0.025, 0.03], 0.38, [0, 0.22, 0]);
  joiner.lathe(
    'metal',
    palette.steel,
    [
      [0.27, 0],
      [0.27, 0.012],
      [0.05, 0.03],
      [0.03, 0.06],
    ],
    [0, 0, 0],
  );
}

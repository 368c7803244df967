import type { BranchPlan } from '../../shared/branch.ts';
import type { Spot } from '../../shared/branch-parts.ts';
import { settle } from '../../shared/walkable.ts';

/** A place of the branch that one can go to by name. */
export interface NamedSpot extends Spot {
  readonly id: string;
  readonly label: string;
  readonly isSeat: boolean;
}

interface SpotTexts {
  readonly entrance: string;
  readonly kiosk: (number: number | null) => string;
  readonly selfService: (number: number | null) => string;
  readonly lounge: (number: number | null) => string;
}

/** From the front of a kiosk or terminal, metres. */
const BEFORE_METRES = 0.85;
/** How far a place may be from where the plan has it, where something stands in the way. */
const REACH_METRES = 1.2;

/** Everything that one goes to in a branch, in the order of a visit. Each can be stood on. */
export function namedSpots(plan: BranchPlan, language: 'en' | 'ru', texts: SpotTexts): NamedSpot[] {
  const spots: NamedSpot[] = [];
  const add = (id: string, label: string, at: Spot, isSeat = false) => {
    const place = { x: at.x, z: at.z };
    if (settle(plan, place, REACH_METRES)) spots.push({ id, label, heading: at.heading, isSeat, ...place });
  };
  const [entrance] = plan.spawns;
  if (entrance) add('entrance', texts.entrance, entrance);
  plan.kiosks.forEach(({ id, at }, index) => {
    add(id, texts.kiosk(numberOf(index, plan.kiosks)), before(at));
  });
  lounges(plan).forEach((at, index, all) => {
    add(`lounge-${index + 1}`, texts.lounge(numberOf(index, all)), at, true);
  });
  for (const { id, label, customerSeat } of plan.desks) add(id, label[language], customerSeat, true);
  plan.selfService.forEach(({ id, at }, index) => {
    add(id, texts.selfService(numberOf(index, plan.selfService)), before(at));
  });
  return spots;
}

function numberOf(index: number, all: readonly unknown[]): number | null {
  return all.length > 1 ? index + 1 : null;
}

/** What is used from its front is used by whoever looks the other way. */
function before({ x, z, heading }: Spot): Spot {
  const radians = (heading * Math.PI) / 180;
  return {
    x: x + Math.sin(radians) * BEFORE_METRES,
    z: z - Math.cos(radians) * BEFORE_METRES,
    heading: (heading + 180) % 360,
  };
}

/** The middle of each lounge. */
function lounges({ zones }: BranchPlan): Spot[] {
  return zones
    .filter(({ kind }) => kind === 'lounge')
    .map(({ area }) => ({ x: (area.minX + area.maxX) / 2, z: (area.minZ + area.maxZ) / 2, heading: 0 }));
}

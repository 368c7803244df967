import type { BranchPlan } from '../../../shared/branch.ts';
import { type FloorPoint, isWalkable } from '../../../shared/walkable.ts';
import { headingToYaw } from '../../xr/locomotion.ts';

type Desk = BranchPlan['desks'][number];

/** A consultant's place at a desk, as a body needs it: metres and radians of the branch. */
export interface DeskSeat extends Readonly<FloorPoint> {
  /** Towards the customer; 0 looks along -z, and grows to the left. */
  readonly yaw: number;
  /** From the seat to the desk's middle. */
  readonly deskMetres: number;
  /** Where the customer sits. */
  readonly customer: Readonly<FloorPoint>;
  /** Where one stands up to, beside the chair, and where one goes from there; the same where there is no way. */
  readonly beside: Readonly<FloorPoint>;
  readonly away: Readonly<FloorPoint>;
}

const BESIDE_METRES = 0.62;
const AWAY_METRES = 1.7;
const WAY_RADIUS_METRES = 0.1;

export function deskSeat(plan: BranchPlan, { at, customerSeat, consultantSeat }: Desk): DeskSeat {
  const { x, z } = consultantSeat;
  const seat = { x, z, yaw: headingToYaw(consultantSeat.heading) };
  // Behind and to a side of the chair, if one can stand there.
  const besides = [-0.5, 0.5, 0].map((aside) => fromSeat(seat, aside, -BESIDE_METRES));
  // Of one shape with the others: what is read of two shapes in a frame makes garbage.
  const beside = besides.find((point) => isFree(plan, point)) ?? { x, z };
  const ways = [
    fromSeat(seat, -0.7, -AWAY_METRES),
    fromSeat(seat, 0.7, -AWAY_METRES),
    fromSeat(seat, -AWAY_METRES, -BESIDE_METRES),
    fromSeat(seat, AWAY_METRES, -BESIDE_METRES),
  ];
  const away = ways.find((point) => isFreeWay(plan, beside, point)) ?? beside;
  const deskMetres = Math.hypot(at.x - x, at.z - z);
  return { x, z, yaw: seat.yaw, deskMetres, customer: customerSeat, beside, away };
}

/** A point from a seat: metres to the right and ahead of who sits there. */
export function fromSeat(seat: Readonly<FloorPoint> & { readonly yaw: number }, right: number, ahead: number) {
  const { x, z, yaw } = seat;
  return {
    x: x + right * Math.cos(yaw) - ahead * Math.sin(yaw),
    z: z - right * Math.sin(yaw) - ahead * Math.cos(yaw),
  };
}

function isFree(plan: BranchPlan, { x, z }: FloorPoint): boolean {
  return isWalkable(plan, x, z, WAY_RADIUS_METRES);
}

function isFreeWay(plan: BranchPlan, from: FloorPoint, to: FloorPoint): boolean {
  return [0.25, 0.5, 0.75, 1].every((t) =>
    isFree(plan, { x: from.x + (to.x - from.x) * t, z: from.z + (to.z - from.z) * t }),
  );
}

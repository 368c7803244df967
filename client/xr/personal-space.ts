import { createFloorPoint, type FloorPoint, type Ground, isWalkable } from '../../shared/walkable.ts';

/**
 * How near one comes to a stranger, middle to middle, metres. The server refuses half a metre (`branch-rules.ts`); what is seen of
 * the other is a moment old, so that we stop a little before.
 */
export const KEEP_CLEAR_METRES = 0.58;

/** Where those are who are to be left some room, by whatever stands for them. */
export type Strangers = ReadonlyMap<number, Readonly<FloorPoint>>;
export const NOBODY: Strangers = new Map();

/**
 * A body that went from `from` to `to` keeps clear of strangers: it slides around them, and stands where it cannot. Whoever is too
 * near already, because the other came, may go away in any direction. `to` is changed.
 */
export function keepClear(ground: Ground, from: Readonly<FloorPoint>, to: FloorPoint, strangers: Strangers): void {
  if (!pushOut(from, to, strangers)) return;
  // Out of one's space may be into another's.
  const isHemmedIn = pushOut(from, to, strangers) && pushOut(from, to, strangers);
  if (!isHemmedIn && isWalkable(ground, to.x, to.z)) return;
  to.x = from.x;
  to.z = from.z;
}

/** A hair's breadth, so that rounding does not make what was just put right wrong again. */
const ROUNDING_METRES = 1e-6;

/** What one push is about: kept, so that a frame makes nothing new. */
const push: { from: Readonly<FloorPoint>; to: FloorPoint; isPushed: boolean } = {
  from: createFloorPoint(),
  to: createFloorPoint(),
  isPushed: false,
};

function pushOut(from: Readonly<FloorPoint>, to: FloorPoint, strangers: Strangers): boolean {
  push.from = from;
  push.to = to;
  push.isPushed = false;
  strangers.forEach(pushFrom);
  return push.isPushed;
}

function pushFrom({ x, z }: Readonly<FloorPoint>): void {
  const { from, to } = push;
  const beforeX = from.x - x;
  const beforeZ = from.z - z;
  const radius = Math.min(KEEP_CLEAR_METRES, Math.sqrt(beforeX * beforeX + beforeZ * beforeZ));
  let dx = to.x - x;
  let dz = to.z - z;
  const apart = Math.sqrt(dx * dx + dz * dz);
  if (apart >= radius - ROUNDING_METRES) return;
  push.isPushed = true;
  if (apart <= ROUNDING_METRES) {
    dx = beforeX;
    dz = beforeZ;
  }
  const length = Math.sqrt(dx * dx + dz * dz) || 1;
  to.x = x + (dx / length) * radius;
  to.z = z + (dz / length) * radius;
}

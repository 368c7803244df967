import type { BranchPlan } from '../../shared/branch.ts';
import type { Spot } from '../../shared/branch-parts.ts';
import type { HandPose, Pose, Vector } from '../../shared/pose.ts';
import type { RoomRefusal } from '../../shared/rooms.ts';
import { clearanceAt, isWalkable } from '../../shared/walkable.ts';

type PoseRefusal = Extract<RoomRefusal, `pose-${string}`>;

/** What the server remembers of a body to judge its next pose by. */
export interface BodyTrack {
  x: number;
  z: number;
  /** The last place where it stood on free floor: a head may lean from there, over a desk or through a thin wall, no further. */
  anchorX: number;
  anchorZ: number;
  zone: string;
  /** Within so many metres of there the floor is free and all in its zone; see {@link isCalm}. */
  calmX: number;
  calmZ: number;
  calmMetres: number;
  /** Server time of the last accepted pose, milliseconds. */
  atMs: number;
  /** How far it may step from here, as of `atMs`; see {@link allowanceAt}. */
  allowanceMetres: number;
  /** Server time of the last accepted jump. */
  jumpedAtMs: number;
  /** No pose has been accepted yet: the first may be anywhere that is open, for whoever comes back after the server did. */
  arriving: boolean;
}

/** Twice a brisk walk, and a lean in VR. */
export const MAX_SPEED_METRES_PER_SECOND = 5;
/** What a body saves up by standing: three seconds at a walk, which come all at once when the network had stopped. */
export const MAX_ALLOWANCE_METRES = 5.6;
export const MAX_JUMP_METRES = 12;
export const MIN_JUMP_INTERVAL_MS = 400;
/** From the middle of the head to a hand: a long arm and a controller. */
const MAX_REACH_METRES = 1.6;
/** A head is nearer to the floor than this when its owner lies down, and never above a tall person on tiptoe. */
const HEAD_HEIGHT_METRES = { min: 0.2, max: 2.4 };
/** How far a head leans from where its body stands: over a desk, a rail, a sofa's back. */
export const MAX_LEAN_METRES = 0.8;
/** Bodies that are not in one consultation come no nearer to each other, middle to middle. */
export const PERSONAL_SPACE_METRES = 0.5;

/** What is around a body: the floor, who stands near, and where it may not go. */
export interface Surroundings {
  readonly plan: BranchPlan;
  /** Whoever may be too near, but for those in one consultation with it. */
  readonly strangers: Iterable<{ readonly x: number; readonly z: number }>;
  /** Zones that others have closed. */
  readonly isClosed: (zone: string) => boolean;
}

/** A body that comes in there. */
export function trackAt(
  plan: BranchPlan,
  { x, z }: { readonly x: number; readonly z: number },
  nowMs: number,
): BodyTrack {
  const track = {
    x,
    z,
    anchorX: x,
    anchorZ: z,
    zone: 'hall',
    calmX: x,
    calmZ: z,
    calmMetres: 0,
    atMs: nowMs,
    allowanceMetres: MAX_ALLOWANCE_METRES,
    jumpedAtMs: Number.NEGATIVE_INFINITY,
    arriving: true,
  };
  settleDown(track, plan);
  return track;
}

/** Says what is wrong with a pose that follows `track`; null where it is accepted. Nothing is changed. */
export function refusalOf(
  pose: Pose,
  track: BodyTrack,
  { plan, strangers, isClosed }: Surroundings,
  nowMs: number,
): PoseRefusal | null {
  const head = pose.headPosition;
  if (!isFinitePose(pose)) return 'pose-not-finite';
  if (head.y < HEAD_HEIGHT_METRES.min || head.y > HEAD_HEIGHT_METRES.max) return 'pose-out-of-bounds';
  if (!isInBounds(plan, head.x, head.z)) return 'pose-out-of-bounds';
  if (isOutOfReach(pose.left, head) || isOutOfReach(pose.right, head)) return 'pose-out-of-bounds';
  const distance = lengthOf(head.x - track.x, head.z - track.z);
  const refusal = pose.teleported
    ? refusalOfJump(distance, head, track, plan, nowMs)
    : refusalOfStep(distance, head, track, plan, nowMs);
  if (refusal) return refusal;
  if (!isCalm(track, head.x, head.z)) {
    const zone = zoneAt(plan, head.x, head.z);
    if (zone !== track.zone && isClosed(zone)) return 'pose-zone-closed';
  }
  for (const { x, z } of strangers) {
    const apart = lengthOf(head.x - x, head.z - z);
    // Who was too near already, because the other came, may go away in any direction.
    if (apart < PERSONAL_SPACE_METRES && apart < lengthOf(track.x - x, track.z - z)) return 'pose-too-close';
  }
  return null;
}

/** Takes an accepted pose over into the track. */
export function follow(pose: Pose, track: BodyTrack, plan: BranchPlan, nowMs: number): void {
  const { x, z } = pose.headPosition;
  if (pose.teleported || isClearWay(plan, track, x, z)) {
    track.anchorX = x;
    track.anchorZ = z;
  }
  const spentMetres = pose.teleported ? 0 : lengthOf(x - track.x, z - track.z);
  track.allowanceMetres = allowanceAt(track, nowMs) - spentMetres;
  track.x = x;
  track.z = z;
  track.atMs = nowMs;
  if (pose.teleported) track.jumpedAtMs = nowMs;
  track.arriving = false;
  if (!isCalm(track, x, z)) settleDown(track, plan);
}

/**
 * Whether a place is so near to where the body lately was that there is nothing to be looked up in the plan: it is in the zone that the
 * body is in, and the floor from one such place to another is free. That is so at most poses, and the answers are those of the plan.
 */
function isCalm({ calmX, calmZ, calmMetres }: BodyTrack, x: number, z: number): boolean {
  return lengthOf(x - calmX, z - calmZ) < calmMetres;
}

/** So that no rounding makes a difference. */
const CALM_MARGIN_METRES = 0.001;

/** Looks up in the plan where the body is, and how far it is the same around it. */
function settleDown(track: BodyTrack, plan: BranchPlan): void {
  const { x, z } = track;
  const way = clearanceAt(plan, x, z) - WAY_RADIUS_METRES;
  track.zone = zoneAt(plan, x, z);
  track.calmX = x;
  track.calmZ = z;
  track.calmMetres = Math.max(0, Math.min(way, borderDistance(plan, x, z)) - CALM_MARGIN_METRES);
}

/** Metres to the nearest line along which a zone may begin or end. */
function borderDistance({ zones }: BranchPlan, x: number, z: number): number {
  let nearest = Number.POSITIVE_INFINITY;
  for (const { area } of zones) {
    const dx = Math.max(area.minX - x, x - area.maxX);
    const dz = Math.max(area.minZ - z, z - area.maxZ);
    // Inside, the nearest side; outside, no less than the greater of the two.
    nearest = Math.min(nearest, Math.abs(Math.max(dx, dz)));
  }
  return nearest;
}

/** `Math.hypot` takes many times as long, for the sake of numbers that no branch has. */
function lengthOf(dx: number, dz: number): number {
  return Math.sqrt(dx * dx + dz * dz);
}

/** Steps are paid from what time grants, so that neither many small ones nor a long silence make a body fast. */
function allowanceAt(track: BodyTrack, nowMs: number): number {
  const grantedMetres = (MAX_SPEED_METRES_PER_SECOND * (nowMs - track.atMs)) / 1000;
  return Math.min(MAX_ALLOWANCE_METRES, track.allowanceMetres + grantedMetres);
}

function refusalOfStep(
  distance: number,
  { x, z }: Vector,
  track: BodyTrack,
  plan: BranchPlan,
  nowMs: number,
): PoseRefusal | null {
  if (distance > allowanceAt(track, nowMs)) return 'pose-too-fast';
  const isLeaning = lengthOf(x - track.anchorX, z - track.anchorZ) <= MAX_LEAN_METRES;
  return isLeaning || isClearWay(plan, track, x, z) ? null : 'pose-out-of-bounds';
}

/** Narrower than a body, for corners are cut: wide enough for no wall to slip through between two samples. */
const WAY_RADIUS_METRES = 0.06;
const WAY_STEP_METRES = 0.1;

/** Whether one can go straight from a body's anchor to a place without anything in the way. */
function isClearWay(plan: BranchPlan, track: BodyTrack, toX: number, toZ: number): boolean {
  const { anchorX: fromX, anchorZ: fromZ } = track;
  if (isCalm(track, fromX, fromZ) && isCalm(track, toX, toZ)) return true;
  const steps = Math.max(1, Math.ceil(lengthOf(toX - fromX, toZ - fromZ) / WAY_STEP_METRES));
  for (let step = 1; step <= steps; step++) {
    const t = step / steps;
    if (!isWalkable(plan, fromX + (toX - fromX) * t, fromZ + (toZ - fromZ) * t, WAY_RADIUS_METRES)) return false;
  }
  return true;
}

function refusalOfJump(
  distance: number,
  head: Vector,
  track: BodyTrack,
  plan: BranchPlan,
  nowMs: number,
): PoseRefusal | null {
  if (!isWalkable(plan, head.x, head.z)) return 'pose-out-of-bounds';
  if (track.arriving) return null;
  return distance > MAX_JUMP_METRES || nowMs - track.jumpedAtMs < MIN_JUMP_INTERVAL_MS ? 'pose-too-fast' : null;
}

function isInBounds({ bounds }: BranchPlan, x: number, z: number): boolean {
  return x >= bounds.minX && x <= bounds.maxX && z >= bounds.minZ && z <= bounds.maxZ;
}

function isOutOfReach(hand: HandPose, head: Vector): boolean {
  if (!hand.present) return false;
  const { x, y, z } = hand.position;
  const [dx, dy, dz] = [x - head.x, y - head.y, z - head.z];
  return Math.sqrt(dx * dx + dy * dy + dz * dz) > MAX_REACH_METRES;
}

/** The codec cannot carry what is not finite; this holds for whoever does not come through it. */
function isFinitePose({ headPosition, headRotation, left, right }: Pose): boolean {
  return (
    isFiniteVector(headPosition) &&
    isFiniteVector(headRotation) &&
    Number.isFinite(headRotation.w) &&
    isFiniteHand(left) &&
    isFiniteHand(right)
  );
}
function isFiniteHand(hand: HandPose): boolean {
  return (
    !hand.present ||
    (isFiniteVector(hand.position) && isFiniteVector(hand.rotation) && Number.isFinite(hand.rotation.w))
  );
}
function isFiniteVector({ x, y, z }: Vector): boolean {
  return Number.isFinite(x) && Number.isFinite(y) && Number.isFinite(z);
}

/** The zone a body is in; the smallest where they overlap, `hall` where there is none. */
export function zoneAt(plan: BranchPlan, x: number, z: number): string {
  let found = 'hall';
  let smallest = Number.POSITIVE_INFINITY;
  for (const { id, area } of plan.zones) {
    if (x < area.minX || x > area.maxX || z < area.minZ || z > area.maxZ) continue;
    const size = (area.maxX - area.minX) * (area.maxZ - area.minZ);
    if (size < smallest) {
      smallest = size;
      found = id;
    }
  }
  return found;
}

/** Where the n-th arrival begins. */
export function spawnOf(plan: BranchPlan, arrival: number): Spot {
  const spawn = plan.spawns[arrival % plan.spawns.length];
  if (!spawn) throw new Error(`branch ${plan.id} has no spawn`);
  return spawn;
}

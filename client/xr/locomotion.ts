import { createFloorPoint, type FloorPoint, type Ground, walk } from '../../shared/walkable.ts';
import { beginCorrection, type Correction, createCorrection, stepGlide } from './correction.ts';
import { createJourney, type Journey } from './journey.ts';
import { keepClear, NOBODY, type Strangers } from './personal-space.ts';

/** Height of the eyes of someone without a headset, metres. */
export const EYE_HEIGHT_METRES = 1.62;
const WALK_SPEED_METRES_PER_SECOND = 1.9;
/** How fast velocity follows what is asked for, per second: about 0.3 s to full speed, and as long to a halt. */
const AGILITY_PER_SECOND = 9;
const TURN_RADIANS_PER_SECOND = 1.9;
const MOST_PITCH_RADIANS = 1.25;
/** A frame after a pause (a hidden tab) counts as this much, so that nobody leaps. */
const LONGEST_FRAME_SECONDS = 0.1;
const ARRIVAL_METRES = 0.06;
/**
 * Whoever is put right while they press on stands for so long, or until they let go: what the server closed, and we cannot know of,
 * is then asked once in a while and not at every step.
 */
const HELD_UP_SECONDS = 1;
/** A walk to a place gives up when something has stood in the way for this long. */
const PATIENCE_SECONDS = 0.4;

/**
 * One body on the floor. Without a headset (x, z) is where the person stands and (yaw, pitch) where they look; with
 * one it is the origin of their play space. Radians; yaw 0 looks along -z and grows to the left.
 */
export interface Walker extends FloorPoint {
  yaw: number;
  pitch: number;
  velocityX: number;
  velocityZ: number;
  /** Where the head is over the floor: where the body stands, or in VR wherever in the play space its owner walked. */
  readonly head: FloorPoint;
  /** With a headset, where the head looks, as `yaw`. */
  headYaw: number;
  /** The way to a place of the branch that was chosen by name, and the seat one took there. */
  readonly journey: Journey;
  /** Where a press on the floor sends the body, while `walking`. */
  readonly goal: FloorPoint;
  walking: boolean;
  stalledSeconds: number;
  /** The way back to where the server has the body. */
  readonly correction: Correction;
  /** Until steering counts again after a correction; see {@link HELD_UP_SECONDS}. */
  heldUpSeconds: number;
  /** The body jumped since this was last set to false: others are shown it there at once. */
  jumped: boolean;
}

/** What keys and the touch stick ask for, each -1 to 1; positive is forward, right, and a turn to the right. */
export interface Steering {
  forward: number;
  sideways: number;
  turn: number;
}

/** A heading of the plan (degrees clockwise from -z) as a yaw of the scene (radians anticlockwise). */
export function headingToYaw(headingDegrees: number): number {
  return (-headingDegrees * Math.PI) / 180;
}

export function createWalker(x: number, z: number, headingDegrees: number): Walker {
  return {
    x,
    z,
    yaw: headingToYaw(headingDegrees),
    pitch: 0,
    velocityX: 0,
    velocityZ: 0,
    head: createFloorPoint(x, z),
    headYaw: headingToYaw(headingDegrees),
    journey: createJourney(),
    goal: createFloorPoint(x, z),
    walking: false,
    stalledSeconds: 0,
    correction: createCorrection(),
    heldUpSeconds: 0,
    jumped: true,
  };
}

/** Slower than this, nothing is gained by going on. */
const STALL_METRES_PER_SECOND = 0.05;
const AT_REST_METRES_PER_SECOND = 0.002;
const STANDING: Readonly<Steering> = { forward: 0, sideways: 0, turn: 0 };
const before = createFloorPoint();

/** Moves the body through one frame. Steering by hand ends a walk to a place. */
export function stepWalker(
  walker: Walker,
  steering: Readonly<Steering>,
  ground: Ground,
  frameSeconds: number,
  strangers: Strangers = NOBODY,
): void {
  // biome-ignore lint/complexity/useMathMinMax: the least of two is a new number on the heap, once a frame
  const seconds = frameSeconds > LONGEST_FRAME_SECONDS ? LONGEST_FRAME_SECONDS : frameSeconds;
  walker.yaw -= steering.turn * TURN_RADIANS_PER_SECOND * seconds;
  if (walker.correction.active) {
    stepGlide(walker.correction, walker, seconds);
    walker.head.x = walker.x;
    walker.head.z = walker.z;
    walker.heldUpSeconds = HELD_UP_SECONDS;
    return;
  }

  const isSteered = steering.forward !== 0 || steering.sideways !== 0;
  if (isSteered) walker.walking = false;
  walker.heldUpSeconds = isSteered ? Math.max(0, walker.heldUpSeconds - seconds) : 0;
  // Most frames of a visit: one stands, and nothing is to be worked out.
  if (!isSteered && !walker.walking && isAtRest(walker)) return;
  const obeyed = walker.heldUpSeconds > 0 ? STANDING : steering;
  const towardsX = walker.walking ? walker.goal.x - walker.x : forwardX(walker, obeyed);
  const towardsZ = walker.walking ? walker.goal.z - walker.z : forwardZ(walker, obeyed);
  const length = Math.sqrt(towardsX * towardsX + towardsZ * towardsZ);
  if (walker.walking && length < ARRIVAL_METRES) walker.walking = false;

  // A stick held half way walks half as fast; a walk to a place slows down over its last steps.
  const share = length === 0 ? 0 : Math.min(walker.walking ? length * 2.5 : length, 1) / length;
  const blend = 1 - Math.exp(-AGILITY_PER_SECOND * seconds);
  walker.velocityX += (towardsX * share * WALK_SPEED_METRES_PER_SECOND - walker.velocityX) * blend;
  walker.velocityZ += (towardsZ * share * WALK_SPEED_METRES_PER_SECOND - walker.velocityZ) * blend;

  before.x = walker.x;
  before.z = walker.z;
  walk(ground, walker, walker.velocityX * seconds, walker.velocityZ * seconds);
  keepClear(ground, before, walker, strangers);
  walker.head.x = walker.x;
  walker.head.z = walker.z;
  const isStalled = Math.hypot(walker.x - before.x, walker.z - before.z) < STALL_METRES_PER_SECOND * seconds;
  walker.stalledSeconds = isStalled ? walker.stalledSeconds + seconds : 0;
  if (walker.stalledSeconds > PATIENCE_SECONDS) walker.walking = false;
}

/** Stops what has all but stopped; answers whether one stands. */
function isAtRest(walker: Walker): boolean {
  const { velocityX, velocityZ } = walker;
  if (velocityX * velocityX + velocityZ * velocityZ > AT_REST_METRES_PER_SECOND ** 2) return false;
  walker.velocityX = 0;
  walker.velocityZ = 0;
  walker.stalledSeconds = 0;
  walker.head.x = walker.x;
  walker.head.z = walker.z;
  return true;
}

/** The server refused a pose, and has the body at (x, z): it goes back there, whatever is steered; see `correction.ts`. */
export function sendBack(walker: Walker, x: number, z: number): void {
  beginCorrection(walker.correction, walker.head, x, z);
  walker.walking = false;
  walker.velocityX = 0;
  walker.velocityZ = 0;
}

function forwardX(walker: Walker, { forward, sideways }: Readonly<Steering>): number {
  return -Math.sin(walker.yaw) * forward + Math.cos(walker.yaw) * sideways;
}

function forwardZ(walker: Walker, { forward, sideways }: Readonly<Steering>): number {
  return -Math.cos(walker.yaw) * forward - Math.sin(walker.yaw) * sideways;
}

/** Sends the body to a place on the floor, in a straight line and along what stands in the way. */
export function walkTo(walker: Walker, x: number, z: number): void {
  walker.goal.x = x;
  walker.goal.z = z;
  walker.walking = true;
  walker.stalledSeconds = 0;
}

/** Turns the view by a drag; `right` and `up` in radians. */
export function lookBy(walker: Walker, right: number, up: number): void {
  walker.yaw -= right;
  walker.pitch = Math.min(Math.max(walker.pitch + up, -MOST_PITCH_RADIANS), MOST_PITCH_RADIANS);
}

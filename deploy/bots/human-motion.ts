import type { HandPose, Pose, Rotation, Vector } from '../../shared/pose.ts';
import { createRandom } from './seeded-random.ts';

/**
 * How people move in a branch, as a function of time: true and smooth, so that what a viewer is shown can be held against
 * where the body really was at any moment. Walking at 1.4 m/s with a bob of 3 cm at 2 Hz, heads that turn at up to 200 degrees
 * a second about their necks, hands that gesture at one to two metres a second, people who sit. What a headset measures is this
 * with `tracking-noise.ts`: a body is never still. The speeds are held by `human-motion.test.ts`.
 */
export interface Motion {
  readonly kind: PersonKind;
  /** Writes where the body truly is. */
  at(seconds: number, into: Pose): void;
}

export const PERSON_KINDS = ['walker', 'talker', 'sitter'] as const;
export type PersonKind = (typeof PERSON_KINDS)[number];

/** Where the middle of someone's head stays, or which circle it goes round. Metres and radians; heading 0 looks along -z. */
export type Course =
  | { readonly stays: { readonly x: number; readonly z: number; readonly heading: number } }
  | {
      readonly rounds: {
        readonly x: number;
        readonly z: number;
        readonly radiusMetres: number;
        /** Angle at second 0. */
        readonly phase: number;
        readonly direction: 1 | -1;
      };
    };

const WALK_METRES_PER_SECOND = 1.4;
/** From the highest to the lowest. */
const BOB_METRES = 0.03;
/** One bob a step; the body leans from foot to foot once in two. */
const BOB_HZ = 2;
const LEAN_METRES = 0.02;
const STANDING_SWAY_METRES = 0.008;
const STANDING_EYES_METRES = 1.62;
const SEATED_EYES_METRES = 1.18;
/** From the axis the neck turns about to between the eyes. */
const NECK_TO_EYES_METRES = 0.08;

export function createMotion(seed: number, kind: PersonKind, course: Course): Motion {
  const random = createRandom(seed);
  const between = (low: number, high: number) => low + random() * (high - low);
  const turns = createTurning(random);
  const hands = [createGesture(random, kind), createGesture(random, kind)] as const;
  const height = (kind === 'sitter' ? SEATED_EYES_METRES : STANDING_EYES_METRES) + between(-0.1, 0.12);
  const body = 'rounds' in course ? createWalk(course.rounds, random()) : createStay(course.stays, random());
  return {
    kind,
    at(seconds, into) {
      const { x, y, z, heading } = body(seconds);
      const { yaw, pitch } = turns(seconds);
      const head = into.headPosition;
      // The course is of the eyes when they look ahead; a turn carries them round the neck.
      const reach = NECK_TO_EYES_METRES * Math.cos(pitch);
      head.x = x + NECK_TO_EYES_METRES * Math.sin(heading) - reach * Math.sin(heading + yaw);
      head.y = height + y + NECK_TO_EYES_METRES * Math.sin(pitch);
      head.z = z + NECK_TO_EYES_METRES * Math.cos(heading) - reach * Math.cos(heading + yaw);
      writeRotation(heading + yaw, pitch, into.headRotation);
      placeHand(into.left, { x, y: height + y / 2, z }, heading, -1, hands[0](seconds));
      placeHand(into.right, { x, y: height + y / 2, z }, heading, 1, hands[1](seconds));
      into.handTracking = false;
      into.curled = false;
      into.seated = kind === 'sitter';
      into.speaking = kind === 'talker';
      into.teleported = false;
    },
  };
}

interface Step extends Vector {
  readonly heading: number;
}

/** Round a circle at walking speed: every heading, and never a corner. */
function createWalk(
  { x, z, radiusMetres, phase, direction }: Extract<Course, { rounds: unknown }>['rounds'],
  stride: number,
): (seconds: number) => Step {
  const turn = (direction * WALK_METRES_PER_SECOND) / radiusMetres;
  return (seconds) => {
    const angle = phase + turn * seconds;
    const step = 2 * Math.PI * (BOB_HZ * seconds + stride);
    const radius = radiusMetres + LEAN_METRES * Math.sin(step / 2);
    return {
      x: x + radius * Math.cos(angle),
      y: (BOB_METRES / 2) * Math.sin(step),
      z: z + radius * Math.sin(angle),
      heading: Math.atan2(direction * Math.sin(angle), -direction * Math.cos(angle)),
    };
  };
}

function createStay(
  { x, z, heading }: Extract<Course, { stays: unknown }>['stays'],
  random: number,
): (seconds: number) => Step {
  const phase = 2 * Math.PI * random;
  return (seconds) => ({
    x: x + STANDING_SWAY_METRES * Math.sin(1.6 * seconds + phase),
    y: 0,
    z: z + STANDING_SWAY_METRES * Math.sin(1.1 * seconds + 2 * phase),
    heading,
  });
}

const FASTEST_TURN_RADIANS_PER_SECOND = (190 * Math.PI) / 180;
const QUICK_TURN_RADIANS = Math.PI / 4;
/** A turn as a half cosine is fastest in its middle. */
const QUICK_TURN_SECONDS = (QUICK_TURN_RADIANS * Math.PI) / (2 * FASTEST_TURN_RADIANS_PER_SECOND);

/** Looks about: slow wandering, and every few seconds a quick turn. */
function createTurning(random: () => number): (seconds: number) => { yaw: number; pitch: number } {
  const phase = random() * 100;
  const period = 3 + 3 * random();
  return (seconds) => {
    const time = seconds + phase;
    const side = Math.floor(time / period) % 2 === 0 ? 1 : -1;
    const progress = Math.min(1, (time % period) / QUICK_TURN_SECONDS);
    const eased = (1 - Math.cos(Math.PI * progress)) / 2;
    return {
      yaw: side * (eased - 0.5) * QUICK_TURN_RADIANS + 0.15 * Math.sin(0.9 * time),
      pitch: 0.12 * Math.sin(0.7 * time + 1),
    };
  };
}

interface HandOffset {
  readonly forward: number;
  readonly aside: number;
  readonly up: number;
  readonly turn: number;
}

/** How strongly each gestures; a walker's hands swing instead. */
const LIVELINESS = { talker: 1, sitter: 0.35, walker: 0 } as const satisfies Record<PersonKind, number>;
const SWING_METRES = 0.12;

/** A hand that gestures for some seconds, a talker's in its fastest moments at 1 to 2 m/s, and comes to rest. */
function createGesture(random: () => number, kind: PersonKind): (seconds: number) => HandOffset {
  const speed = 1.1 + 0.75 * random();
  const hz = 0.8 + 0.6 * random();
  const phase = random() * 2 * Math.PI;
  const spell = 5 + 5 * random();
  // A circle of this radius at `hz` has this speed.
  const radius = (LIVELINESS[kind] * speed) / (2 * Math.PI * hz);
  const swing = kind === 'walker' ? SWING_METRES : 0;
  return (seconds) => {
    const time = 2 * Math.PI * hz * seconds + phase;
    const strength = 0.5 + 0.5 * Math.sin((2 * Math.PI * seconds) / spell + phase);
    const reach = radius * strength;
    return {
      // A swing in each two steps.
      forward: 0.32 + 0.6 * reach * Math.sin(time) + swing * Math.sin(Math.PI * BOB_HZ * seconds + phase),
      aside: 0.22 + 0.5 * reach * Math.sin(0.7 * time),
      up: -0.45 + 0.9 * reach * Math.cos(time),
      turn: 0.7 * LIVELINESS[kind] * strength * Math.sin(1.1 * time),
    };
  };
}

function placeHand(hand: HandPose, neck: Vector, heading: number, side: -1 | 1, offset: HandOffset): void {
  const { forward, aside, up, turn } = offset;
  const forwardX = -Math.sin(heading);
  const forwardZ = -Math.cos(heading);
  hand.present = true;
  hand.pinching = false;
  hand.pointing = false;
  hand.position.x = neck.x + forward * forwardX - side * aside * forwardZ;
  hand.position.y = neck.y + up;
  hand.position.z = neck.z + forward * forwardZ + side * aside * forwardX;
  writeRotation(heading + turn, -0.3 + 0.6 * turn, hand.rotation);
}

/** Yaw about y, then pitch about x; looking along -z at zero. */
function writeRotation(yaw: number, pitch: number, into: Rotation): void {
  const sinYaw = Math.sin(yaw / 2);
  const cosYaw = Math.cos(yaw / 2);
  const sinPitch = Math.sin(pitch / 2);
  const cosPitch = Math.cos(pitch / 2);
  into.x = cosYaw * sinPitch;
  into.y = sinYaw * cosPitch;
  into.z = -sinYaw * sinPitch;
  into.w = cosYaw * cosPitch;
}

import { FINGERS, type HandPose, type Pose } from '../pose.ts';

/** What a pose says beside places, as bits. A jump is not among them: it is counted (`pose-chain-format.ts`) or told (`pose-packet.ts`). */
const LEFT = 1;
const RIGHT = 2;
const HAND_TRACKING = 4;
const SEATED = 8;
const SPEAKING = 16;
const LEFT_PINCHING = 32;
const RIGHT_PINCHING = 64;
const LEFT_POINTING = 128;
const RIGHT_POINTING = 256;
const CURLED = 512;
export const FLAG_BITS = 10;
const OF_HANDS =
  LEFT | RIGHT | HAND_TRACKING | LEFT_PINCHING | RIGHT_PINCHING | LEFT_POINTING | RIGHT_POINTING | CURLED;

export function flagsOf(pose: Pose): number {
  return (
    (pose.left.present ? LEFT : 0) |
    (pose.right.present ? RIGHT : 0) |
    (pose.handTracking ? HAND_TRACKING : 0) |
    (pose.seated ? SEATED : 0) |
    (pose.speaking ? SPEAKING : 0) |
    (pose.left.pinching ? LEFT_PINCHING : 0) |
    (pose.right.pinching ? RIGHT_PINCHING : 0) |
    (pose.left.pointing ? LEFT_POINTING : 0) |
    (pose.right.pointing ? RIGHT_POINTING : 0) |
    (pose.curled ? CURLED : 0)
  );
}

export function writeFlags(flags: number, into: Pose): void {
  into.left.present = (flags & LEFT) !== 0;
  into.right.present = (flags & RIGHT) !== 0;
  into.handTracking = (flags & HAND_TRACKING) !== 0;
  into.seated = (flags & SEATED) !== 0;
  into.speaking = (flags & SPEAKING) !== 0;
  into.left.pinching = (flags & LEFT_PINCHING) !== 0;
  into.right.pinching = (flags & RIGHT_PINCHING) !== 0;
  into.left.pointing = (flags & LEFT_POINTING) !== 0;
  into.right.pointing = (flags & RIGHT_POINTING) !== 0;
  into.curled = (flags & CURLED) !== 0;
}

/** As if there were no hands. */
export function withoutHands(flags: number): number {
  return flags & ~OF_HANDS;
}

/** Head (0) is always there; left (1) and right (2) where they are flagged. */
export function hasPart(flags: number, part: number): boolean {
  return part === 0 || (flags & part) !== 0;
}
/** Whether the same hands are there. */
export function sameParts(flags: number, others: number): boolean {
  return ((flags ^ others) & (LEFT | RIGHT | CURLED)) === 0;
}
export function hasCurls(flags: number): boolean {
  return (flags & CURLED) !== 0;
}

/** Ten fingers of three bits, the left hand's first. */
export function curlBitsOf({ left, right }: Pose): number {
  return handBits(left) | (handBits(right) << (3 * FINGERS));
}
export function writeCurlBits(bits: number, { left, right }: Pose): void {
  for (let finger = 0; finger < FINGERS; finger++) {
    left.curls[finger] = (bits >>> (3 * finger)) & 7;
    right.curls[finger] = (bits >>> (3 * (FINGERS + finger))) & 7;
  }
}
function handBits({ curls }: HandPose): number {
  let bits = 0;
  for (let finger = 0; finger < FINGERS; finger++) bits |= ((curls[finger] as number) & 7) << (3 * finger);
  return bits;
}

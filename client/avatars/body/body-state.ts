import { Quaternion, Vector3 } from 'three';
import { createFace, type Face } from './face.ts';
import { createGait, type Gait } from './gait.ts';
import { BONES } from './skeleton.ts';

/** Wider or narrower than drawn: shares of the drawn measure, across and in depth. */
export interface Build {
  readonly shoulders: number;
  readonly chest: readonly [across: number, deep: number];
  readonly waist: readonly [across: number, deep: number];
  readonly hips: readonly [across: number, deep: number];
  readonly limbs: number;
  readonly neck: number;
}

/** Ten numbers from 0 (straight) to 1 (in the fist), thumb first, the left hand before the right. */
export type FingerCurls = Float32Array;

/** One body as it stands: where each bone's joint is, and how it is turned from rest. Mutable; one frame writes it. */
export interface BodyState {
  readonly positions: readonly Vector3[];
  readonly rotations: readonly Quaternion[];
  readonly gait: Gait;
  readonly face: Face;
  readonly curls: FingerCurls;
  /** How much larger than drawn. */
  size: number;
  yaw: number;
  /** How far the shoulders turn after the hands, radians, to the left. */
  twist: number;
  /** How far the heel that was placed last is up, radians. */
  heel: number;
  /** How far the back leans forward, radians. */
  lean: number;
  /** Since the frame before. */
  frameSeconds: number;
  /** Between standing, 0, and sitting, 1. */
  sitting: number;
  /** Between silent, 0, and speaking, 1. */
  talks: number;
  /** How far the hand that was placed last accompanies words, 0 to 1. */
  raised: number;
  isPlaced: boolean;
}

/** @param seed a different one for each person: nobody blinks in time with another */
export function createBodyState(seed: number): BodyState {
  return {
    positions: Array.from({ length: BONES }, () => new Vector3()),
    rotations: Array.from({ length: BONES }, () => new Quaternion()),
    gait: createGait(),
    face: createFace(seed),
    curls: new Float32Array(10).fill(0.3),
    size: 1,
    yaw: 0,
    twist: 0,
    heel: 0,
    lean: 0,
    frameSeconds: 0,
    sitting: 0,
    talks: 0,
    raised: 0,
    isPlaced: false,
  };
}

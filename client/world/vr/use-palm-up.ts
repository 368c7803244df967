import { useFrame } from '@react-three/fiber';
import { useRef } from 'react';
import { Quaternion, Vector3 } from 'three';
import type { HandPose, Pose } from '../../../shared/pose.ts';
import { FrameOrder } from '../../xr/frame-order.ts';
import { createPalmUp, type PalmUp, type PalmView, stepPalmUp } from '../../xr/palm-up.ts';

const wrist = new Vector3();
const eyes = new Vector3();
const gaze = new Vector3();
const palmward = new Vector3();
const turn = new Quaternion();
const view: PalmView = { facing: 0, inView: 0, distanceMetres: 0, isPinching: false };

/** Tells when either bare hand has been held up with its palm to the eyes; `own` is one's pose as it is sent. */
export function usePalmUp(own: Readonly<Pose>, onPalmUp: () => void): void {
  const palms = useRef({ left: createPalmUp(), right: createPalmUp() });
  useFrame((_, delta) => {
    const { left, right } = palms.current;
    const isUp = stepHand(left, own.left, own, delta);
    if (stepHand(right, own.right, own, delta) || isUp) onPalmUp();
  }, FrameOrder.poseIn);
}

function stepHand(palm: PalmUp, hand: Readonly<HandPose>, own: Readonly<Pose>, seconds: number): boolean {
  if (!hand.present || !own.handTracking) return stepPalmUp(palm, null, seconds);
  const { headPosition, headRotation } = own;
  eyes.set(headPosition.x, headPosition.y, headPosition.z);
  turn.set(headRotation.x, headRotation.y, headRotation.z, headRotation.w);
  gaze.set(0, 0, -1).applyQuaternion(turn);
  wrist.set(hand.position.x, hand.position.y, hand.position.z);
  turn.set(hand.rotation.x, hand.rotation.y, hand.rotation.z, hand.rotation.w);
  // WebXR Hand Input: +y of a joint comes out of the back of the hand.
  palmward.set(0, -1, 0).applyQuaternion(turn);
  wrist.sub(eyes);
  view.distanceMetres = wrist.length();
  wrist.normalize();
  view.inView = gaze.dot(wrist);
  view.facing = -palmward.dot(wrist);
  view.isPinching = hand.pinching;
  return stepPalmUp(palm, view, seconds);
}

import { Matrix4, Quaternion, Vector3 } from 'three';
import { expect, test } from 'vitest';
import { createPose, type Pose } from '../../shared/pose.ts';
import { sampleFlatPose, sampleXRPose, type XRPoseFrame } from './sample-pose.ts';

const UP = new Vector3(0, 1, 0);
const UNIT = new Vector3(1, 1, 1);

/** Stands for an XRSpace, and says where it is in the play space. */
interface Spot {
  readonly at: Matrix4;
}
function spot(x: number, y: number, z: number, yaw = 0): Spot {
  return { at: new Matrix4().compose(new Vector3(x, y, z), new Quaternion().setFromAxisAngle(UP, yaw), UNIT) };
}

const eyes = spot(0.1, 1.7, -0.2);

function sample(inputSources: object[], into: Pose, { tracked = true, origin = new Matrix4() } = {}): boolean {
  const read = (space: unknown) => ({ transform: { matrix: (space as Spot).at.toArray() } });
  const fillPoses = (spaces: Spot[], _: unknown, into: Float32Array) => {
    spaces.forEach(({ at }, index) => {
      into.set(at.toArray(), index * 16);
    });
    return true;
  };
  const frame = {
    fillPoses,
    getViewerPose: () => (tracked ? read(eyes) : undefined),
    getPose: read,
    getJointPose: read,
  };
  return sampleXRPose(
    frame as unknown as XRPoseFrame,
    inputSources as XRInputSource[],
    {} as XRReferenceSpace,
    origin,
    into,
  );
}
function controller(handedness: string, grip: Spot, ray = grip) {
  return { handedness, gripSpace: grip, targetRaySpace: ray };
}

test('without a headset the head is the camera, and there are no hands', () => {
  const pose = createPose();
  pose.left.present = true;
  sampleFlatPose(spot(1, 1.62, 2, 0.5).at, pose);
  expect(pose.headPosition).toEqual({ x: 1, y: 1.62, z: 2 });
  expect(pose.headRotation.y).toBeCloseTo(Math.sin(0.25));
  expect([pose.left.present, pose.right.present]).toEqual([false, false]);
});

test('head and controllers are carried from the play space into the scene', () => {
  const origin = new Matrix4().compose(new Vector3(4, 0, 1), new Quaternion().setFromAxisAngle(UP, Math.PI / 2), UNIT);
  const pose = createPose();
  expect(sample([controller('right', spot(0.3, 1.2, -0.4))], pose, { origin })).toBe(true);
  // A quarter turn to the left takes (x, z) to (z, -x).
  expect(pose.headPosition.x).toBeCloseTo(4 - 0.2);
  expect(pose.headPosition.z).toBeCloseTo(1 - 0.1);
  expect(pose.right.present).toBe(true);
  expect(pose.right.position.x).toBeCloseTo(4 - 0.4);
  expect(pose.right.position.z).toBeCloseTo(1 - 0.3);
  expect(pose.left.present).toBe(false);
});

test('a controller is where it is gripped, and turned as it points', () => {
  const pose = createPose();
  sample([controller('left', spot(-0.3, 1.2, -0.4, 1), spot(-0.3, 1.25, -0.5, 0.2))], pose);
  expect(pose.left.position.y).toBeCloseTo(1.2);
  expect(pose.left.rotation.y).toBeCloseTo(Math.sin(0.1));
  expect(pose.handTracking).toBe(false);
});

test('a bare hand is where its wrist is', () => {
  const pose = createPose();
  const wrist = spot(0.2, 1, -0.3);
  sample([{ handedness: 'right', hand: new Map([['wrist', wrist]]) }], pose);
  expect(pose.handTracking).toBe(true);
  expect(pose.right.position.z).toBeCloseTo(-0.3);
});

/** A tracked hand whose bones lie in one line, or fold back on themselves. */
function trackedHand(isFist: boolean) {
  const places = Array.from({ length: 25 }, (_, joint) =>
    spot(0.2, 1, isFist && joint % 2 ? -0.1 : -0.3 - joint / 100),
  );
  return {
    handedness: 'right',
    hand: new Map(places.map((place, joint) => [joint === 0 ? 'wrist' : `joint-${joint}`, place])),
  };
}

test('where the browser tells of every joint, the fingers are known; a controller has none', () => {
  const pose = createPose();
  sample([trackedHand(false)], pose);
  expect([pose.curled, ...pose.right.curls]).toEqual([true, 0, 0, 0, 0, 0]);
  sample([trackedHand(true)], pose);
  expect([pose.curled, ...pose.right.curls]).toEqual([true, 7, 7, 7, 7, 7]);
  sample([controller('right', spot(0.3, 1.2, -0.4))], pose);
  expect(pose.curled).toBe(false);
});

test('a trigger that is pressed pinches; a gripped controller with the finger off its trigger points', () => {
  const pose = createPose();
  const pressed = { pressed: true, touched: true };
  const loose = { pressed: false, touched: false };
  const hold = (...buttons: object[]) => {
    sample([{ ...controller('right', spot(0.3, 1.2, -0.4)), gamepad: { buttons } }], pose);
    return [pose.right.pinching, pose.right.pointing];
  };
  expect(hold(loose, loose)).toEqual([false, false]);
  expect(hold(pressed, pressed)).toEqual([true, false]);
  expect(hold(loose, pressed)).toEqual([false, true]);
  expect(hold({ pressed: false, touched: true }, pressed)).toEqual([false, false]);
});

test('a controller that was put away is no hand', () => {
  const pose = createPose();
  sample([controller('right', spot(0, 0.5, -4))], pose);
  expect(pose.right.present).toBe(false);
});

test('while the headset is not tracked, nothing is made up', () => {
  const pose = createPose();
  expect(sample([], pose, { tracked: false })).toBe(false);
  expect(pose.headPosition).toEqual(createPose().headPosition);
});

import fc from 'fast-check';
import { Euler, Quaternion, Vector3 } from 'three';
import { expect, test } from 'vitest';
import { createPose, type Pose } from '../../../shared/pose.ts';
import { type BodyState, createBodyState } from './body-state.ts';
import { ARM_METRES, drawnHand } from './limbs.ts';
import { BUILDS } from './looks.ts';
import { poseBody } from './pose-body.ts';
import { boneIndex, LEFT, MIDDLE, REST, RIGHT, type SideBones } from './skeleton.ts';

const FRAME = 1 / 72;
const build = BUILDS[0];
if (!build) throw new Error('no builds');

function standing(height = 1.62): Pose {
  const pose = createPose();
  pose.headPosition.y = height;
  return pose;
}

function settle(pose: Pose, frames = 60, state = createBodyState(1)): BodyState {
  for (let frame = 0; frame < frames; frame++) poseBody(state, pose, build as never, 0, FRAME);
  return state;
}

const at = (state: BodyState, bone: number) => state.positions[bone] as Vector3;
const between = (state: BodyState, from: number, to: number) => at(state, from).distanceTo(at(state, to));
const atRest = (from: number, to: number) => (REST[from] as Vector3).distanceTo(REST[to] as Vector3);
const LIMB_BONES = ({ upperArm, lowerArm, hand, thigh, shin, foot, fingers }: SideBones) => [
  [upperArm, lowerArm],
  [lowerArm, hand],
  [thigh, shin],
  [shin, foot],
  ...fingers.map((base) => [base, base + 1]),
];

const coordinate = fc.double({ min: -2, max: 2, noNaN: true });
const turn = fc
  .tuple(coordinate, coordinate, coordinate)
  .map(([x, y, z]) => new Quaternion().setFromEuler(new Euler(x, y * 2, z)));
const anyHand = fc.record({ present: fc.boolean(), place: fc.tuple(coordinate, coordinate, coordinate), turn });
const anyPose = fc
  .record({
    height: fc.double({ min: 0.1, max: 2.6, noNaN: true }),
    turn,
    left: anyHand,
    right: anyHand,
    seated: fc.boolean(),
    handTracking: fc.boolean(),
    pointing: fc.boolean(),
    curls: fc.array(fc.integer({ min: 0, max: 7 }), { minLength: 5, maxLength: 5 }),
  })
  .map(({ height, turn: headTurn, left, right, seated, handTracking, pointing, curls }) => {
    const pose = standing(height);
    Object.assign(pose.headRotation, { x: headTurn.x, y: headTurn.y, z: headTurn.z, w: headTurn.w });
    for (const [hand, given] of [
      [pose.left, left],
      [pose.right, right],
    ] as const) {
      const [x, y, z] = given.place;
      hand.present = given.present;
      Object.assign(hand.position, { x, y: y + height, z });
      Object.assign(hand.rotation, { x: given.turn.x, y: given.turn.y, z: given.turn.z, w: given.turn.w });
      hand.pointing = pointing;
      hand.curls.set(curls);
    }
    pose.seated = seated;
    pose.handTracking = handTracking;
    pose.curled = handTracking;
    return pose;
  });

test('whatever the poses, every bone has a finite place and a unit turn, and no limb changes its length', () => {
  fc.assert(
    fc.property(fc.array(anyPose, { minLength: 1, maxLength: 6 }), fc.constantFrom(...BUILDS), (poses, someBuild) => {
      const state = createBodyState(7);
      for (const pose of poses) poseBody(state, pose, someBuild, 0.5, FRAME);
      for (const place of state.positions) expect(Number.isFinite(place.x + place.y + place.z)).toBe(true);
      for (const rotation of state.rotations) expect(rotation.length()).toBeCloseTo(1, 4);
      for (const side of [LEFT, RIGHT])
        for (const [from, to] of LIMB_BONES(side))
          expect(between(state, from as number, to as number)).toBeCloseTo(
            atRest(from as number, to as number) * state.size,
            4,
          );
    }),
    { numRuns: 200 },
  );
});

test('a pose that is not finite changes nothing', () => {
  const state = settle(standing());
  const before = state.positions.map((place) => place.toArray());
  const broken = standing();
  broken.headPosition.x = Number.NaN;
  poseBody(state, broken, build as never, 0, FRAME);
  expect(state.positions.map((place) => place.toArray())).toEqual(before);
  const brokenHand = standing();
  brokenHand.left.present = true;
  brokenHand.left.position.y = Number.POSITIVE_INFINITY;
  poseBody(state, brokenHand, build as never, 0, FRAME);
  expect(state.positions.map((place) => place.toArray())).toEqual(before);
});

test('the eyes are where the head of the pose is', () => {
  const pose = standing(1.55);
  pose.headPosition.x = 3;
  const state = settle(pose);
  const eyes = at(state, LEFT.eye).clone().add(at(state, RIGHT.eye)).divideScalar(2);
  expect(eyes.distanceTo(new Vector3(3, 1.55, 0))).toBeLessThan(0.03);
});

test('hands are drawn where the pose has them, as far as an arm reaches', () => {
  fc.assert(
    fc.property(
      fc.double({ min: -0.15, max: 0.45, noNaN: true }),
      fc.double({ min: -0.6, max: 0.2, noNaN: true }),
      fc.double({ min: -0.45, max: -0.15, noNaN: true }),
      fc.boolean(),
      (x, y, z, handTracking) => {
        const pose = standing();
        pose.handTracking = handTracking;
        for (const [hand, sign] of [
          [pose.left, -1],
          [pose.right, 1],
        ] as const) {
          hand.present = true;
          Object.assign(hand.position, { x: x * sign, y: 1.62 + y, z });
        }
        const state = settle(pose, 3);
        for (const side of [LEFT, RIGHT]) {
          const hand = side === LEFT ? pose.left : pose.right;
          const wrist = at(state, side.hand);
          const isOutOfReach = at(state, side.upperArm).distanceTo(wrist) > ARM_METRES * state.size * 0.99;
          const off = drawnHand(state, side, pose, new Vector3()).distanceTo(hand.position as Vector3);
          if (!isOutOfReach) expect(off).toBeLessThan(0.03);
        }
      },
    ),
  );
});

test('two hands held far ahead, one of them high, are reached by the shoulders going along', () => {
  const pose = standing(1.6);
  Object.assign(pose.headPosition, { x: 0.15, z: 0.1 });
  for (const hand of [pose.left, pose.right]) hand.present = true;
  Object.assign(pose.left.position, { x: -0.3, y: 1.5, z: -0.4 });
  Object.assign(pose.right.position, { x: 0.35, y: 1.75, z: -0.3 });
  const state = settle(pose, 12);
  for (const [side, hand] of [
    [LEFT, pose.left],
    [RIGHT, pose.right],
  ] as const)
    expect(drawnHand(state, side, pose, new Vector3()).distanceTo(hand.position as Vector3)).toBeLessThan(0.045);
});

test('knees bend forwards and elbows backwards, whether one stands, squats or sits', () => {
  for (const height of [1.62, 1.3, 0.9])
    for (const seated of [false, true]) {
      const pose = standing(1.62);
      const state = settle(pose, 5);
      pose.headPosition.y = height;
      pose.seated = seated;
      settle(pose, 120, state);
      for (const side of [LEFT, RIGHT]) {
        const knee = at(state, side.shin);
        const straightKnee = at(state, side.thigh).clone().lerp(at(state, side.foot), 0.5);
        expect(knee.z).toBeLessThan(straightKnee.z + 0.001);
        const straightElbow = at(state, side.upperArm).clone().lerp(at(state, side.hand), 0.5);
        expect(at(state, side.lowerArm).z).toBeGreaterThan(straightElbow.z - 0.02);
      }
    }
});

test('who stands has both feet on the floor, and the ankles under the hips', () => {
  for (const height of [1.45, 1.62, 1.8]) {
    const state = settle(standing(height));
    for (const side of [LEFT, RIGHT]) {
      expect(at(state, side.foot).y).toBeCloseTo((REST[side.foot] as Vector3).y * state.size, 1);
      expect(Math.abs(at(state, side.foot).z - at(state, MIDDLE.hips).z)).toBeLessThan(0.1);
    }
  }
});

test('who sits has the hips at the height of a chair, and the feet on the floor before it', () => {
  const pose = standing(1.2);
  pose.seated = true;
  const state = settle(pose);
  expect(at(state, MIDDLE.hips).y).toBeGreaterThan(0.4);
  expect(at(state, MIDDLE.hips).y).toBeLessThan(0.65);
  for (const side of [LEFT, RIGHT]) {
    expect(at(state, side.foot).y).toBeLessThan(0.12);
    expect(at(state, side.foot).z).toBeLessThan(at(state, MIDDLE.hips).z - 0.3);
    expect(at(state, side.shin).y).toBeGreaterThan(0.4);
  }
});

test('a pointing hand has its index finger straight and the others in the fist', () => {
  const pose = standing();
  pose.right.present = true;
  Object.assign(pose.right.position, { x: 0.25, y: 1.35, z: -0.4 });
  pose.right.pointing = true;
  const state = settle(pose);
  const [, index, middleFinger] = RIGHT.fingers as [number, number, number];
  const ahead = (base: number) =>
    at(state, base + 1)
      .clone()
      .sub(at(state, base))
      .normalize();
  expect(-ahead(index).z).toBeGreaterThan(0.97);
  expect(-ahead(middleFinger).z).toBeLessThan(0.6);
});

/** How far each hand goes from where it hangs, and how much about there, within some seconds. */
function handsOf(pose: Pose, seconds: number, level: number) {
  const hanging = [LEFT, RIGHT].map(({ hand }) => at(settle({ ...pose, speaking: false }), hand).clone());
  const state = createBodyState(1);
  const paths = [new Set<string>(), new Set<string>()];
  let highest = 0;
  for (let frame = 0; frame < seconds / FRAME; frame++) {
    poseBody(state, pose, build as never, level, FRAME);
    for (const [index, { hand }] of [LEFT, RIGHT].entries()) {
      highest = Math.max(highest, at(state, hand).y - (hanging[index] as Vector3).y);
      paths[index]?.add(
        at(state, hand)
          .toArray()
          .map((metres) => metres.toFixed(2))
          .join(),
      );
    }
  }
  return { highest, places: Math.min(...paths.map(({ size }) => size)), jaw: state.face.jaw };
}

test('who speaks, by word or by voice, accompanies it with hands that nobody tracks, standing and sitting; who is silent does not', () => {
  const seated = { ...standing(1.2), seated: true };
  for (const pose of [standing(), seated]) {
    expect(handsOf({ ...pose, speaking: true }, 6, 0).highest).toBeGreaterThan(0.08);
    const heard = handsOf(pose, 6, 0.6);
    expect(heard.highest).toBeGreaterThan(0.08);
    expect(heard.places).toBeGreaterThan(20);
    expect(heard.jaw).toBeCloseTo(0.6, 1);
    expect(handsOf(pose, 6, 0).highest).toBeLessThan(0.03);
  }
});

test('a tracked hand stays where it is while one speaks', () => {
  const pose = { ...standing(), speaking: true };
  Object.assign(pose.right, { present: true, position: { x: 0.25, y: 1.2, z: -0.3 } });
  const { x, y, z } = drawnHand(settle(pose, 200), RIGHT, pose, new Vector3());
  expect(Math.hypot(x - 0.25, y - 1.2, z + 0.3)).toBeLessThan(0.02);
});

test('the bones are numbered as the rig expects', () => {
  expect(boneIndex('hips')).toBe(0);
  expect(REST).toHaveLength(43);
});

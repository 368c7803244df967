import { Group, Object3D, Quaternion, Vector3 } from 'three';
import { beforeEach, expect, test } from 'vitest';
import { createPose } from '../../../shared/pose.ts';
import { createBodyState } from '../body/body-state.ts';
import { BUILDS } from '../body/looks.ts';
import { poseBody } from '../body/pose-body.ts';
import { boneIndex } from '../body/skeleton.ts';
import { createVrmRig, poseVrm, type VrmRig } from './vrm-pose.ts';

let root: Group;
let bones: Map<string, Object3D>;
let rig: VrmRig;

/** A T-pose that looks along +z, with the bones that must be there; half as large as we are. */
beforeEach(() => {
  root = new Group();
  bones = new Map();
  const add = (name: string, parent: string | null, x: number, y: number) => {
    const node = new Object3D();
    node.position.set(x, y, 0);
    bones.set(name, node);
    (parent === null ? root : bones.get(parent))?.add(node);
  };
  add('hips', null, 0, 0.45);
  add('spine', 'hips', 0, 0.1);
  add('head', 'spine', 0, 0.2);
  for (const [side, sign] of [
    ['left', 1],
    ['right', -1],
  ] as const) {
    add(`${side}UpperArm`, 'spine', 0.09 * sign, 0.12);
    add(`${side}LowerArm`, `${side}UpperArm`, 0.13 * sign, 0);
    add(`${side}Hand`, `${side}LowerArm`, 0.12 * sign, 0);
    add(`${side}UpperLeg`, 'hips', 0.05 * sign, 0);
    add(`${side}LowerLeg`, `${side}UpperLeg`, 0, -0.2);
    add(`${side}Foot`, `${side}LowerLeg`, 0, -0.2);
  }
  rig = createVrmRig(root, (name) => bones.get(name) ?? null) as VrmRig;
});

const body = createBodyState(1);
function stand(turnYaw: number, at = { x: 0, z: 0 }): void {
  const pose = createPose();
  pose.teleported = true;
  Object.assign(pose.headPosition, { x: at.x, y: 1.62, z: at.z });
  const { x, y, z, w } = new Quaternion().setFromAxisAngle(new Vector3(0, 1, 0), turnYaw);
  Object.assign(pose.headRotation, { x, y, z, w });
  for (let frame = 0; frame < 40; frame++) poseBody(body, pose, BUILDS[0] as never, 0, 0.05);
  poseVrm(rig, body);
  root.updateMatrixWorld(true);
}
const place = (name: string) => (bones.get(name) as Object3D).getWorldPosition(new Vector3());
const direction = (from: string, to: string) => place(to).sub(place(from)).normalize();
const ours = (name: string) => body.positions[boneIndex(name)] as Vector3;

test('a model of any size has its head about where ours is, and its feet on the floor', () => {
  stand(0, { x: 3, z: -2 });
  expect(place('head').distanceTo(ours('head'))).toBeLessThan(0.1);
  expect(place('leftFoot').y).toBeGreaterThan(-0.02);
  expect(place('leftFoot').y).toBeLessThan(0.25);
});

test('it looks where we look, with its left at our left', () => {
  for (const yaw of [0, 1.2, Math.PI]) {
    stand(yaw);
    const ahead = new Vector3(0, 0, 1).applyQuaternion(
      (bones.get('head') as Object3D).getWorldQuaternion(new Quaternion()),
    );
    expect(ahead.x).toBeCloseTo(-Math.sin(yaw), 1);
    expect(ahead.z).toBeCloseTo(-Math.cos(yaw), 1);
    const left = place('leftUpperArm').sub(place('rightUpperArm')).normalize();
    expect(left.dot(ours('left.upperArm').clone().sub(ours('right.upperArm')).normalize())).toBeGreaterThan(0.97);
  }
});

test('its arms go along with ours, also on a model that has neither chest nor shoulders', () => {
  stand(0.4);
  for (const side of ['left', 'right']) {
    const arm = ours(`${side}.lowerArm`)
      .clone()
      .sub(ours(`${side}.upperArm`))
      .normalize();
    expect(direction(`${side}UpperArm`, `${side}LowerArm`).dot(arm)).toBeGreaterThan(0.99);
    const leg = ours(`${side}.shin`)
      .clone()
      .sub(ours(`${side}.thigh`))
      .normalize();
    expect(direction(`${side}UpperLeg`, `${side}LowerLeg`).dot(leg)).toBeGreaterThan(0.99);
  }
});

test('a model without hips or without height is none', () => {
  expect(createVrmRig(root, (name) => (name === 'hips' ? null : (bones.get(name) ?? null)))).toBeNull();
  bones.get('hips')?.position.setY(-5);
  expect(createVrmRig(root, (name) => bones.get(name) ?? null)).toBeNull();
});

import { Matrix4, Quaternion, Vector3 } from 'three';
import { expect, test } from 'vitest';
import { followHead, restHand, standUnder, yawOf } from './avatar-rig.ts';

const UP = new Vector3(0, 1, 0);

test('yaw is read from where the head looks, whatever its pitch', () => {
  const rotation = new Quaternion().setFromAxisAngle(UP, 0.7);
  rotation.multiply(new Quaternion().setFromAxisAngle(new Vector3(1, 0, 0), 0.5));
  expect(yawOf(rotation)).toBeCloseTo(0.7);
});

test('shoulders let the head turn a little, and are never far behind it', () => {
  expect(followHead(0, 0.3, 1 / 60)).toBeLessThan(0.05);
  expect(Math.abs(followHead(0, 2.5, 1 / 60) - 2.5)).toBeLessThan(0.7);
});

test('shoulders turn the short way round', () => {
  const turned = followHead(3.1, -3.1, 1 / 60);
  expect(Math.abs(Math.atan2(Math.sin(turned - 3.1), Math.cos(turned - 3.1)))).toBeLessThan(0.1);
});

test('the coat reaches from the floor to under the head, standing and seated', () => {
  for (const eyeHeight of [1.2, 1.62, 1.9]) {
    const matrix = standUnder(new Vector3(2, eyeHeight, -1), 0, new Matrix4());
    expect(new Vector3(0, 0, 0).applyMatrix4(matrix).y).toBeCloseTo(0);
    const neck = new Vector3(0, 1.41, 0).applyMatrix4(matrix);
    expect(neck.y).toBeLessThan(eyeHeight);
    expect(neck.x).toBeCloseTo(2);
  }
});

test('untracked hands hang at either side of the body, ahead of it', () => {
  const head = new Vector3(0, 1.62, 0);
  const left = new Vector3();
  const right = new Vector3();
  const rotation = new Quaternion();
  restHand(head, -Math.PI / 2, -1, left, rotation);
  restHand(head, -Math.PI / 2, 1, right, rotation);
  // Looking along +x: left is -z, right is +z.
  expect(left.z).toBeLessThan(-0.2);
  expect(right.z).toBeGreaterThan(0.2);
  expect(right.x).toBeGreaterThan(0);
});

import { Quaternion, Vector3 } from 'three';
import { expect, test } from 'vitest';
import { followHead, yawOf } from './avatar-rig.ts';

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

import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { BufferGeometry } from 'three';
import { beforeAll, expect, test } from 'vitest';
import { type BodyParts, LEVELS, type Level, readBodyParts } from './body-parts.ts';
import { HAIRS, lookOf, OUTFITS } from './looks.ts';
import { BONES, MIDDLE, REST, RIGHT } from './skeleton.ts';

/** The built file as it is delivered. */
const FILE = resolve(import.meta.dirname, '../../../assets/avatars/bodies.glb');
let parts: BodyParts;
beforeAll(async () => {
  const { buffer, byteOffset, byteLength } = readFileSync(FILE);
  // Its reader throws where the bones are not those of the rig.
  parts = await readBodyParts(buffer.slice(byteOffset, byteOffset + byteLength) as ArrayBuffer);
});

const outfits = [...OUTFITS.map((outfit) => `outfit-${outfit}`), 'outfit-uniform'];
const hairs = HAIRS.filter((hair) => hair !== 'none').map((hair) => `hair-${hair}`);
const part = (name: string, level: Level): BufferGeometry => {
  const geometry = parts.get(`${name}.${level}`);
  if (!geometry) throw new Error(`no ${name}.${level}`);
  return geometry;
};
const triangles = (geometry: BufferGeometry) => (geometry.getIndex()?.count ?? 0) / 3;

test('every outfit and hair that can be worn is there in each level of detail', () => {
  for (const level of LEVELS)
    for (const name of [...outfits, ...hairs, 'head', 'hands']) expect(triangles(part(name, level))).toBeGreaterThan(8);
});

test('the heaviest body keeps to its budget of triangles in each level', () => {
  const budget = { near: 4600, mid: 1300, far: 400 };
  for (const level of LEVELS) {
    const heaviest = (names: readonly string[]) => Math.max(...names.map((name) => triangles(part(name, level))));
    expect(heaviest(outfits) + heaviest(hairs) + heaviest(['head']) + heaviest(['hands'])).toBeLessThan(budget[level]);
  }
});

test('all corners are moved by bones that there are, in shares that make a whole, and coloured from the palette', () => {
  const { palette } = lookOf(0, 1, false, { primary: '#12564a', accent: '#c9a35f' });
  for (const geometry of parts.values()) {
    const joints = geometry.getAttribute('bodyJoints');
    const weights = geometry.getAttribute('bodyWeights');
    const kinds = geometry.getAttribute('bodyKind');
    const wrong: number[] = [];
    for (let corner = 0; corner < joints.count; corner++) {
      let whole = 0;
      let highest = 0;
      for (let k = 0; k < 4; k++) {
        highest = Math.max(highest, joints.getComponent(corner, k));
        whole += weights.getComponent(corner, k);
      }
      if (highest >= BONES || Math.abs(whole - 1) > 0.01 || kinds.getX(corner) >= palette.length) wrong.push(corner);
    }
    expect(joints.count).toBeGreaterThan(0);
    expect(wrong).toEqual([]);
  }
});

test('a body as drawn stands on the floor, as high as a person, and faces -z', () => {
  const shoes = part('outfit-suit', 'near');
  shoes.computeBoundingBox();
  expect(shoes.boundingBox?.min.y).toBeCloseTo(0, 2);
  const head = part('head', 'near');
  head.computeBoundingBox();
  expect(head.boundingBox?.max.y).toBeGreaterThan(1.68);
  expect(head.boundingBox?.max.y).toBeLessThan(1.76);
  // The nose is further from the joint of the head than its back.
  const joint = REST[MIDDLE.head]?.z ?? 0;
  expect(-(head.boundingBox?.min.z ?? 0) + joint).toBeGreaterThan((head.boundingBox?.max.z ?? 0) - joint);
  expect(REST[RIGHT.hand]?.x).toBeGreaterThan(0);
});

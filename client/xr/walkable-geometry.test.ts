import { Mesh, Raycaster, Vector3 } from 'three';
import { expect, test } from 'vitest';
import { walkableGeometry } from './walkable-geometry.ts';

const floor = new Mesh(
  walkableGeometry({
    bounds: { minX: -3, minZ: -3, maxX: 3, maxZ: 3 },
    obstacles: [{ minX: -1, minZ: -1, maxX: 1, maxZ: 1 }],
  }),
);

function rayLands(x: number, z: number): boolean {
  return new Raycaster(new Vector3(x, 2, z), new Vector3(0, -1, 0)).intersectObject(floor).length > 0;
}

test('a ray from above lands on free floor', () => {
  expect(rayLands(2, 0.05)).toBe(true);
  expect(rayLands(-2, -2)).toBe(true);
});

test('a ray lands neither on a desk nor outside', () => {
  expect(rayLands(0, 0)).toBe(false);
  expect(rayLands(3.5, 0)).toBe(false);
  expect(rayLands(2.95, 0)).toBe(false);
});

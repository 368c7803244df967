import { BufferAttribute, BufferGeometry } from 'three';
import { type Ground, isWalkable } from '../../shared/walkable.ts';

const CELL_METRES = 0.2;

/**
 * The floor where a body can stand, as flat strips: what a teleport ray may land on, so that its cursor appears only
 * where one can go. Cells are {@link CELL_METRES} wide; the exact edge is checked on landing.
 */
export function walkableGeometry(ground: Ground): BufferGeometry {
  const { minX, minZ, maxX, maxZ } = ground.bounds;
  const positions: number[] = [];
  for (let z = minZ; z < maxZ; z += CELL_METRES) {
    let runStart: number | null = null;
    for (let x = minX; x <= maxX + CELL_METRES; x += CELL_METRES) {
      const stands = isWalkable(ground, x + CELL_METRES / 2, z + CELL_METRES / 2);
      if (stands && runStart === null) runStart = x;
      if (!stands && runStart !== null) {
        const [west, east, north, south] = [runStart, x, z, z + CELL_METRES];
        positions.push(west, 0, north, west, 0, south, east, 0, south, west, 0, north, east, 0, south, east, 0, north);
        runStart = null;
      }
    }
  }
  const geometry = new BufferGeometry();
  geometry.setAttribute('position', new BufferAttribute(new Float32Array(positions), 3));
  geometry.computeVertexNormals();
  return geometry;
}

import { BufferAttribute, BufferGeometry } from 'three';
import type { Joiner } from './geometry-kit.ts';
import type { Palette } from './scene-palette.ts';

interface Leaves {
  readonly count: number;
  /** How far the tips reach out, and how high, above `base`; metres. */
  readonly spread: number;
  readonly height: number;
  readonly base: number;
  readonly seed: number;
  readonly x?: number;
}

/** Arching blades that rise from one root; the golden angle keeps any two from lying on each other. */
export function buildLeaves(
  joiner: Joiner,
  palette: Palette,
  { count, spread, height, base, seed, x = 0 }: Leaves,
): void {
  for (let leaf = 0; leaf < count; leaf++) {
    const turn = leaf * 2.39996 + seed;
    const rank = (leaf + 0.5) / count;
    const wobble = Math.abs(Math.sin(leaf * 12.9898 + seed * 78.233));
    const rise = height * (1 - 0.72 * rank) * (0.8 + 0.3 * wobble);
    const reach = spread * (0.25 + 0.75 * rank) * (0.85 + 0.3 * wobble);
    const colour = leaf % 3 === 0 ? palette.leafLight : palette.leaf;
    joiner.piece('matte', colour, leafGeometry(rise, reach, 0.045 + 0.05 * height), [x, base, 0], {
      turn: [0, turn, 0],
    });
  }
}

const LEAF_SEGMENTS = 5;

/** A blade that rises by `rise`, bends over to `reach` and is `width` at its widest, folded along its middle. */
function leafGeometry(rise: number, reach: number, width: number): BufferGeometry {
  const positions: number[] = [];
  const index: number[] = [];
  for (let segment = 0; segment <= LEAF_SEGMENTS; segment++) {
    const t = segment / LEAF_SEGMENTS;
    const y = rise * (1.5 * t - 0.5 * t * t * t);
    const z = reach * t * t;
    const half = width * Math.sin(Math.PI * Math.min(0.06 + t * 0.94, 1)) * (1 - 0.3 * t);
    positions.push(-half, y + half * 0.35, z, 0, y, z, half, y + half * 0.35, z);
    if (segment === LEAF_SEGMENTS) break;
    const at = segment * 3;
    index.push(at, at + 1, at + 3, at + 1, at + 4, at + 3, at + 1, at + 2, at + 4, at + 2, at + 5, at + 4);
  }
  const geometry = new BufferGeometry();
  geometry.setAttribute('position', new BufferAttribute(new Float32Array(positions), 3));
  geometry.setIndex(index);
  geometry.computeVertexNormals();
  return geometry;
}

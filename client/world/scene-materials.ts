import { DoubleSide, type Material, MeshBasicMaterial, MeshStandardMaterial } from 'three';
import type { Surface } from './geometry-kit.ts';
import { oakTexture } from './surface-textures.ts';

/** One material for each surface; the colour of a piece, and how opaque its glass is, are in its vertices. */
export function createSurfaceMaterials(): Readonly<Record<Surface, Material>> {
  return {
    matte: new MeshBasicMaterial({ vertexColors: true, side: DoubleSide }),
    wood: new MeshBasicMaterial({ vertexColors: true, map: oakTexture() }),
    metal: new MeshStandardMaterial({ vertexColors: true, roughness: 0.32, metalness: 0.9 }),
    glass: new MeshBasicMaterial({ vertexColors: true, transparent: true, depthWrite: false, side: DoubleSide }),
    glow: new MeshBasicMaterial({ vertexColors: true, toneMapped: false }),
  };
}

import { BatchedMesh, Color } from 'three';
import { createBodyMaterial, createBodyTextures, PALETTE_COLOURS, PARTS_PER_BODY } from './body-material.ts';
import { type BuildShape, FLOATS_PER_BODY, writeBody } from './body-matrices.ts';
import { type BodyParts, LEVELS, type Level } from './body-parts.ts';
import type { BodyState } from './body-state.ts';
import type { Look } from './looks.ts';

/** The parts of one look as the batch knows them, a row for each level; -1 is nothing. */
export type Wardrobe = Readonly<Record<Level, Int32Array>>;

/** All bodies in one draw call. A row is one person's share of it. */
export interface BodyBatch {
  readonly mesh: BatchedMesh;
  /** @param isHeadless for one's own body, whose head the eyes are in */
  wardrobeOf(look: Look, isHeadless: boolean): Wardrobe;
  paint(row: number, look: Look): void;
  /** Shows a row's parts; null shows nothing. */
  show(row: number, parts: Int32Array | null): void;
  write(row: number, state: BodyState, shape: BuildShape): void;
  /** Hands what was written to the GPU. */
  commit(): void;
  dispose(): void;
}

const colour = new Color();

export function createBodyBatch(parts: BodyParts, capacity: number): BodyBatch {
  const textures = createBodyTextures(capacity);
  const material = createBodyMaterial(textures);
  let corners = 0;
  let indices = 0;
  for (const geometry of parts.values()) {
    corners += geometry.getAttribute('position').count;
    indices += geometry.getIndex()?.count ?? 0;
  }
  const mesh = new BatchedMesh(capacity * PARTS_PER_BODY, corners, indices, material);
  mesh.name = 'bodies';
  // The bodies walk about: who is out of sight is not shown, and a sphere round where they were says nothing.
  mesh.frustumCulled = false;
  mesh.perObjectFrustumCulled = false;
  mesh.sortObjects = false;
  const ids = new Map<string, number>();
  for (const [name, geometry] of parts) ids.set(name, mesh.addGeometry(geometry));
  const first = ids.values().next().value ?? 0;
  for (let instance = 0; instance < capacity * PARTS_PER_BODY; instance++) {
    mesh.addInstance(first);
    mesh.setVisibleAt(instance, false);
  }
  const shown = new Array<Int32Array | null>(capacity).fill(null);
  return {
    mesh,
    wardrobeOf({ outfit, hair }, isHeadless) {
      const names = [
        `outfit-${outfit}`,
        'hands',
        isHeadless ? null : 'head',
        isHeadless ? null : hair && `hair-${hair}`,
      ];
      const row = (level: Level) => Int32Array.from(names, (name) => (name ? (ids.get(`${name}.${level}`) ?? -1) : -1));
      return Object.fromEntries(LEVELS.map((level) => [level, row(level)])) as unknown as Wardrobe;
    },
    paint(row, { palette }) {
      for (const [slot, value] of palette.entries()) {
        colour.set(value).toArray(textures.paletteData, (row * PALETTE_COLOURS + slot) * 4);
      }
      textures.palettes.needsUpdate = true;
    },
    show(row, wanted) {
      if (shown[row] === wanted) return;
      shown[row] = wanted;
      for (let part = 0; part < PARTS_PER_BODY; part++) {
        const id = wanted?.[part] ?? -1;
        const instance = row * PARTS_PER_BODY + part;
        if (id >= 0) mesh.setGeometryIdAt(instance, id);
        mesh.setVisibleAt(instance, id >= 0);
      }
    },
    write(row, state, shape) {
      writeBody(state, shape, textures.boneData, row * FLOATS_PER_BODY);
    },
    commit() {
      textures.bones.needsUpdate = true;
    },
    dispose() {
      mesh.dispose();
      material.dispose();
      textures.bones.dispose();
      textures.palettes.dispose();
    },
  };
}

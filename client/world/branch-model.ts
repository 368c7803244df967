import { Box3, type BufferGeometry, Mesh, type MeshBasicMaterial, type Vector3 } from 'three';
import { MeshoptDecoder } from 'three/examples/jsm/libs/meshopt_decoder.module.js';
import { GLTFLoader } from 'three/examples/jsm/loaders/GLTFLoader.js';
import type { BranchPlan } from '../../shared/branch.ts';
import { type BranchTextures, createBranchMaterial } from './branch-materials.ts';

export type BranchMesh = Mesh<BufferGeometry, MeshBasicMaterial>;

/** Ends the name of a mesh's simpler form, which is drawn from afar: see `assets/far-forms.ts`. */
const FAR = '-far';

/** Reads one file of a model; its meshes are ready to be drawn. */
export async function parseModel(
  file: ArrayBuffer,
  plan: BranchPlan,
  textures: BranchTextures,
): Promise<readonly BranchMesh[]> {
  const loader = new GLTFLoader().setMeshoptDecoder(MeshoptDecoder);
  const { scene } = await loader.parseAsync(file, '');
  const meshes: BranchMesh[] = [];
  scene.updateMatrixWorld();
  scene.traverse((node) => {
    if (!(node instanceof Mesh)) return;
    const name = node.material.name;
    const isFar = node.name.endsWith(FAR);
    node.material.dispose();
    const mesh = node as BranchMesh;
    nameAttributes(mesh.geometry);
    mesh.material = createBranchMaterial(name, plan, textures);
    mesh.name = isFar ? `${name}${FAR}` : name;
    mesh.matrixAutoUpdate = false;
    mesh.matrix.copy(mesh.matrixWorld);
    // Glass last: what is behind it must be there already.
    mesh.renderOrder = name === 'glass' ? 1 : 0;
    meshes.push(mesh);
  });
  return meshes;
}

/** A mesh, and what is drawn in its place from afar. */
export interface NearAndFar {
  readonly near: BranchMesh;
  readonly far: BranchMesh;
  /** Around both, in the branch. */
  readonly box: Box3;
}

/** Finds the two forms of each mesh of one file that has two. */
export function pairForms(meshes: readonly BranchMesh[]): NearAndFar[] {
  return meshes.flatMap((far) => {
    const near = meshes.find(({ name }) => `${name}${FAR}` === far.name);
    if (!near) return [];
    near.geometry.computeBoundingBox();
    const box = near.geometry.boundingBox ?? new Box3();
    far.visible = false;
    return [{ near, far, box: box.clone().applyMatrix4(near.matrix) }];
  });
}

/** Beyond this one does not see the difference; so much nearer the finer form is drawn again, lest it change at every step. */
const FAR_METRES = 5;
const BACK_METRES = 4.5;

/** Chooses the form of each mesh for eyes that are at a place. */
export function chooseForms(pairs: readonly NearAndFar[], eyes: Vector3): void {
  // By index: an iterator makes garbage until the compiler has taken it away.
  for (let index = 0; index < pairs.length; index++) {
    const { near, far, box } = pairs[index] as NearAndFar;
    far.visible = isBeyond(box, eyes, far.visible ? BACK_METRES : FAR_METRES);
    near.visible = !far.visible;
  }
}

function isBeyond({ min, max }: Box3, { x, y, z }: Vector3, metres: number): boolean {
  const dx = x - Math.min(Math.max(x, min.x), max.x);
  const dy = y - Math.min(Math.max(y, min.y), max.y);
  const dz = z - Math.min(Math.max(z, min.z), max.z);
  return dx * dx + dy * dy + dz * dz > metres * metres;
}

/** What a corner gives back is its colour; normals are for what mirrors the room, and three's own shader has no use for them. */
function nameAttributes(geometry: BufferGeometry): void {
  for (const [from, to] of [
    ['_light', 'color'],
    ['normal', 'roomNormal'],
  ] as const) {
    const attribute = geometry.getAttribute(from);
    if (!attribute) continue;
    geometry.deleteAttribute(from);
    geometry.setAttribute(to, attribute);
  }
}

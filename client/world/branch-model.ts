import { type BufferGeometry, Mesh, type MeshBasicMaterial } from 'three';
import { MeshoptDecoder } from 'three/examples/jsm/libs/meshopt_decoder.module.js';
import { GLTFLoader } from 'three/examples/jsm/loaders/GLTFLoader.js';
import type { BranchPlan } from '../../shared/branch.ts';
import { type BranchTextures, createBranchMaterial } from './branch-materials.ts';

export type BranchMesh = Mesh<BufferGeometry, MeshBasicMaterial>;

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
    node.material.dispose();
    const mesh = node as BranchMesh;
    nameAttributes(mesh.geometry);
    mesh.material = createBranchMaterial(name, plan, textures);
    mesh.name = name;
    mesh.matrixAutoUpdate = false;
    mesh.matrix.copy(mesh.matrixWorld);
    // Glass last: what is behind it must be there already.
    mesh.renderOrder = name === 'glass' ? 1 : 0;
    meshes.push(mesh);
  });
  return meshes;
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

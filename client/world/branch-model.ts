import { BufferAttribute, type BufferGeometry, Mesh, type MeshBasicMaterial } from 'three';
import { MeshoptDecoder } from 'three/examples/jsm/libs/meshopt_decoder.module.js';
import { GLTFLoader } from 'three/examples/jsm/loaders/GLTFLoader.js';
import type { BranchPlan } from '../../shared/branch.ts';
import { type BranchTextures, createBranchMaterial } from './branch-materials.ts';
import type { Mood } from './mood.ts';

export type BranchMesh = Mesh<BufferGeometry, MeshBasicMaterial>;

/** Reads one file of a model and gives its meshes the light of the mood. */
export async function parseModel(
  file: ArrayBuffer,
  mood: Mood,
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
    takeMood(mesh.geometry, mood);
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

/** Of the colours for every mood the one that is shown becomes the colour; the others need not reach the GPU. */
function takeMood(geometry: BufferGeometry, mood: Mood): void {
  const colour = geometry.getAttribute(`_${mood}`) ?? geometry.getAttribute('_tint');
  for (const name of ['_day', '_evening', '_tint']) geometry.deleteAttribute(name);
  geometry.setAttribute('color', colour ?? whiteFor(geometry));
  const normal = geometry.getAttribute('normal');
  if (normal) geometry.setAttribute('roomNormal', normal);
}

function whiteFor(geometry: BufferGeometry): BufferAttribute {
  return new BufferAttribute(new Float32Array(geometry.getAttribute('position').count * 3).fill(0.632), 3);
}

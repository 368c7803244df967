import type { Accessor, Document, Mesh, Node, Primitive } from '@gltf-transform/core';
import { MeshoptSimplifier } from 'meshoptimizer';

/** Ends the name of what is drawn from afar in place of its namesake. */
const FAR = '-far';
export function isFarForm(mesh: Mesh): boolean {
  return mesh.getName().endsWith(FAR);
}

/** A mesh of fewer triangles is drawn the same from anywhere. */
const FEWEST_TRIANGLES = 300;
const SHARE_KEPT = 0.35;
/** How far a corner may move, as a share of the whole mesh: less than a headset's point at the distance it is seen from. */
const LARGEST_ERROR = 0.004;
/** Light lies in the corners: an edge of light is to stay one. */
const LIGHT_WEIGHT = 0.6;

/**
 * Gives each large mesh a simpler form, of the same corners: beside the near one it costs a list of indices, on the wire and on
 * the GPU. The client draws one of the two, by distance.
 */
export function addFarForms(document: Document): void {
  const [scene] = document.getRoot().listScenes();
  for (const node of document.getRoot().listNodes()) {
    const far = farFormOf(document, node.getMesh());
    if (far && scene) scene.addChild(copyOf(document, node).setMesh(far));
  }
}

function copyOf(document: Document, node: Node): Node {
  return document.createNode(`${node.getName()}${FAR}`).setMatrix(node.getMatrix());
}

function farFormOf(document: Document, mesh: Mesh | null): Mesh | null {
  const [primitive] = mesh?.listPrimitives() ?? [];
  const indices = primitive?.getIndices();
  const positions = primitive?.getAttribute('POSITION');
  const light = primitive?.getAttribute('_LIGHT');
  if (!mesh || !primitive || !indices || !positions || !light) return null;
  const all = Uint32Array.from(indices.getArray() ?? []);
  if (all.length < 3 * FEWEST_TRIANGLES) return null;
  const target = 3 * Math.round((all.length / 3) * SHARE_KEPT);
  const [kept] = MeshoptSimplifier.simplifyWithAttributes(
    all,
    floatsOf(positions, 3),
    3,
    floatsOf(light, 3),
    3,
    [LIGHT_WEIGHT, LIGHT_WEIGHT, LIGHT_WEIGHT],
    null,
    target,
    LARGEST_ERROR,
  );
  if (kept.length === 0 || kept.length > 0.8 * all.length) return null;
  const far: Primitive = primitive.clone();
  const list = document.createAccessor(`${mesh.getName()}${FAR}`).setType('SCALAR').setArray(Uint32Array.from(kept));
  const buffer = indices.getBuffer();
  if (buffer) list.setBuffer(buffer);
  return document.createMesh(`${mesh.getName()}${FAR}`).addPrimitive(far.setIndices(list));
}

function floatsOf(accessor: Accessor, size: number): Float32Array {
  const out = new Float32Array(accessor.getCount() * size);
  const element: number[] = [];
  for (let index = 0; index < accessor.getCount(); index++) {
    accessor.getElement(index, element);
    for (let part = 0; part < size; part++) out[index * size + part] = element[part] ?? 0;
  }
  return out;
}

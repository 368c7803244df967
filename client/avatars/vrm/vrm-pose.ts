import { type Object3D, Quaternion, Vector3 } from 'three';
import type { BodyState } from '../body/body-state.ts';
import { boneIndex, MIDDLE, REST } from '../body/skeleton.ts';

/** Bones of VRM 1.0, parents first, each with the bone of our body that it follows. */
const FOLLOWS: readonly (readonly [vrm: string, ours: string, parent: string | null])[] = [
  ['hips', 'hips', null],
  ['spine', 'spine', 'hips'],
  ['chest', 'chest', 'spine'],
  ['neck', 'neck', 'chest'],
  ['head', 'head', 'neck'],
  ...(['left', 'right'] as const).flatMap((side): (readonly [string, string, string])[] => [
    [`${side}Shoulder`, `${side}.shoulder`, 'chest'],
    [`${side}UpperArm`, `${side}.upperArm`, `${side}Shoulder`],
    [`${side}LowerArm`, `${side}.lowerArm`, `${side}UpperArm`],
    [`${side}Hand`, `${side}.hand`, `${side}LowerArm`],
    [`${side}UpperLeg`, `${side}.thigh`, 'hips'],
    [`${side}LowerLeg`, `${side}.shin`, `${side}UpperLeg`],
    [`${side}Foot`, `${side}.foot`, `${side}LowerLeg`],
  ]),
];

/** A VRM looks along +z, we along -z. */
const FACING = new Quaternion(0, 1, 0, 0);
/** A VRM rests with its arms level, our body with them 45° down. */
const ARM_DOWN = {
  left: new Quaternion().setFromAxisAngle(new Vector3(0, 0, 1), Math.PI / 4),
  right: new Quaternion().setFromAxisAngle(new Vector3(0, 0, 1), -Math.PI / 4),
};

interface FollowingBone {
  readonly node: Object3D;
  /** Of our body. */
  readonly bone: number;
  readonly parent: FollowingBone | null;
  /** From the VRM's rest to ours. */
  readonly correction: Quaternion;
  readonly world: Quaternion;
}

/** A VRM's bones as they are driven by a body of ours. */
export interface VrmRig {
  /** The model as a whole; its size is set so that its head is where ours is. */
  readonly root: Object3D;
  readonly hips: Object3D;
  readonly bones: readonly FollowingBone[];
  readonly headRestMetres: number;
  readonly hipsRestMetres: number;
}

/** @param nodeOf the normalised bone of a name, at rest in a T-pose; null where the model has none */
export function createVrmRig(root: Object3D, nodeOf: (bone: string) => Object3D | null): VrmRig | null {
  root.updateWorldMatrix(true, true);
  const made = new Map<string, FollowingBone>();
  for (const [name, ours, parentName] of FOLLOWS) {
    const node = nodeOf(name);
    if (!node) continue;
    const side = name.startsWith('left') ? 'left' : 'right';
    const correction = /(Arm|Hand)$/.test(name) ? ARM_DOWN[side].clone().multiply(FACING) : FACING.clone();
    const parent = parentName === null ? null : nearest(made, parentName);
    made.set(name, { node, bone: boneIndex(ours), parent, correction, world: new Quaternion() });
  }
  const hips = made.get('hips')?.node;
  const head = made.get('head')?.node;
  if (!hips || !head) return null;
  const heightOf = (node: Object3D) => node.getWorldPosition(new Vector3()).y;
  const [headRestMetres, hipsRestMetres] = [heightOf(head), heightOf(hips)];
  if (!(headRestMetres > 0.1 && hipsRestMetres > 0.05)) return null;
  return { root, hips, bones: [...made.values()], headRestMetres, hipsRestMetres };
}

/** A bone that the model lacks is passed over: what hung on it hangs on the next one up. */
function nearest(made: ReadonlyMap<string, FollowingBone>, name: string): FollowingBone | null {
  for (let at: string | null = name; at !== null; at = FOLLOWS.find(([one]) => one === at)?.[2] ?? null) {
    const bone = made.get(at);
    if (bone) return bone;
  }
  return null;
}

const OUR_HEAD_METRES = (REST[MIDDLE.head] as Vector3).y;
const OUR_HIPS_METRES = (REST[MIDDLE.hips] as Vector3).y;
const undone = new Quaternion();

/** One frame: the model stands and moves as the body does. Allocates nothing. */
export function poseVrm({ root, hips, bones, headRestMetres, hipsRestMetres }: VrmRig, body: BodyState): void {
  const scale = (OUR_HEAD_METRES * body.size) / headRestMetres;
  root.scale.setScalar(scale);
  const at = body.positions[MIDDLE.hips] as Vector3;
  // Legs of other proportions: how far the hips are down is a share of how high they are.
  hips.position.set(at.x / scale, (at.y / (OUR_HIPS_METRES * body.size)) * hipsRestMetres, at.z / scale);
  for (const { node, bone, parent, correction, world } of bones) {
    world.copy(body.rotations[bone] as Quaternion).multiply(correction);
    node.quaternion.copy(world);
    if (parent) node.quaternion.premultiply(undone.copy(parent.world).invert());
  }
}

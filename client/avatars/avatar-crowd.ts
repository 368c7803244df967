import {
  type BufferGeometry,
  CanvasTexture,
  Color,
  DynamicDrawUsage,
  InstancedMesh,
  type Material,
  Matrix4,
  MeshBasicMaterial,
  MeshLambertMaterial,
  PlaneGeometry,
  Quaternion,
  Vector3,
} from 'three';
import type { HandPose, Pose } from '../../shared/pose.ts';
import { followHead, restHand, standUnder, yawOf } from './avatar-rig.ts';
import {
  badgeGeometry,
  handGeometry,
  headGeometry,
  jacketGeometry,
  mirrored,
  underJacketGeometry,
} from './body-geometry.ts';

/** Who a figure stands for: their id in the room's state, and their slot in what the server sends. */
export interface FigurePerson {
  readonly avatarId: number;
  readonly slot: number;
}

/** One person's share of the crowd. */
export interface Figure {
  readonly person: FigurePerson;
  /** Index of the instance in every mesh. */
  readonly place: number;
  readonly isStaff: boolean;
  bodyYaw: number;
  isPlaced: boolean;
}

/** All remote bodies: one instanced mesh for each part of a body, whoever's it is. */
export interface AvatarCrowd {
  readonly meshes: readonly InstancedMesh[];
  /** Answers null where {@link CROWD_CAPACITY} bodies are drawn already. */
  enter(person: FigurePerson, colour: string, isStaff: boolean): Figure | null;
  leave(figure: Figure): void;
  /** Puts a body where its pose is, or nowhere where there is none. */
  place(figure: Figure, pose: Pose | null, frameSeconds: number): void;
  /** Hands what was placed to the GPU. */
  commit(): void;
  readPlaces(figure: Figure): { head: number[]; left: number[]; right: number[] };
  dispose(): void;
}

export const CROWD_CAPACITY = 64;

const NOWHERE = new Matrix4().makeScale(0, 0, 0);
const UNIT = new Vector3(1, 1, 1);
const head = new Vector3();
const headTurn = new Quaternion();
const hand = new Vector3();
const handTurn = new Quaternion();
const matrix = new Matrix4();

export function createAvatarCrowd(): AvatarCrowd {
  const skin = new MeshLambertMaterial({ vertexColors: true });
  const shade = new MeshBasicMaterial({ map: shadeTexture(), transparent: true, depthWrite: false });
  const part = (name: string, geometry: BufferGeometry, material: Material) => {
    const mesh = new InstancedMesh(geometry, material, CROWD_CAPACITY);
    mesh.name = name;
    mesh.instanceMatrix.setUsage(DynamicDrawUsage);
    // The instances walk about: a sphere round where they were says nothing.
    mesh.frustumCulled = false;
    for (let slot = 0; slot < CROWD_CAPACITY; slot++) mesh.setMatrixAt(slot, NOWHERE);
    mesh.count = 0;
    return mesh;
  };
  const heads = part('heads', headGeometry(), skin);
  const jackets = part('jackets', jacketGeometry(), skin);
  const underJackets = part('under-jackets', underJacketGeometry(), skin);
  const badges = part('badges', badgeGeometry(), skin);
  const rights = part('right-hands', handGeometry(), skin);
  const lefts = part('left-hands', mirrored(handGeometry()), skin);
  const shadows = part('shadows', new PlaneGeometry(0.95, 0.95).rotateX(-Math.PI / 2), shade);
  const meshes = [heads, jackets, underJackets, badges, rights, lefts, shadows];
  const slots = new Set(Array.from({ length: CROWD_CAPACITY }, (_, slot) => slot));
  const colour = new Color();

  const hide = (slot: number) => {
    for (const mesh of meshes) mesh.setMatrixAt(slot, NOWHERE);
  };
  const placeHand = (mesh: InstancedMesh, { place: slot, bodyYaw }: Figure, pose: HandPose, side: -1 | 1) => {
    if (pose.present) {
      hand.copy(pose.position);
      handTurn.copy(pose.rotation);
    } else {
      restHand(head, bodyYaw, side, hand, handTurn);
    }
    mesh.setMatrixAt(slot, matrix.compose(hand, handTurn, UNIT));
  };
  return {
    meshes,
    enter(person, clothes, isStaff) {
      const [slot] = slots;
      if (slot === undefined) return null;
      slots.delete(slot);
      jackets.setColorAt(slot, colour.set(clothes));
      if (jackets.instanceColor) jackets.instanceColor.needsUpdate = true;
      for (const mesh of meshes) mesh.count = Math.max(mesh.count, slot + 1);
      return { person, place: slot, isStaff, bodyYaw: 0, isPlaced: false };
    },
    leave({ place: slot }) {
      hide(slot);
      slots.add(slot);
    },
    place(figure, pose, frameSeconds) {
      const { place: slot } = figure;
      if (!pose) {
        hide(slot);
        figure.isPlaced = false;
        return;
      }
      head.copy(pose.headPosition);
      headTurn.copy(pose.headRotation);
      const headYaw = yawOf(headTurn);
      figure.bodyYaw = figure.isPlaced ? followHead(figure.bodyYaw, headYaw, frameSeconds) : headYaw;
      figure.isPlaced = true;
      heads.setMatrixAt(slot, matrix.compose(head, headTurn, UNIT));
      placeHand(lefts, figure, pose.left, -1);
      placeHand(rights, figure, pose.right, 1);
      standUnder(head, figure.bodyYaw, matrix);
      jackets.setMatrixAt(slot, matrix);
      underJackets.setMatrixAt(slot, matrix);
      badges.setMatrixAt(slot, figure.isStaff ? matrix : NOWHERE);
      shadows.setMatrixAt(slot, matrix.makeTranslation(head.x, 0.008, head.z));
    },
    commit() {
      for (const mesh of meshes) mesh.instanceMatrix.needsUpdate = true;
    },
    readPlaces({ place: slot }) {
      const read = (mesh: InstancedMesh) => {
        mesh.getMatrixAt(slot, matrix);
        return new Vector3().setFromMatrixPosition(matrix).toArray();
      };
      return { head: read(heads), left: read(lefts), right: read(rights) };
    },
    dispose() {
      for (const mesh of meshes) {
        mesh.geometry.dispose();
        mesh.dispose();
      }
      skin.dispose();
      shade.map?.dispose();
      shade.dispose();
    },
  };
}

/** A soft dark disc: the shadow that a body throws on the floor under the lights of a room. */
function shadeTexture(): CanvasTexture {
  const canvas = document.createElement('canvas');
  canvas.width = 128;
  canvas.height = 128;
  const context = canvas.getContext('2d');
  if (context) {
    const gradient = context.createRadialGradient(64, 64, 0, 64, 64, 64);
    gradient.addColorStop(0, 'rgba(20,16,10,0.5)');
    gradient.addColorStop(0.5, 'rgba(20,16,10,0.22)');
    gradient.addColorStop(1, 'rgba(20,16,10,0)');
    context.fillStyle = gradient;
    context.fillRect(0, 0, 128, 128);
  }
  return new CanvasTexture(canvas);
}

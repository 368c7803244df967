import {
  CanvasTexture,
  DynamicDrawUsage,
  Group,
  InstancedMesh,
  Matrix4,
  MeshBasicMaterial,
  PlaneGeometry,
  Vector3,
} from 'three';
import type { Pose } from '../../shared/pose.ts';
import { type BodyBatch, createBodyBatch, type Wardrobe } from './body/body-batch.ts';
import { type BuildShape, shapeOf } from './body/body-matrices.ts';
import type { BodyParts, Level } from './body/body-parts.ts';
import { type BodyState, createBodyState } from './body/body-state.ts';
import { DetailRange, levelAt, settleDetail } from './body/detail-rules.ts';
import { drawnHand, SIDES } from './body/limbs.ts';
import type { Look } from './body/looks.ts';
import { poseBody } from './body/pose-body.ts';
import { MIDDLE } from './body/skeleton.ts';

/** Who a figure stands for: their id in the room's state, and their slot in what the server sends. */
export interface FigurePerson {
  readonly avatarId: number;
  readonly slot: number;
}

/** One person's share of the crowd; mutable. */
export interface Figure {
  readonly person: FigurePerson;
  /** Row of the batch. */
  readonly place: number;
  /** One's own: without a head, and always in full detail. */
  readonly isOwn: boolean;
  readonly state: BodyState;
  look: Look;
  shape: BuildShape;
  wardrobe: Wardrobe | null;
  level: Level | null;
  /** Where head and hands of the latest pose were drawn. */
  readonly drawn: { readonly head: Vector3; readonly left: Vector3; readonly right: Vector3 };
}

/** All bodies: one draw call for them, one for the shade under them. Before the parts are there, the shade alone. */
export interface AvatarCrowd {
  readonly group: Group;
  bring(parts: BodyParts): void;
  /** Answers null where {@link CROWD_CAPACITY} bodies are drawn already. */
  enter(person: FigurePerson, look: Look, isOwn?: boolean): Figure | null;
  dress(figure: Figure, look: Look): void;
  leave(figure: Figure): void;
  /** Puts a body where its pose is, or nowhere where there is none. `level` is of the voice, 0 to 1. */
  place(figure: Figure, pose: Pose | null, eye: Matrix4, frameSeconds: number, level?: number): void;
  /** Hands what was placed to the GPU. */
  commit(): void;
  readPlaces(figure: Figure): { head: number[]; left: number[]; right: number[] };
  dispose(): void;
}

export const CROWD_CAPACITY = 64;

const NOWHERE = new Matrix4().makeScale(0, 0, 0);
/** Half of the widest view there is, and a little: the cosine of it. */
const SEEN_COSINE = 0.3;
/** Nearer than this a body may be in sight whichever way its middle lies. */
const CLOSE_METRES = 2;
/** Above the floor. */
const SHADE_METRES = 0.008;

export function createAvatarCrowd(): AvatarCrowd {
  const group = new Group();
  const shades = createShades();
  group.add(shades);
  let batch: BodyBatch | null = null;
  const figures = new Set<Figure>();
  const places = new Set(Array.from({ length: CROWD_CAPACITY }, (_, place) => place));
  const range = new DetailRange();

  const clothe = (figure: Figure) => {
    figure.shape = shapeOf(figure.look.build);
    figure.wardrobe = batch?.wardrobeOf(figure.look, figure.isOwn) ?? null;
    batch?.paint(figure.place, figure.look);
  };
  const hide = ({ place }: Figure) => {
    batch?.show(place, null);
    shades.setMatrixAt(place, NOWHERE);
  };
  return {
    group,
    bring(parts) {
      batch = createBodyBatch(parts, CROWD_CAPACITY);
      group.add(batch.mesh);
      for (const figure of figures) clothe(figure);
    },
    enter(person, look, isOwn = false) {
      const [place] = places;
      if (place === undefined) return null;
      places.delete(place);
      const figure: Figure = {
        person,
        place,
        isOwn,
        state: createBodyState(person.avatarId),
        look,
        shape: shapeOf(look.build),
        wardrobe: null,
        level: null,
        drawn: { head: new Vector3(), left: new Vector3(), right: new Vector3() },
      };
      figures.add(figure);
      clothe(figure);
      return figure;
    },
    dress(figure, look) {
      figure.look = look;
      clothe(figure);
    },
    leave(figure) {
      hide(figure);
      figures.delete(figure);
      places.add(figure.place);
    },
    place(figure, pose, eye, frameSeconds, level = 0) {
      if (!pose) {
        hide(figure);
        figure.state.isPlaced = false;
        return;
      }
      const { state, drawn } = figure;
      poseBody(state, pose, figure.look.build, level, frameSeconds);
      drawn.head.copy(pose.headPosition);
      drawnHand(state, SIDES[0], pose, drawn.left);
      drawnHand(state, SIDES[1], pose, drawn.right);
      const hips = state.positions[MIDDLE.hips] as Vector3;
      castShade(shades, figure.place, hips);
      if (!batch || !figure.wardrobe) return;
      const { elements } = eye;
      const x = hips.x - elements[12];
      const y = hips.y - elements[13];
      const z = hips.z - elements[14];
      const metres = Math.sqrt(x * x + y * y + z * z);
      const ahead = -(x * elements[8] + y * elements[9] + z * elements[10]);
      if (!figure.isOwn && metres > CLOSE_METRES && ahead < metres * SEEN_COSINE) {
        batch.show(figure.place, null);
        return;
      }
      figure.level = figure.isOwn ? 'near' : levelAt(range, metres, figure.level);
      batch.show(figure.place, figure.wardrobe[figure.level]);
      batch.write(figure.place, state, figure.shape);
    },
    commit() {
      settleDetail(range);
      batch?.commit();
      shades.instanceMatrix.needsUpdate = true;
    },
    readPlaces({ drawn: { head, left, right } }) {
      return { head: head.toArray(), left: left.toArray(), right: right.toArray() };
    },
    dispose() {
      if (batch) group.remove(batch.mesh);
      batch?.dispose();
      batch = null;
      shades.geometry.dispose();
      shades.material.map?.dispose();
      shades.material.dispose();
      shades.dispose();
    },
  };
}

function createShades(): InstancedMesh<PlaneGeometry, MeshBasicMaterial> {
  const material = new MeshBasicMaterial({ map: shadeTexture(), transparent: true, depthWrite: false });
  const shades = new InstancedMesh(new PlaneGeometry(0.95, 0.95).rotateX(-Math.PI / 2), material, CROWD_CAPACITY);
  shades.name = 'shades';
  shades.instanceMatrix.setUsage(DynamicDrawUsage);
  shades.frustumCulled = false;
  for (let place = 0; place < CROWD_CAPACITY; place++) shades.setMatrixAt(place, NOWHERE);
  return shades;
}

/** Under these hips. Written as numbers: a matrix that is made from fractions as arguments puts each on the heap. */
function castShade({ instanceMatrix: { array } }: InstancedMesh, place: number, hips: Vector3): void {
  const at = place * 16;
  array[at] = 1;
  array[at + 5] = 1;
  array[at + 10] = 1;
  array[at + 12] = hips.x;
  array[at + 13] = SHADE_METRES;
  array[at + 14] = hips.z;
  array[at + 15] = 1;
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

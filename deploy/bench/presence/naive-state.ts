import { type SchemaType, schema, t } from '@colyseus/schema';
import type { HandPose, Pose, Vector } from '../../../shared/pose.ts';

/** What a first version would have: everything that is to be known of a person as fields of Colyseus' state, 25 float32. */
const FIELDS = [
  'time',
  'headX',
  'headY',
  'headZ',
  'headQx',
  'headQy',
  'headQz',
  'headQw',
  'leftX',
  'leftY',
  'leftZ',
  'leftQx',
  'leftQy',
  'leftQz',
  'leftQw',
  'rightX',
  'rightY',
  'rightZ',
  'rightQx',
  'rightQy',
  'rightQz',
  'rightQw',
  'speaking',
  'seated',
  'pinching',
] as const;
export type NaiveField = (typeof FIELDS)[number];
export const NAIVE_FIELDS: readonly NaiveField[] = FIELDS;

const fields = Object.fromEntries(FIELDS.map((field) => [field, t.float32()])) as Record<
  NaiveField,
  ReturnType<typeof t.float32>
>;
export const NaivePerson = schema(fields, 'NaivePerson');
export type NaivePerson = SchemaType<typeof NaivePerson>;
export const NaiveState = schema({ people: t.map(NaivePerson) }, 'NaiveState');
export type NaiveState = SchemaType<typeof NaiveState>;

export const NAIVE_POSE = 'pose';

/** The numbers in the order of the fields; `timeMs` is when the pose was sampled. */
export function writeNaive(pose: Pose, timeMs: number, into: Float32Array): void {
  into[0] = timeMs;
  writePart(pose.headPosition, pose.headRotation, into, 1);
  writePart(pose.left.position, pose.left.rotation, into, 8);
  writePart(pose.right.position, pose.right.rotation, into, 15);
  into[22] = pose.speaking ? 1 : 0;
  into[23] = pose.seated ? 1 : 0;
  into[24] = pose.left.pinching || pose.right.pinching ? 1 : 0;
}

function writePart(position: Vector, { x, y, z, w }: HandPose['rotation'], into: Float32Array, at: number): void {
  into.set([position.x, position.y, position.z, x, y, z, w], at);
}

/** Reads a person's fields into a pose. */
export function readNaive(person: NaivePerson, into: Pose): void {
  Object.assign(into.headPosition, { x: person.headX, y: person.headY, z: person.headZ });
  Object.assign(into.headRotation, { x: person.headQx, y: person.headQy, z: person.headQz, w: person.headQw });
  into.left.present = true;
  Object.assign(into.left.position, { x: person.leftX, y: person.leftY, z: person.leftZ });
  Object.assign(into.left.rotation, { x: person.leftQx, y: person.leftQy, z: person.leftQz, w: person.leftQw });
  into.right.present = true;
  Object.assign(into.right.position, { x: person.rightX, y: person.rightY, z: person.rightZ });
  Object.assign(into.right.rotation, { x: person.rightQx, y: person.rightQy, z: person.rightQz, w: person.rightQw });
}

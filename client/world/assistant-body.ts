import { packAppearance } from '../../shared/appearance.ts';
import type { Spot } from '../../shared/branch-parts.ts';
import type { Pose } from '../../shared/pose.ts';
import type { FloorPoint } from '../../shared/walkable.ts';
import { Angle } from '../avatars/body/unboxed.ts';
import type { RemotePerson } from '../avatars/RemoteAvatars.tsx';
import { headingToYaw } from '../xr/locomotion.ts';

/** Slots of people are one byte, and their ids two: these are nobody's. */
const ASSISTANT_SLOT = 256;
const ASSISTANT_ID = 65_536;
const EYES_METRES = 1.6;
/** It looks at who comes this near, as far as a neck turns. */
const NOTICES_WITHIN_METRES = 4;
const NECK_RADIANS = 1;

/** The AI's body, where the plan gives it a place. The server's plan puts it there: no client can be it, and it sends nothing. */
export const ASSISTANT_BODY: RemotePerson = {
  avatarId: ASSISTANT_ID,
  slot: ASSISTANT_SLOT,
  role: 'ai',
  pseudonym: '',
  // A plain suit: nobody's uniform, and no top that could pass for skin from across the hall.
  appearance: packAppearance({ build: 0, skin: 3, hair: 4, hairColour: 1, outfit: 0, colour: 0 }),
};

export function isAssistant({ slot }: { readonly slot: number }): boolean {
  return slot === ASSISTANT_SLOT;
}

/** Quieter than this is no speech. */
const SPEECH_LEVEL = 0.08;

/** Whom it looks at: the loudest of those who speak near it, and where nobody does, the visitor whose browser draws it. */
export function whoToLookAt(
  at: Spot,
  visitor: FloorPoint,
  people: readonly Pick<RemotePerson, 'avatarId' | 'slot'>[],
  places: ReadonlyMap<number, FloorPoint>,
  levels: ReadonlyMap<number, number>,
): FloorPoint {
  let loudest = SPEECH_LEVEL;
  let chosen = visitor;
  for (let index = 0; index < people.length; index++) {
    const { avatarId, slot } = people[index] as RemotePerson;
    const level = levels.get(avatarId) ?? 0;
    const place = level > loudest ? places.get(slot) : undefined;
    if (!place || !isNear(at, place)) continue;
    loudest = level;
    chosen = place;
  }
  return chosen;
}

/** Stands at its desk and looks at who is before it; `isSpeaking` moves its lips. */
export function poseAssistant(at: Spot, visitor: FloorPoint, isSpeaking: boolean, into: Pose): void {
  const ahead = headingToYaw(at.heading);
  const { headPosition, headRotation } = into;
  headPosition.x = at.x;
  headPosition.y = EYES_METRES;
  headPosition.z = at.z;
  gaze.radians = ahead;
  turnTowards(gaze, at, visitor);
  const yaw = gaze.radians;
  headRotation.x = 0;
  headRotation.y = Math.sin(yaw / 2);
  headRotation.z = 0;
  headRotation.w = Math.cos(yaw / 2);
  into.left.present = false;
  into.right.present = false;
  into.handTracking = false;
  into.seated = false;
  into.speaking = isSpeaking;
  into.curled = false;
  into.teleported = false;
}

/** Where its head is turned to. */
const gaze = new Angle();

/** Turns a gaze from straight ahead to a person, as far as a neck turns; not at all to who is far away or behind. */
function turnTowards(out: Angle, at: Spot, person: FloorPoint): void {
  if (!isNear(at, person)) return;
  const dx = person.x - at.x;
  const dz = person.z - at.z;
  // A yaw of 0 looks along -z, and grows to the left.
  const turn = Math.atan2(-dx, -dz) - out.radians;
  const nearest = Math.atan2(Math.sin(turn), Math.cos(turn));
  if (Math.abs(nearest) <= 2 * NECK_RADIANS) out.radians += Math.min(Math.max(nearest, -NECK_RADIANS), NECK_RADIANS);
}

function isNear(at: Spot, { x, z }: FloorPoint): boolean {
  return (x - at.x) ** 2 + (z - at.z) ** 2 <= NOTICES_WITHIN_METRES * NOTICES_WITHIN_METRES;
}

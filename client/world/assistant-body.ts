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
  appearance: 0,
};

export function isAssistant({ slot }: { readonly slot: number }): boolean {
  return slot === ASSISTANT_SLOT;
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

/** Turns a gaze from straight ahead to a visitor, as far as a neck turns; not at all to who is far away or behind. */
function turnTowards(out: Angle, at: Spot, { x, z }: FloorPoint): void {
  const dx = x - at.x;
  const dz = z - at.z;
  if (dx * dx + dz * dz > NOTICES_WITHIN_METRES * NOTICES_WITHIN_METRES) return;
  // A yaw of 0 looks along -z, and grows to the left.
  const turn = Math.atan2(-dx, -dz) - out.radians;
  const nearest = Math.atan2(Math.sin(turn), Math.cos(turn));
  if (Math.abs(nearest) <= 2 * NECK_RADIANS) out.radians += Math.min(Math.max(nearest, -NECK_RADIANS), NECK_RADIANS);
}

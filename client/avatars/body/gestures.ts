import type { Quaternion, Vector3 } from 'three';
import type { BodyState } from './body-state.ts';
import type { SideBones } from './skeleton.ts';
import { timesSize } from './unboxed.ts';

/** How loud one must be to be seen to speak. */
const SPEECH_LEVEL = 0.08;
const SETTLES_SECONDS = 0.45;
/** From the upper arm's joint to a wrist that accompanies words: forearms raised, hands before the waist. */
const RAISED = { aside: -0.02, below: 0.21, ahead: 0.29 };
/** Of the hand that one speaks with less. */
const LESSER_HAND = 0.65;
/** Who walks keeps their hands down for the most part. */
const KEPT_BY_WALKING = 0.8;
/** How the hands are apart in time, seconds. */
const APART_SECONDS = 2.3;

/** Notices whether they speak: as they are said to, or as they are heard. */
export function settleTalk(state: BodyState, isSpeaking: boolean): void {
  const talks = isSpeaking || state.face.level > SPEECH_LEVEL ? 1 : 0;
  state.talks += (talks - state.talks) * (1 - Math.exp(-state.frameSeconds / SETTLES_SECONDS));
}

/**
 * Who speaks and has no hand tracked raises it now and then and lets it go along with the words; leaves in `state.raised` how far.
 *
 * @param upright the body's own turn
 * @param from of the upper arm
 * @param wrist where the hand would hang; is moved
 * @param spare of the caller, written over
 */
export function accompany(
  state: BodyState,
  { sign }: SideBones,
  upright: Quaternion,
  from: Vector3,
  wrist: Vector3,
  spare: Vector3,
): void {
  const { talks, gait, face } = state;
  const seconds = face.talkSeconds + (sign < 0 ? APART_SECONDS : 0);
  const spell = Math.min(Math.max(0.7 + Math.sin(seconds * 0.83), 0), 1);
  const eased = spell * spell * (3 - 2 * spell);
  const walking = Math.min(gait.speed, 1) * KEPT_BY_WALKING;
  const raised = talks * eased * (1 - walking) * (sign < 0 ? LESSER_HAND : 1);
  const beat = Math.sin(seconds * 4.7) * 0.6 + Math.sin(seconds * 7.9 + 1) * 0.4;
  const sweep = Math.sin(seconds * 2.1 + 0.5);
  spare.x = sign * (RAISED.aside + 0.05 * sweep);
  spare.y = 0.035 * beat - RAISED.below;
  spare.z = -RAISED.ahead - 0.035 * sweep;
  timesSize(spare, state).applyQuaternion(upright).add(from);
  wrist.x += (spare.x - wrist.x) * raised;
  wrist.y += (spare.y - wrist.y) * raised;
  wrist.z += (spare.z - wrist.z) * raised;
  state.raised = raised;
}

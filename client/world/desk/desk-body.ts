import type { HandPose, Pose, Rotation, Vector } from '../../../shared/pose.ts';
import type { DeskSeat } from './desk-seat.ts';

/** What the branch knows of who is at a desk. */
export interface DeskWord {
  isSeated: boolean;
  isSpeaking: boolean;
  isTyping: boolean;
}

/** Whom they attend to: a head in the branch, metres; mutable. A class, so that its fractions stay fractions (`createPose`). */
class Attended implements Vector {
  x = 0;
  y = 0;
  z = 0;
  isThere = false;
  isSpeaking = false;
}

/** One body at a desk between two frames; mutable. It is moved by this browser alone: nobody sends its poses. */
export interface DeskBody {
  readonly seat: DeskSeat;
  readonly word: DeskWord;
  readonly attended: Attended;
  /** From gone, 0, by beside the chair, {@link STOOD_UP}, to seated, 1. */
  here: number;
  /** How much of them types, and speaks with their hands, 0 to 1. */
  types: number;
  speaks: number;
  /** Where the head looks from straight ahead, radians; left and up are positive. */
  turn: number;
  nod: number;
  seconds: number;
  frameSeconds: number;
}

/** Who is there when the branch is first seen has not just sat down. */
export function createDeskBody(seat: DeskSeat, seed: number, isHere: boolean): DeskBody {
  return {
    seat,
    word: { isSeated: isHere, isSpeaking: false, isTyping: false },
    attended: new Attended(),
    here: isHere ? 1 : 0,
    types: 0,
    speaks: 0,
    turn: 0,
    nod: 0,
    // Nobody moves in time with another.
    seconds: (seed % 97) + 0.5,
    frameSeconds: 0,
  };
}

const EYES_SEATED_METRES = 1.22;
const EYES_STANDING_METRES = 1.6;
/** The eyes of who sits at a desk are before the seat's middle. */
const LEANS_METRES = 0.2;
const DESK_TOP_METRES = 0.744;
/** A wrist over the desk's top. */
const WRIST_METRES = 0.052;
/** From the desk's middle to its consultant's edge, and to the keyboard near it. */
const EDGE_METRES = 0.4;
export const KEYBOARD = { right: 0.1, fromMiddleMetres: 0.24, turn: -0.14 };
/** Where the screen of a desk is: to the right of who sits there, ahead, and up. */
const SCREEN = { turn: -0.62, nod: -0.2 };
const STOOD_UP = 0.62;
const SITS_DOWN_SECONDS = 1;
const WALKS_SECONDS = 1.6;
const SETTLES_SECONDS = 0.22;
const NECK_RADIANS = 1.05;

/** In fields, because a fraction that is an argument is put on the heap; and of classes, whose fields hold nothing else anywhere. */
class Spot {
  right = 0;
  ahead = 0;
}
class Turn {
  yaw = 0;
  pitch = 0;
  roll = 0;
}
class Settling {
  blend = 0;
}
const spot = new Spot();
const angle = new Turn();
const settling = new Settling();

/** One frame later: writes where they are; false where they are gone. */
export function poseDeskBody(body: DeskBody, into: Pose): boolean {
  settle(body);
  if (body.here <= 0) return false;
  into.handTracking = true;
  into.curled = true;
  into.teleported = false;
  into.speaking = body.word.isSpeaking && body.here === 1;
  if (body.here < STOOD_UP) walkTo(body, into);
  else sit(body, into);
  return true;
}

function settle(body: DeskBody): void {
  const { word, frameSeconds: seconds } = body;
  body.seconds += seconds;
  const isUp = body.here < STOOD_UP || (body.here === STOOD_UP && !word.isSeated);
  const pace = isUp ? STOOD_UP / WALKS_SECONDS : (1 - STOOD_UP) / SITS_DOWN_SECONDS;
  const next = body.here + (word.isSeated ? pace : -pace) * seconds;
  // Beside the chair one way ends and the other begins.
  const ends = word.isSeated ? (isUp ? STOOD_UP : 1) : isUp ? 0 : STOOD_UP;
  body.here = word.isSeated ? Math.min(next, ends) : Math.max(next, ends);
  const isAtWork = word.isSeated && body.here === 1;
  const blend = 1 - Math.exp(-seconds / SETTLES_SECONDS);
  body.types += ((isAtWork && word.isTyping ? 1 : 0) - body.types) * blend;
  body.speaks += ((isAtWork && word.isSpeaking ? 1 : 0) - body.speaks) * blend;
  settling.blend = blend;
  look(body);
}

/** Who speaks is looked at; then the screen by who types, with a glance up now and then; then who is there. */
function look(body: DeskBody): void {
  const { blend } = settling;
  const { attended, word, seat, seconds } = body;
  const glances = seconds % 5 < 1.2;
  const isAtScreen = word.isTyping
    ? !(attended.isThere && (attended.isSpeaking || glances))
    : !attended.isThere && seconds % 17 > 6;
  let turn = 0;
  let nod = -0.1;
  if (isAtScreen) {
    turn = SCREEN.turn;
    nod = SCREEN.nod - (word.isTyping && seconds % 2.3 < 0.6 ? 0.25 : 0);
  } else if (attended.isThere) {
    const dx = attended.x - seat.x;
    const dz = attended.z - seat.z;
    const aside = Math.atan2(-dx, -dz) - seat.yaw;
    const nearest = aside - 2 * Math.PI * Math.round(aside / (2 * Math.PI));
    turn = Math.min(Math.max(nearest, -NECK_RADIANS), NECK_RADIANS);
    nod = Math.min(Math.max(Math.atan2(attended.y - EYES_SEATED_METRES, Math.sqrt(dx * dx + dz * dz)), -0.5), 0.5);
    // Who listens nods a little, now and then.
    if (attended.isSpeaking && seconds % 4.3 < 0.9) nod -= 0.1 * Math.sin((seconds % 4.3) * 7);
  }
  body.turn += (turn - body.turn) * blend * 0.7;
  body.nod += (nod - body.nod) * blend * 0.7;
}

function sit(body: DeskBody, into: Pose): void {
  const { seat, here, seconds, speaks } = body;
  const share = eased((here - STOOD_UP) / (1 - STOOD_UP));
  const sway = Math.sin(seconds * 0.9) * 0.006 + Math.sin(seconds * 7.1) * 0.004 * speaks;
  spot.right = sway;
  spot.ahead = LEANS_METRES + 0.012 * Math.sin(seconds * 0.61) + 0.04 * body.types;
  put(into.headPosition, seat);
  const head = into.headPosition;
  head.x += (seat.beside.x - head.x) * (1 - share);
  head.z += (seat.beside.z - head.z) * (1 - share);
  head.y = EYES_STANDING_METRES + (EYES_SEATED_METRES - EYES_STANDING_METRES) * share + 0.004 * Math.sin(seconds * 1.7);
  angle.yaw = seat.yaw + body.turn * share;
  angle.pitch = body.nod * share + 0.03 * speaks * Math.sin(seconds * 5.3);
  angle.roll = 0;
  turnTo(into.headRotation);
  into.seated = share > 0.4;
  // Hands come to the desk when one has sat down.
  const atDesk = here === 1;
  into.left.present = atDesk;
  into.right.present = atDesk;
  if (!atDesk) return;
  placeHand(body, -1, into.left);
  placeHand(body, 1, into.right);
}

/** Resting before one, over the keys, or in the air while one speaks. */
function placeHand(body: DeskBody, side: -1 | 1, hand: HandPose): void {
  const { seat, seconds, types, speaks } = body;
  const beat = Math.sin(seconds * 2.3 + side * 0.8) * 0.5 + Math.sin(seconds * 3.7 + side) * 0.5;
  const raised = speaks * (1 - types) * (side > 0 ? 1 : 0.55);
  const restRight = side * 0.1;
  const typeRight = KEYBOARD.right + side * 0.085 + 0.02 * Math.sin(seconds * 1.9 + side);
  const restAhead = seat.deskMetres - EDGE_METRES + 0.045;
  const typeAhead = seat.deskMetres - KEYBOARD.fromMiddleMetres - 0.1;
  spot.right = restRight + (typeRight - restRight) * types + side * raised * (0.09 + 0.04 * beat);
  spot.ahead = restAhead + (typeAhead - restAhead) * types + raised * 0.03 * beat;
  put(hand.position, seat);
  const taps = types * 0.008 * Math.sin(seconds * 11 + side * 1.4);
  hand.position.y = DESK_TOP_METRES + WRIST_METRES + taps + raised * (0.14 + 0.06 * beat) + 0.012 * types;
  // Turned in at rest, straight over the keys; the palms turn up a little in speech.
  const turn = side * (0.62 - 0.5 * types) + KEYBOARD.turn * types;
  angle.yaw = seat.yaw + turn;
  angle.pitch = 0.12 * types + raised * (0.35 + 0.2 * beat);
  angle.roll = -side * raised * 0.7;
  turnTo(hand.rotation);
  for (let finger = 0; finger < 5; finger++) {
    const tap = Math.sin(seconds * (9 + finger * 1.7) + finger * 2.1 + side);
    const curl = 1.8 + types * (1 + 1.6 * tap) + raised * (0.8 - 0.5 * beat);
    hand.curls[finger] = Math.min(Math.max(Math.round(curl), 0), 6);
  }
}

/** On foot, between beside the chair and where one goes to. */
function walkTo(body: DeskBody, into: Pose): void {
  const { seat, here, word } = body;
  const share = here / STOOD_UP;
  const { beside, away } = seat;
  const head = into.headPosition;
  head.x = away.x + (beside.x - away.x) * share;
  head.z = away.z + (beside.z - away.z) * share;
  head.y = EYES_STANDING_METRES;
  const sign = word.isSeated ? 1 : -1;
  const isStanding = beside.x === away.x && beside.z === away.z;
  const along = Math.atan2(-(beside.x - away.x) * sign, -(beside.z - away.z) * sign);
  angle.yaw = isStanding ? seat.yaw : along;
  angle.pitch = 0;
  angle.roll = 0;
  turnTo(into.headRotation);
  into.left.present = false;
  into.right.present = false;
  into.seated = false;
}

/** To {@link spot}: metres to the right and ahead of who sits there; as `fromSeat`, for frames. */
function put(into: Vector, { x, z, yaw }: DeskSeat): void {
  const cos = Math.cos(yaw);
  const sin = Math.sin(yaw);
  into.x = x + spot.right * cos - spot.ahead * sin;
  into.z = z - spot.right * sin - spot.ahead * cos;
}

/** By {@link angle}: to the left, then up, then about the line ahead. */
function turnTo(into: Rotation): void {
  const cy = Math.cos(angle.yaw / 2);
  const sy = Math.sin(angle.yaw / 2);
  const cp = Math.cos(angle.pitch / 2);
  const sp = Math.sin(angle.pitch / 2);
  const cr = Math.cos(angle.roll / 2);
  const sr = Math.sin(angle.roll / 2);
  into.x = cy * sp * cr + sy * cp * sr;
  into.y = sy * cp * cr - cy * sp * sr;
  into.z = cy * cp * sr - sy * sp * cr;
  into.w = cy * cp * cr + sy * sp * sr;
}

function eased(t: number): number {
  return t * t * (3 - 2 * t);
}

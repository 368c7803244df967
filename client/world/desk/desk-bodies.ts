import type { BranchPlan } from '../../../shared/branch.ts';
import type { Pose, Vector } from '../../../shared/pose.ts';
import type { RemotePerson } from '../../avatars/RemoteAvatars.tsx';
import type { DeskStaffView } from '../../net/branch-store.ts';
import { ownVoice } from '../../net/voice-space.ts';
import { type FrameClock, readFrameTime } from '../../xr/use-steady-clock.ts';
import { createDeskBody, type DeskBody, poseDeskBody } from './desk-body.ts';
import { deskSeat } from './desk-seat.ts';

/** Slots of people are one byte, and their ids two: these are of bodies that the branch's own word puts at desks. */
const FIRST_SLOT = 300;
const FIRST_ID = 70_000;
const IDS_OF_A_DESK = 10_000;
/** Who is so near to where the customer sits is attended to; who speaks, from further away. */
const ATTENDS_WITHIN_METRES = 2.4;
const HEARS_METRES = 1.5;
/** One's own customer is looked at from anywhere in sight. */
const OWN_HEARS_METRES = 6;
const LONGEST_FRAME_SECONDS = 0.1;

/** The talk that one is in oneself. */
export interface OwnTalk {
  readonly deskId: string;
  /** The consultant's legal name, which their customer alone may read. */
  readonly consultantName: string;
}

/** The bodies of who is on duty at the consoles, moved by this browser. */
export interface DeskBodies {
  /** Takes in what the branch says; answers whom to draw, also those who are just leaving. */
  show(staff: readonly DeskStaffView[], talk: OwnTalk | null): readonly RemotePerson[];
  /** What stands for the consultant of one's own talk, who sits at their desk; null where they do not. */
  partnerId(): number | null;
  /** A frame begins; `own` is where one is. */
  beginFrame(own: Readonly<Pose>, clock: FrameClock): void;
  /** Somebody else is there in this frame. */
  note(pose: Readonly<Pose>): void;
  /** Writes where a body at a desk is; null for who is none of these, false for who has gone. */
  sample(person: { readonly slot: number }, into: Pose): boolean | null;
}

/** In fields that begin as fractions: what a frame writes into them leaves no garbage. */
class FrameTime {
  nowMs = 0;
  lastMs = 0;
}

/** Who comes nearest in the frame that is being drawn. */
class Nearest {
  score = Number.POSITIVE_INFINITY;
  x = 0;
  y = 0;
  z = 0;
  isSpeaking = false;
}

interface AtDesk {
  person: RemotePerson;
  readonly body: DeskBody;
  /** Will be the body's `attended`. */
  readonly next: Nearest;
  isOwn: boolean;
}

export function createDeskBodies(plan: BranchPlan): DeskBodies {
  const bySlot = new Map<number, AtDesk>();
  /** The same, for frames: going through a map makes garbage. */
  let all: readonly AtDesk[] = [];
  let isFirst = true;
  const time = new FrameTime();

  function seatOf(one: DeskStaffView, talk: OwnTalk | null): AtDesk | null {
    const index = plan.desks.findIndex(({ id }) => id === one.deskId);
    const desk = plan.desks[index];
    if (!desk) return null;
    const slot = FIRST_SLOT + index;
    const known = bySlot.get(slot);
    // Who steps away is still who they were, also once their console is closed.
    const isSame = known && (one.pseudonym === '' || one.pseudonym === known.person.pseudonym);
    if (!isSame && (one.pseudonym === '' || one.presence !== 'seated')) return null;
    const isOwn = talk?.deskId === one.deskId;
    const { role, pseudonym, appearance } = one.pseudonym === '' && known ? known.person : one;
    const avatarId = FIRST_ID + index * IDS_OF_A_DESK + seedOf(pseudonym);
    const person: RemotePerson = {
      avatarId,
      slot,
      role,
      pseudonym,
      appearance,
      ...(isOwn && talk && { legalName: talk.consultantName }),
    };
    if (isSame) return Object.assign(known, { person, isOwn });
    const body = createDeskBody(deskSeat(plan, desk), avatarId, isFirst);
    return { person, isOwn, body, next: new Nearest() };
  }

  function offer({ body, next, isOwn }: AtDesk, head: Vector, isSpeaking: boolean, isMe: boolean): void {
    const dx = head.x - body.seat.customer.x;
    const dz = head.z - body.seat.customer.z;
    const metres = Math.sqrt(dx * dx + dz * dz);
    const hears = isOwn && isMe ? OWN_HEARS_METRES : HEARS_METRES;
    const score = metres - (isSpeaking ? hears : 0) - (isOwn && isMe ? 0.5 : 0);
    if (score > ATTENDS_WITHIN_METRES || score >= next.score) return;
    next.score = score;
    next.x = head.x;
    next.y = head.y;
    next.z = head.z;
    next.isSpeaking = isSpeaking;
  }

  return {
    show(staff, talk) {
      const left = new Set(bySlot.keys());
      for (const one of staff) {
        const atDesk = seatOf(one, talk);
        if (!atDesk || one.presence === 'elsewhere') continue;
        const { word } = atDesk.body;
        word.isSeated = one.presence === 'seated';
        word.isSpeaking = one.speaking;
        word.isTyping = one.typing;
        bySlot.set(atDesk.person.slot, atDesk);
        left.delete(atDesk.person.slot);
      }
      for (const slot of left) {
        const { body } = bySlot.get(slot) as AtDesk;
        const isElsewhere = staff.some(
          ({ deskId, presence }) => presence === 'elsewhere' && plan.desks[slot - FIRST_SLOT]?.id === deskId,
        );
        body.word.isSeated = false;
        // Nobody is seen twice: who walks about already does not get up here as well.
        if (isElsewhere || body.here <= 0) bySlot.delete(slot);
      }
      isFirst = false;
      all = [...bySlot.values()];
      return all.map(({ person }) => person);
    },
    partnerId() {
      for (const { isOwn, person, body } of bySlot.values()) if (isOwn && body.word.isSeated) return person.avatarId;
      return null;
    },
    beginFrame(own, clock) {
      time.lastMs = time.nowMs;
      readFrameTime(clock, time);
      const seconds = Math.min((time.nowMs - time.lastMs) / 1000, LONGEST_FRAME_SECONDS);
      for (let index = 0; index < all.length; index++) {
        const atDesk = all[index] as AtDesk;
        const { body, next } = atDesk;
        const { attended } = body;
        attended.isThere = next.score !== Number.POSITIVE_INFINITY;
        attended.x = next.x;
        attended.y = next.y;
        attended.z = next.z;
        attended.isSpeaking = attended.isThere && next.isSpeaking;
        next.score = Number.POSITIVE_INFINITY;
        body.frameSeconds = seconds;
        offer(atDesk, own.headPosition, ownVoice.speaking, true);
      }
    },
    note(pose) {
      for (let index = 0; index < all.length; index++)
        offer(all[index] as AtDesk, pose.headPosition, pose.speaking, false);
    },
    sample({ slot }, into) {
      const atDesk = bySlot.get(slot);
      return atDesk ? poseDeskBody(atDesk.body, into) : slot >= FIRST_SLOT ? false : null;
    },
  };
}

/** The same for the same pseudonym: below {@link IDS_OF_A_DESK}. */
function seedOf(pseudonym: string): number {
  let hash = 7;
  for (const letter of pseudonym) hash = (hash * 31 + (letter.codePointAt(0) ?? 0)) % IDS_OF_A_DESK;
  return hash;
}

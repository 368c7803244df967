import { randomInt } from 'node:crypto';
import { type IRoomCache, matchMaker } from '@colyseus/core';
import type { Presence } from '../../shared/branch.ts';
import { ok, type Result, refuse } from '../../shared/result.ts';
import type { Seat } from '../../shared/rooms.ts';
import { openOnce } from '../lib/open-once.ts';
import { openRoom } from '../lib/open-room.ts';
import { within } from '../lib/patience.ts';
import { type Principal, personKey } from '../lib/principal.ts';
import { reserveSeat } from '../lib/reserve-seat.ts';
import type { BranchPlans } from './branch-plans.ts';
import type { BranchSeat } from './branch-room.ts';
import type { ConsultationPairs } from './consultation-pairs.ts';
import { createKeptPlaces } from './kept-places.ts';
import { choosePlacement, type Instance } from './placement-rules.ts';

export const BRANCH_ROOM = 'branch';

/** Instances of one branch that may be open at a time, in all processes. */
const MAX_INSTANCES = 20;
/** The process of the first choice may just have died, or someone else have taken the last place. */
const TRIES = 3;
/** Without Redis nobody is placed; who asks is told so, and comes back. To find out that a process has died takes four seconds of it. */
const PATIENCE_MS = 8000;
/** Where entries are counted, in all processes. */
export const ENTRIES = { key: 'atrium:entries', field: 'last' };
const MAX_AVATAR_ID = 65_535;

type Refusal = 'branch-unknown' | 'branch-full';
type Entered = { readonly seat: Seat; readonly avatarId: number };

export interface BranchSeats {
  /**
   * Reserves a place in an instance of the branch that has one, opening another where all are full. Which one, is in
   * `placement-rules.ts`; `meeting` is the code of people who want to be together.
   */
  reserve(
    branchId: string,
    principal: Principal,
    presence: Presence,
    meeting?: string,
  ): Promise<Result<Entered, Refusal>>;
}

export function createBranchSeats(
  plans: BranchPlans,
  capacity: number,
  pairs?: Pick<ConsultationPairs, 'partnersOf'>,
): BranchSeats {
  // One reservation at a time in a process, so that many at once do not run for the same place. Between processes the room
  // itself decides who has its last place, and who has not asks again.
  let queue: Promise<unknown> = Promise.resolve();

  async function instancesOf(branchId: string): Promise<Instance[]> {
    const rooms = await matchMaker.query({ name: BRANCH_ROOM });
    return rooms
      .filter(({ metadata }) => metadata?.branchId === branchId)
      .map(({ roomId, clients, locked }) => ({
        roomId,
        people: clients,
        isOpen: !locked || clients >= capacity,
        hasRoom: clients < capacity,
      }));
  }

  async function reserve(
    branchId: string,
    principal: Principal,
    presence: Presence,
    meeting?: string,
  ): Promise<Result<Entered, Refusal>> {
    const person = personKey(principal);
    const places = createKeptPlaces(matchMaker.presence, branchId);
    const partners = [...(pairs?.partnersOf(person) ?? [])];
    const [own, met, ...theirs] = await Promise.all([
      presence === 'embodied' && principal.kind !== 'guest' ? places.find(person) : undefined,
      meeting === undefined ? undefined : places.meetingRoom(meeting),
      ...partners.map((partner) => places.find(partner)),
    ]);
    const wishes = {
      own: own?.roomId,
      partners: theirs.flatMap((at) => (at && !at.place ? [at.roomId] : [])),
      meeting: met ?? meeting,
      followsPartner: principal.kind === 'customer',
      isInConsultation: partners.length > 0,
    };
    const avatarId = await nextAvatarId();
    const place = own?.place;
    const seat: BranchSeat = { principal, presence, avatarId, ...(place && { place }) };
    for (let attempt = 0; attempt < TRIES; attempt++) {
      const room = await findOrOpen(branchId, (instances) => choosePlacement(instances, wishes));
      if (!room) break;
      const reserved = await reserveSeat(room, seat);
      if (!reserved) continue;
      if (meeting !== undefined && (await isToBeMetIn(room.roomId, meeting, met))) places.meetIn(meeting, room.roomId);
      return ok({ seat: reserved, avatarId });
    }
    return refuse('branch-full');
  }

  /** The next in turn. Where counting begins anew, it begins anywhere, so that it is not at the ids of those who are here. */
  async function nextAvatarId(): Promise<number> {
    const count = (by: number) => matchMaker.presence.hincrby(ENTRIES.key, ENTRIES.field, by);
    const entry = await count(1);
    return ((entry === 1 ? await count(randomInt(MAX_AVATAR_ID)) : entry) % MAX_AVATAR_ID) + 1;
  }

  /** The code of a meeting stays with its room while that is there, full or not; then it goes where the first of them goes. */
  async function isToBeMetIn(roomId: string, meeting: string, met: string | undefined): Promise<boolean> {
    if (roomId === (met ?? meeting)) return true;
    if (met === undefined) return false;
    const room = await matchMaker.getRoomById(met);
    return !room || (room.locked === true && room.clients < capacity);
  }

  async function findOrOpen(
    branchId: string,
    choose: (instances: readonly Instance[]) => string | undefined,
  ): Promise<IRoomCache | undefined> {
    let isFull = false;
    const find = async () => {
      const instances = await instancesOf(branchId);
      isFull = instances.length >= MAX_INSTANCES;
      const chosen = choose(instances);
      return chosen === undefined ? undefined : (await matchMaker.getRoomById(chosen)) || undefined;
    };
    const found = await find();
    if (found || isFull) return found;
    return openOnce(matchMaker.presence, `${BRANCH_ROOM}:${branchId}`, find, () =>
      openRoom(BRANCH_ROOM, { branchId }),
    ).catch(() => undefined);
  }

  return {
    reserve(branchId, principal, presence, meeting) {
      if (!plans.has(branchId)) return Promise.resolve(refuse('branch-unknown'));
      const untilMs = performance.now() + PATIENCE_MS;
      const reservation = queue.then(() => {
        const leftMs = untilMs - performance.now();
        if (leftMs <= 0) return refuse('branch-full');
        return within(leftMs, reserve(branchId, principal, presence, meeting), refuse('branch-full'));
      });
      queue = reservation.catch(() => {});
      return within(PATIENCE_MS, reservation, refuse('branch-full'));
    },
  };
}

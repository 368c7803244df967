import { matchMaker } from '@colyseus/core';
import type { Presence } from '../../shared/branch.ts';
import { ok, type Result, refuse } from '../../shared/result.ts';
import type { Seat } from '../../shared/rooms.ts';
import type { Principal } from '../lib/principal.ts';
import type { BranchPlans } from './branch-plans.ts';
import type { BranchSeat } from './branch-room.ts';

export const BRANCH_ROOM = 'branch';

/** Instances of one branch that may be open at a time. */
const MAX_INSTANCES = 20;

export interface BranchSeats {
  /** Reserves a place in an instance of the branch that has one, opening another where all are full. */
  reserve(
    branchId: string,
    principal: Principal,
    presence: Presence,
  ): Promise<Result<{ readonly seat: Seat; readonly avatarId: number }, 'branch-unknown' | 'branch-full'>>;
}

export function createBranchSeats(plans: BranchPlans, capacity: number): BranchSeats {
  let lastAvatarId = 0;
  // One reservation at a time, so that two people at once do not both open an instance.
  let queue: Promise<unknown> = Promise.resolve();

  async function reserve(
    branchId: string,
    seat: BranchSeat,
  ): Promise<Result<{ seat: Seat; avatarId: number }, 'branch-full'>> {
    const rooms = (await matchMaker.query({ name: BRANCH_ROOM })).filter(
      (room) => room.metadata?.branchId === branchId,
    );
    const free = rooms.find((room) => room.clients < capacity && !room.locked);
    if (!free && rooms.length >= MAX_INSTANCES) return refuse('branch-full');
    const room = free ?? (await matchMaker.createRoom(BRANCH_ROOM, { branchId }));
    try {
      const {
        sessionId,
        processId = matchMaker.processId,
        roomId,
        name,
      } = await matchMaker.reserveSeatFor(room, {}, seat);
      return ok({ seat: { sessionId, processId, roomId, name }, avatarId: seat.avatarId });
    } catch {
      return refuse('branch-full');
    }
  }

  return {
    reserve(branchId, principal, presence) {
      if (!plans.has(branchId)) return Promise.resolve(refuse('branch-unknown'));
      lastAvatarId = (lastAvatarId % 65_535) + 1;
      const reservation = queue.then(() => reserve(branchId, { principal, presence, avatarId: lastAvatarId }));
      queue = reservation.catch(() => {});
      return reservation;
    },
  };
}

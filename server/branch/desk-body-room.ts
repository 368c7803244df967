import type { Client, Room } from '@colyseus/core';
import { DESK_SIGNS } from '../../shared/branch.ts';
import { DESK_SIGNS_EVERY_MS, type DeskSigns, NO_SIGNS, readDeskSigns } from '../../shared/desk-signs.ts';
import { type BranchState, DeskStaffState } from '../../shared/room-state.ts';
import type { RoomRefusal } from '../../shared/rooms.ts';
import { type PersonKey, type Principal, personKey } from '../lib/principal.ts';
import type { RoomGuard } from '../lib/room-guard.ts';
import type { BranchBoard } from './branch-board.ts';
import { roleOf } from './branch-service.ts';
import { deskBodyOf } from './desk-body-rules.ts';
import type { DeskPresence, OwnStaffLink } from './desk-presence.ts';

export interface DeskBodiesDeps {
  readonly branchId: string;
  readonly board: BranchBoard;
  readonly desks: DeskPresence;
  readonly state: BranchState;
}

/** Who is seen at the desks of a branch room. */
export interface DeskBodies {
  /** Someone has come in; only staff can be at a desk. */
  join(client: Client, principal: Principal, embodied: boolean): void;
  /** What who is at the console looks like. */
  dress(client: Client, appearance: number): void;
  leave(client: Client): void;
  close(): void;
}

/** A little less than the console keeps between two, for the network brings them closer together. */
const EVERY_MS = DESK_SIGNS_EVERY_MS / 2;

interface AtConsole {
  readonly person: PersonKey;
  readonly embodied: boolean;
  readonly link: OwnStaffLink;
  signedAtMs: number;
}

/** Shows in a branch room who is at which desk, and lets the consoles of those who are say that they speak or type. */
export function carryDeskBodies(room: Room, guard: RoomGuard, deps: DeskBodiesDeps): DeskBodies {
  const { branchId, board, desks, state } = deps;
  const seats = new Map<Client, AtConsole>();

  function show(): void {
    const { staff } = board.read(branchId);
    for (const deskId of [...state.staff.keys()]) if (!staff.has(deskId)) state.staff.delete(deskId);
    for (const [deskId, { subject, isPaused }] of staff) {
      const body = deskBodyOf(branchId, isPaused, desks.linksOf(`staff:${subject}`));
      const shown = state.staff.get(deskId);
      if (shown) shown.assign(body);
      else state.staff.set(deskId, new DeskStaffState().assign({ deskId, ...body }));
    }
  }

  /** Why what a link says of the body at a desk is not heard; else what it says. */
  function judge(client: Client, bytes: unknown): DeskSigns | RoomRefusal {
    const signs = bytes instanceof Uint8Array ? readDeskSigns(bytes) : null;
    if (!signs) return 'message-malformed';
    const seat = seats.get(client);
    const isOnDuty = [...board.read(branchId).staff.values()].some(
      ({ subject }) => seat?.person === `staff:${subject}`,
    );
    if (!seat || seat.embodied || !isOnDuty) return 'desk-not-yours';
    const nowMs = performance.now();
    if (nowMs - seat.signedAtMs < EVERY_MS) return 'message-too-frequent';
    seat.signedAtMs = nowMs;
    return signs;
  }

  guard.onBytes(room, DESK_SIGNS, (client, bytes) => {
    const judged = judge(client, bytes);
    if (typeof judged === 'string') guard.refuse(client, { code: judged });
    else seats.get(client)?.link.change({ signs: judged });
  });
  const endings = [board.subscribe(branchId, show), desks.subscribe(show)];
  show();
  return {
    join(client, principal, embodied) {
      if (principal.kind !== 'staff') return;
      const { pseudonym } = principal;
      const person = personKey(principal);
      const role = roleOf(principal);
      // Who comes back after a lost link does not change clothes meanwhile.
      const appearance = desks.linksOf(person).findLast((link) => !link.embodied)?.appearance ?? 0;
      const link = desks.add(person, { branchId, embodied, role, pseudonym, appearance, signs: NO_SIGNS });
      seats.set(client, { person, embodied, link, signedAtMs: Number.NEGATIVE_INFINITY });
    },
    dress: (client, appearance) => seats.get(client)?.link.change({ appearance }),
    leave(client) {
      seats.get(client)?.link.drop();
      seats.delete(client);
    },
    close() {
      for (const end of endings) end();
    },
  };
}

import { type Client, ClientState, Room } from '@colyseus/core';
import { POSE, POSES, type Presence } from '../../shared/branch.ts';
import { POSE_RATE_HZ } from '../../shared/pose.ts';
import { BranchState, DeskState, PersonState } from '../../shared/room-state.ts';
import { SEAT_TTL_SECONDS } from '../../shared/rooms.ts';
import type { LinkRegistry } from '../lib/link-registry.ts';
import { type Principal, personKey } from '../lib/principal.ts';
import { RoomGuard } from '../lib/room-guard.ts';
import type { BoardView, BranchBoard } from './branch-board.ts';
import type { BranchPlans } from './branch-plans.ts';
import { type BranchService, createBranchService, roleOf } from './branch-service.ts';

/** What a reserved seat carries; made by `branch-seats.ts`, never by a client. */
export interface BranchSeat {
  readonly principal: Principal;
  readonly presence: Presence;
  readonly avatarId: number;
}

export interface BranchRoomDeps {
  readonly plans: BranchPlans;
  readonly board: BranchBoard;
  readonly links: LinkRegistry;
}

/** People in one instance of a branch, at most. */
export const ROOM_CAPACITY = 50;

/** Poses come 20 times a second; twice that and a little for everything else. */
const LIMITS = { messagesPerSecond: 50, refusalsPerTenSeconds: 60 };
/** Frames of any kind. Pings, requests and what is no message at all pass the guard by, and end here, with 4002. */
const MAX_FRAMES_PER_SECOND = 200;

/** Binds the adapter to its services: Colyseus makes the rooms itself. */
export function createBranchRoom(deps: BranchRoomDeps): new () => Room {
  return class BranchRoom extends Room<{ state: BranchState }> {
    override maxClients = ROOM_CAPACITY;
    override autoDispose = false;
    override maxMessagesPerSecond = MAX_FRAMES_PER_SECOND;
    override seatReservationTimeout = SEAT_TTL_SECONDS;
    override state = new BranchState();
    #branch!: BranchService;
    #branchId!: string;
    readonly #seats = new Map<Client, BranchSeat & { readonly forget: () => void }>();
    readonly #clients = new Map<number, Client>();

    override onCreate({ branchId }: { branchId: string }) {
      const plan = deps.plans.get(branchId);
      if (!plan) throw new Error(`no plan of branch ${branchId}`);
      this.#branchId = branchId;
      this.#branch = createBranchService(plan);
      this.state.branchId = branchId;
      void this.setMetadata({ branchId });
      this.#showBoard(deps.board.read(branchId));
      const unsubscribe = deps.board.subscribe(branchId, (view) => this.#showBoard(view));
      this.onDispose = unsubscribe;

      const guard = new RoomGuard(this, LIMITS);
      guard.onBytes(this, POSE, (client, bytes) => this.#receive(guard, client, bytes));
      this.setSimulationInterval(() => this.#tick(), 1000 / POSE_RATE_HZ);
    }

    override onJoin(client: Client, _options: unknown, auth: unknown) {
      // The reservation's own data: a client cannot put anything here.
      const seat = auth as BranchSeat;
      // Ids come round after 65,535 entries: whoever still has one keeps it, and the newcomer asks for another seat.
      if (this.#clients.has(seat.avatarId)) throw new Error(`avatar id ${seat.avatarId} is taken`);
      const embodied = seat.presence === 'embodied';
      const forget = deps.links.add({
        client,
        person: personKey(seat.principal),
        sessionId: seat.principal.sessionId,
        branchId: this.#branchId,
      });
      this.#seats.set(client, { ...seat, forget });
      this.#clients.set(seat.avatarId, client);
      const zone = this.#branch.join(seat.avatarId, embodied, performance.now());
      this.state.people.set(
        String(seat.avatarId),
        new PersonState().assign({
          avatarId: seat.avatarId,
          role: roleOf(seat.principal),
          pseudonym: seat.principal.pseudonym,
          embodied,
          zone,
        }),
      );
      const others = embodied && this.#branch.welcome(seat.avatarId, performance.now());
      if (others) client.sendBytes(POSES, others);
    }

    override onLeave(client: Client) {
      const seat = this.#seats.get(client);
      if (!seat) return;
      seat.forget();
      this.#seats.delete(client);
      this.#clients.delete(seat.avatarId);
      this.#branch.leave(seat.avatarId);
      this.state.people.delete(String(seat.avatarId));
    }

    #receive(guard: RoomGuard, client: Client, bytes: Uint8Array) {
      const seat = this.#seats.get(client);
      if (!seat) return;
      // Colyseus also brings here a plain message that calls itself `_$bpose`, with anything in it.
      const refused =
        bytes instanceof Uint8Array
          ? this.#branch.receive(seat.avatarId, bytes, performance.now())
          : ({ code: 'pose-malformed' } as const);
      if (refused) return guard.refuse(client, refused);
      const person = this.state.people.get(String(seat.avatarId));
      const zone = this.#branch.zoneOf(seat.avatarId);
      if (person && zone && person.zone !== zone) person.zone = zone;
    }

    #tick() {
      this.#branch.tick(performance.now(), (viewerId, bytes) => {
        const client = this.#clients.get(viewerId);
        // Colyseus keeps what is sent to someone who never ends the handshake, without limit.
        if (client?.state === ClientState.JOINED) client.sendBytes(POSES, bytes);
      });
    }

    #showBoard({ desks, waiting }: BoardView) {
      this.state.waiting = waiting;
      for (const deskId of [...this.state.desks.keys()]) if (!desks.has(deskId)) this.state.desks.delete(deskId);
      for (const [deskId, ticketNumber] of desks) {
        const shown = this.state.desks.get(deskId);
        if (shown) shown.ticketNumber = ticketNumber;
        else this.state.desks.set(deskId, new DeskState().assign({ deskId, ticketNumber }));
      }
    }
  };
}

import { type Client, Room } from '@colyseus/core';
import { NO_APPEARANCE } from '../../shared/appearance.ts';
import {
  APPEARANCE,
  type BranchPlan,
  CLOCK,
  PLACED,
  type Placed,
  POSE,
  type Presence,
  RESYNC,
} from '../../shared/branch.ts';
import { POSE_RATE_HZ } from '../../shared/pose.ts';
import { BranchState, PersonState } from '../../shared/room-state.ts';
import { CloseCode, SEAT_TTL_SECONDS } from '../../shared/rooms.ts';
import type { LinkRegistry } from '../lib/link-registry.ts';
import { type PersonKey, type Principal, personKey } from '../lib/principal.ts';
import { RoomGuard } from '../lib/room-guard.ts';
import type { BranchBoard } from './branch-board.ts';
import type { BranchPlans } from './branch-plans.ts';
import { zoneAt } from './branch-rules.ts';
import { type BranchService, createBranchService, MAX_BODIES, type Place, roleOf } from './branch-service.ts';
import type { ConsultationPairs } from './consultation-pairs.ts';
import { carryDeskBodies, type DeskBodies } from './desk-body-room.ts';
import type { DeskPresence } from './desk-presence.ts';
import type { HallVoice } from './hall-voice.ts';
import { carryHallVoice, type HallVoiceServices } from './hall-voice-room.ts';
import { createKeptPlaces, type KeptPlaces } from './kept-places.ts';
import { judgeLook, LOOK_EVERY_MS } from './look-rules.ts';
import { roomOfPartner, tellPartners } from './partner-news.ts';
import { PoseLinks } from './pose-links.ts';
import { startTicks } from './room-ticks.ts';
import { answerTime } from './room-time.ts';
import { showBoard } from './show-board.ts';

/** What a reserved seat carries; made by `branch-seats.ts`, never by a client. */
export interface BranchSeat {
  readonly principal: Principal;
  readonly presence: Presence;
  readonly avatarId: number;
  /** Where their body stood last. */
  readonly place?: Place;
}

export interface BranchRoomDeps {
  readonly plans: BranchPlans;
  readonly board: BranchBoard;
  readonly links: LinkRegistry;
  readonly pairs: ConsultationPairs;
  /** Absent: there is no voice in the hall. */
  readonly voice?: HallVoiceServices;
  /** Absent: nobody is seen at a desk by way of the console. */
  readonly desks?: DeskPresence;
  /** People in one instance of a branch, at most {@link MAX_BODIES}. */
  readonly capacity: number;
  /** There are other processes to go to when this one ends. */
  readonly hasOtherProcesses?: boolean;
}

const TICK_MS = 1000 / POSE_RATE_HZ;
/** Poses come 20 times a second; twice that and a little for everything else. */
const LIMITS = { messagesPerSecond: 50, refusalsPerTenSeconds: 60 };
/** Frames that go by Colyseus. Pings, requests and what is no message at all pass the guard by, and end here, with 4002. */
const MAX_FRAMES_PER_SECOND = 150;

interface Seated extends BranchSeat {
  readonly person: PersonKey;
  /** Null for who has no body. */
  readonly slot: number | null;
  readonly forget: () => void;
  /** What everyone sees of them. */
  readonly shown: PersonState;
  /** When they last changed what they look like, of the room's time. */
  changedLookMs: number;
}

/** Binds the adapter to its services: Colyseus makes the rooms itself. */
export function createBranchRoom(deps: BranchRoomDeps): new () => Room {
  const { plans, board, links, pairs, voice, desks, capacity, hasOtherProcesses } = deps;
  const closingCode = hasOtherProcesses ? CloseCode.moved : CloseCode.branchClosing;
  const isTalking = (person: PersonKey) => pairs.partnersOf(person).size > 0;

  return class BranchRoom extends Room<{ state: BranchState }> {
    override maxClients = Math.min(capacity, MAX_BODIES);
    override autoDispose = false;
    override maxMessagesPerSecond = MAX_FRAMES_PER_SECOND;
    override seatReservationTimeout = SEAT_TTL_SECONDS;
    override state = new BranchState();
    #branch!: BranchService;
    #plan!: BranchPlan;
    #branchId!: string;
    readonly #startedMs = performance.now();
    readonly #seats = new Map<Client, Seated>();
    #poses!: PoseLinks;
    #places!: KeptPlaces;
    #voice: HallVoice | undefined;
    #desks: DeskBodies | undefined;
    #isClosing = false;
    readonly #guard = new RoomGuard(this, LIMITS);

    override onCreate({ branchId }: { branchId: string }) {
      const plan = plans.get(branchId);
      if (!plan) throw new Error(`no plan of branch ${branchId}`);
      this.#branchId = branchId;
      this.#plan = plan;
      const guard = this.#guard;
      this.#branch = createBranchService(plan);
      this.#poses = new PoseLinks({ branch: this.#branch, guard, nowMs: () => this.#nowMs() });
      this.#places = createKeptPlaces(this.presence, branchId);
      this.state.branchId = branchId;
      void this.setMetadata({ branchId });
      showBoard(this.state, board.read(branchId));
      const endings = [
        board.subscribe(branchId, (view) => showBoard(this.state, view)),
        pairs.subscribe((one, other, isOpen) => this.#showPair(one, other, isOpen)),
        () => this.#desks?.close(),
        startTicks(
          TICK_MS,
          () => this.#nowMs(),
          () => {
            this.#poses.judge();
            this.#branch.tick(this.#nowMs(), this.#poses);
          },
        ),
      ];
      this.onDispose = () => endings.forEach((end) => void end());

      guard.onBytes(this, POSE, (client, bytes) => {
        const seat = this.#seats.get(client);
        if (seat) this.#poses.receive(client, seat.slot, bytes);
      });
      guard.onBytes(this, CLOCK, (client, bytes) => {
        const answer = answerTime(bytes, this.#nowMs());
        if (answer) client.sendBytes(CLOCK, answer);
        else guard.refuse(client, { code: 'message-malformed' });
      });
      guard.onBytes(this, RESYNC, (client) => {
        const slot = this.#seats.get(client)?.slot;
        if (slot != null) this.#branch.resync(slot);
      });
      guard.onBytes(this, APPEARANCE, (client, bytes) => this.#show(client, bytes));
      const [seats, branch] = [this.#seats, this.#branch];
      this.#voice = voice && carryHallVoice(this, guard, { ...voice, branchId, seats, branch, isTalking });
      this.#desks = desks && carryDeskBodies(this, guard, { branchId, board, desks, state: this.state });
    }

    override onJoin(client: Client, _options: unknown, auth: unknown) {
      // The reservation's own data: a client cannot put anything here.
      const seat = auth as BranchSeat;
      const { avatarId, principal } = seat;
      // Ids come round after 65,535 entries: whoever still has one keeps it, and the newcomer asks for another seat.
      if (this.state.people.has(String(avatarId))) throw new Error(`avatar id ${avatarId} is taken`);
      const person = personKey(principal);
      if (this.#isClosing && !isTalking(person)) throw new Error('the room is closing');
      const embodied = seat.presence === 'embodied';
      const link = { client, person, sessionId: principal.sessionId, branchId: this.#branchId, embodied };
      // Whoever had this person's body leaves it where it stands.
      const forget = links.add(link);
      let place = seat.place && this.#mayStandAt(seat.place, person) ? seat.place : undefined;
      for (const [other, { slot, person: owner }] of this.#seats)
        if (embodied && slot !== null && owner === person) place = this.#vacate(other) ?? place;
      this.#poses.judge();
      const entered = embodied ? this.#branch.enter(this.#nowMs(), place) : null;
      if (embodied && !entered) {
        forget();
        throw new Error('no slot is left');
      }
      const slot = entered?.slot ?? null;
      const shown = new PersonState().assign({
        avatarId,
        slot: slot ?? 0,
        role: roleOf(principal),
        pseudonym: principal.pseudonym,
        embodied,
        zone: entered?.zone ?? 'hall',
        appearance: NO_APPEARANCE,
      });
      this.#seats.set(client, { ...seat, person, slot, forget, shown, changedLookMs: -LOOK_EVERY_MS });
      if (slot !== null) {
        this.#poses.enter(slot, client, shown);
        this.#places.enter(person, this.roomId);
      }
      this.state.people.set(String(avatarId), shown);
      this.#desks?.join(client, principal, embodied);
      for (const partner of pairs.partnersOf(person)) this.#pair(person, partner, true);
      if (isTalking(person)) tellPartners(this.#seats, pairs, person);
      if (embodied) this.#voice?.greet(client);
      if (embodied && place) client.send(PLACED, { x: place.x, z: place.z } satisfies Placed);
    }

    override onLeave(client: Client) {
      const seat = this.#seats.get(client);
      if (!seat) return;
      const place = this.#vacate(client);
      if (place) this.#places.leave(seat.person, this.roomId, place);
      seat.forget();
      this.#voice?.drop(client);
      this.#desks?.leave(client);
      this.#seats.delete(client);
      if (isTalking(seat.person)) tellPartners(this.#seats, pairs, seat.person);
      if (this.#isClosing) this.#close();
    }

    /** The server is to end: who is in no consultation goes on in another room, and the last of the others closes this one. */
    override onBeforeShutdown() {
      this.#isClosing = true;
      this.#close();
    }

    #close() {
      for (const [client, { person }] of this.#seats) if (!isTalking(person)) client.leave(closingCode);
      if (this.#seats.size === 0) void this.disconnect(closingCode);
    }

    #nowMs() {
      return performance.now() - this.#startedMs;
    }

    /** Takes someone's body out of the hall; answers where it stood. */
    #vacate(client: Client): Place | null {
      const seat = this.#seats.get(client);
      if (!seat || !this.state.people.has(String(seat.avatarId))) return null;
      const { slot } = seat;
      if (slot !== null) this.#poses.leave(slot);
      this.state.people.delete(String(seat.avatarId));
      return slot === null ? null : this.#branch.leave(slot);
    }

    /** A booth may have been taken by others meanwhile: only who is in consultation comes back into one. */
    #mayStandAt({ x, z }: Place, person: PersonKey): boolean {
      const zone = zoneAt(this.#plan, x, z);
      return isTalking(person) || this.#plan.zones.find(({ id }) => id === zone)?.kind !== 'booth';
    }

    #pair(one: PersonKey, other: PersonKey, isOpen: boolean) {
      this.#poses.judge();
      for (const mine of this.#seats.values())
        for (const theirs of this.#seats.values())
          if (mine.person === one && theirs.person === other && mine.slot !== null && theirs.slot !== null)
            this.#branch.pair(mine.slot, theirs.slot, isOpen);
    }

    #showPair(one: PersonKey, other: PersonKey, isOpen: boolean) {
      this.#pair(one, other, isOpen);
      tellPartners(this.#seats, pairs, one, other);
      if (isOpen)
        for (const [person, partner] of [
          [one, other],
          [other, one],
        ] as const)
          void this.#follow(person, partner).catch(() => {});
      else if (this.#isClosing) this.#close();
    }

    /** A customer whose consultant has their body in another instance goes there: who asks for a seat is placed with them. */
    async #follow(person: PersonKey, partner: PersonKey) {
      const bodies = () => [...this.#seats].filter(([, seat]) => seat.slot !== null && seat.person === person);
      if (!person.startsWith('customer:') || bodies().length === 0) return;
      const room = await roomOfPartner(this.#places, partner, this.roomId);
      if (!room || !pairs.partnersOf(person).has(partner)) return;
      for (const [client] of bodies()) client.leave(CloseCode.moved);
    }

    #show(client: Client, bytes: Uint8Array) {
      const seat = this.#seats.get(client);
      if (!seat) return;
      // Whoever is at the console has a body at their desk.
      const hasBody = seat.slot !== null || seat.principal.kind === 'staff';
      const judged = hasBody ? judgeLook(bytes, this.#nowMs() - seat.changedLookMs) : 'message-malformed';
      if (typeof judged === 'string') return this.#guard.refuse(client, { code: judged });
      seat.changedLookMs = this.#nowMs();
      seat.shown.appearance = judged;
      this.#desks?.dress(client, judged);
    }
  };
}

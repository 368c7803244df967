import { type Client, ErrorCode, Room, ServerError } from '@colyseus/core';
import { z } from 'zod';
import type { Party } from '../../shared/consultation-members.ts';
import { OPEN_DESK } from '../../shared/desk-letters.ts';
import { RECORDING, RecordingRequest } from '../../shared/recording.ts';
import { ConsultationState } from '../../shared/room-state.ts';
import { CloseCode, SEAT_TTL_SECONDS } from '../../shared/rooms.ts';
import type { TalkRequest } from '../../shared/sealed-talk.ts';
import { VOICE, VoiceRequest } from '../../shared/voice.ts';
import type { Events } from '../events.ts';
import type { LinkRegistry } from '../lib/link-registry.ts';
import { type PersonKey, type Principal, personKey } from '../lib/principal.ts';
import { RoomGuard } from '../lib/room-guard.ts';
import type { IceService } from '../voice/ice-service.ts';
import { LINKS_EACH, MESSAGES_PER_SECOND } from './consultation-rules.ts';
import type { ConsultationService } from './consultation-service.ts';
import { createConsultationVoice } from './consultation-voice.ts';
import { mayWrite } from './member-rules.ts';
import { createMemberWatch, LOOK_AGAIN_MS, type MemberWatch } from './member-watch.ts';
import { participantsOf } from './recording-rules.ts';
import { createTalkDelivery, type TalkDelivery } from './talk-delivery.ts';
import { createTalkDesk, type DeskService, type TalkDesk } from './talk-desk.ts';
import { takeTalk } from './talk-intake.ts';
import { createTalkRecording, type TalkRecording } from './talk-recording.ts';

/** What a reserved seat carries; made by `consultation-seats.ts`, never by a client. */
export interface ConsultationSeat {
  readonly principal: Principal;
  readonly party: Party;
}

export interface ConsultationRoomDeps {
  readonly consultations: ConsultationService;
  readonly links: LinkRegistry;
  readonly events: Events;
  readonly ice: IceService;
  readonly desk: DeskService;
  /** Told of what failed where nobody waits for an answer. Without it such a failure ends the process. */
  readonly onError?: (error: unknown) => void;
}

/** Links and seats not yet taken, together: far above what two people use, so that one who reloads keeps nobody out. */
const MAX_SEATS = 16;
const LIMITS = { messagesPerSecond: MESSAGES_PER_SECOND, refusalsPerTenSeconds: 20 };
/** Bound on what passes by the guard (pings, requests of no handler); Colyseus drops a link above it. */
const MAX_FRAMES_PER_SECOND = 90;
/** How often it is looked whether somebody's keys are to be taken out. */
const TIDY_EVERY_MS = 3000;
/** A server that is to end waits for a consultation that nobody is in for twice so long. */
const LOOK_EVERY_MS = 60_000;

/** Binds the adapter to its services: Colyseus makes the rooms itself. */
export function createConsultationRoom(deps: ConsultationRoomDeps): new () => Room {
  const { consultations, links, events, ice, desk } = deps;
  const onError = deps.onError ?? rethrow;

  return class ConsultationRoom extends Room<{
    state: ConsultationState;
    metadata: { readonly consultationId: string };
  }> {
    override maxClients = MAX_SEATS;
    override maxMessagesPerSecond = MAX_FRAMES_PER_SECOND;
    override seatReservationTimeout = SEAT_TTL_SECONDS;
    override state = new ConsultationState();
    #consultationId!: string;
    #guard!: RoomGuard;
    #members!: MemberWatch;
    /** Links that were let in; what is said reaches these alone. */
    readonly #seats = new Map<Client, ConsultationSeat & { readonly person: PersonKey; readonly forget: () => void }>();
    readonly #voice = createConsultationVoice(this.#seats, ice, (speaker, listener) =>
      this.#members.isHeard(speaker, listener),
    );
    /** A seat outlives its session by up to `SEAT_TTL_SECONDS`; it is not to be taken then. */
    readonly #endedSessions = new Set<string>();
    #delivery!: TalkDelivery;
    #recording!: TalkRecording;
    #desk!: TalkDesk;
    #isClosing = false;

    override onCreate({ consultationId }: { consultationId: string }) {
      this.#consultationId = consultationId;
      this.metadata = { consultationId };
      void this.setPrivate(true);
      this.#guard = new RoomGuard(this, LIMITS);
      this.#delivery = createTalkDelivery({
        consultationId,
        clock: () => new Date(),
        onSaid: (party) => void consultations.spoken(consultationId, party).catch(onError),
        onMembers: () => this.#lookAtRecording(),
      });
      this.#members = createMemberWatch({
        consultationId,
        consultations,
        seats: this.#seats,
        state: this.state,
        onGone: (person) => this.#delivery.expel(person),
        sendAway: (link) => this.#dismiss(link, CloseCode.consultationEnded),
        // All are told before anybody new is heard, or hears.
        onChange: (isHearingChanged) => {
          this.broadcastPatch();
          if (isHearingChanged) this.#voice.refresh();
        },
        onEnded: () => this.#end(),
        onError,
      });
      this.clock.setInterval(() => void this.#members.look(), LOOK_AGAIN_MS);
      this.#recording = this.#openRecording();
      this.#desk = createTalkDesk({ consultationId, service: desk, delivery: this.#delivery, onError });
      this.clock.setInterval(() => this.#delivery.tidy(), TIDY_EVERY_MS);
      this.#takeRequests();
      const unsubscribe = this.#follow();
      this.onDispose = () => {
        unsubscribe();
        this.#recording.close();
        this.#desk.close();
      };
    }

    /** What a link may ask for. */
    #takeRequests() {
      this.#guard.on(this, RECORDING, RecordingRequest, (client, { agree }) => {
        const seat = this.#seats.get(client);
        if (seat && !this.state.ended) this.#recording.ask(seat, agree).catch(onError);
      });
      this.#guard.on(this, OPEN_DESK, z.strictObject({}), (client) => {
        const party = this.#seats.get(client)?.party;
        if (party === 'consultant') this.#desk.open();
        // Where it is needed again: it had been brought in before.
        else if (party === 'customer') this.#desk.look().catch(onError);
      });
      takeTalk(this, this.#guard, (client, request, carried) => this.#relay(client, request, carried));
      this.#guard.on(this, VOICE, VoiceRequest, (client, request) => {
        const refusal = this.#seats.has(client) ? this.#voice.handle(client, request) : null;
        if (refusal) this.#guard.refuse(client, { code: refusal });
      });
    }

    /** What happens elsewhere and concerns this talk. Answers how to stop. */
    #follow(): () => void {
      const consultationId = this.#consultationId;
      return events.subscribeEverywhere((event) => {
        if (event.type === 'session-ended') {
          this.#endedSessions.add(event.sessionId);
          this.#delivery.endSession(event.sessionId);
        }
        if (event.type === 'consultation-changed' && event.state === 'ended' && event.consultationId === consultationId)
          this.#end();
        else if ('consultationId' in event && event.consultationId === consultationId)
          if (event.type === 'members-changed' || event.type === 'consultation-changed')
            this.#members.refresh().catch(onError);
          else if (event.type === 'table-changed') this.#desk.look().catch(onError);
      });
    }

    override async onJoin(client: Client, _options: unknown, auth: unknown) {
      const seat = auth as ConsultationSeat;
      const { principal } = seat;
      // Asked again: much may have ended since the seat was given.
      const admitted = await consultations.admit(principal, this.#consultationId);
      await this.#members.refresh();
      if (!admitted.ok || this.state.ended || this.#endedSessions.has(principal.sessionId)) throw refusedSeat();
      const party = admitted.value;
      if (!this.#members.mayEnter(principal, party) || this.#linksOf(party) >= LINKS_EACH) throw refusedSeat();
      const person = personKey(principal);
      const link = {
        send: (type: string, message: unknown) => client.send(type, message),
        leave: (code: number) => this.#dismiss(client, code),
      };
      const forget = links.add({ client: link, person, sessionId: principal.sessionId });
      this.#seats.set(client, { principal, party, person, forget });
      this.#showPresence();
      this.#lookAtRecording();
      this.#desk.look().catch(onError);
      this.#voice.greet(client);
      await consultations.arrive(principal, this.#consultationId);
    }

    override onLeave(client: Client) {
      const seat = this.#seats.get(client);
      if (!seat) return;
      this.#voice.drop(client);
      this.#giveUp(client, this.#endedSessions.has(seat.principal.sessionId));
    }

    /** Sends somebody away: nothing that the link still sends counts, nor is it told anything, whether it closes or not. */
    #dismiss(client: Client, code: number) {
      if (this.#seats.has(client)) {
        this.#voice.handle(client, { kind: 'leave' });
        this.#giveUp(client, true);
      }
      client.leave(code);
    }

    #giveUp(client: Client, forGood: boolean) {
      this.#seats.get(client)?.forget();
      this.#seats.delete(client);
      if (!this.state.ended) this.#delivery.drop(client, forGood);
      this.#showPresence();
      this.#lookAtRecording();
    }

    /** The server is to end, and waits: the two finish here, and who is cut off comes back. */
    override onBeforeShutdown() {
      this.#isClosing = true;
      this.autoDispose = false;
      if (this.state.ended) return void this.disconnect(CloseCode.branchClosing);
      let wasEmpty = false;
      const watch = setInterval(() => {
        const isEmpty = this.#seats.size === 0;
        if (isEmpty && wasEmpty) {
          clearInterval(watch);
          void this.disconnect(CloseCode.branchClosing);
        }
        wasEmpty = isEmpty;
      }, LOOK_EVERY_MS);
    }

    #openRecording(): TalkRecording {
      const consultationId = this.#consultationId;
      return createTalkRecording({
        consultationId,
        delivery: this.#delivery,
        participants: () => participantsOf([...this.#seats.values()], this.#delivery.members()),
        keep: async (line) => (await consultations.keepLine(consultationId, line)).ok,
        note: (principal, event) => consultations.noteRecording(principal, consultationId, event),
        show: ({ recording, agreed }) => Object.assign(this.state, { recording, agreed: agreed.join(' ') }),
        onError,
      });
    }

    #lookAtRecording() {
      const newest = [...this.#seats.values()].at(-1);
      if (newest) this.#recording.look(newest).catch(onError);
    }

    /** What it is only its readers know; what is told here is by whom, and when. */
    #relay(client: Client, request: TalkRequest, carried: Uint8Array) {
      const seat = this.#seats.get(client);
      if (!seat || this.state.ended) return;
      const lettersOnly = !mayWrite(seat.party, this.#members.standing().supervisor);
      const { sessionId } = seat.principal;
      this.#delivery.handle(client, { ...seat, sessionId, lettersOnly }, request, carried).catch(onError);
    }

    #linksOf(party: Party): number {
      return [...this.#seats.values()].filter((seat) => seat.party === party).length;
    }

    #showPresence() {
      this.state.customerHere = this.#linksOf('customer') > 0;
      this.state.consultantHere = this.#linksOf('consultant') > 0;
    }

    #end() {
      this.state.ended = true;
      this.#recording.close();
      this.#desk.close();
      for (const client of [...this.#seats.keys()]) this.#dismiss(client, CloseCode.consultationEnded);
      if (this.#isClosing) void this.disconnect(CloseCode.consultationEnded);
    }
  };
}

/** One answer for every reason: a seat tells nothing. */
function refusedSeat(): ServerError {
  return new ServerError(ErrorCode.MATCHMAKE_EXPIRED, 'seat-refused');
}

function rethrow(error: unknown): never {
  throw error;
}

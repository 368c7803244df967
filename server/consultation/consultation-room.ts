import { type Client, Room } from '@colyseus/core';
import { CHAT, ChatDraft, type Speaker, TRANSCRIPT } from '../../shared/consultation.ts';
import { ConsultationState } from '../../shared/room-state.ts';
import { CloseCode, SEAT_TTL_SECONDS } from '../../shared/rooms.ts';
import type { Events } from '../events.ts';
import type { LinkRegistry } from '../lib/link-registry.ts';
import { type Principal, personKey } from '../lib/principal.ts';
import { RoomGuard } from '../lib/room-guard.ts';
import { MESSAGES_PER_SECOND } from './consultation-rules.ts';
import type { ConsultationService } from './consultation-service.ts';

/** What a reserved seat carries; made by `consultation-seats.ts`, never by a client. */
export interface ConsultationSeat {
  readonly principal: Principal;
  readonly party: Speaker;
}

export interface ConsultationRoomDeps {
  readonly consultations: ConsultationService;
  readonly links: LinkRegistry;
  readonly events: Events;
}

/** Two people, each with a tab or two. */
const MAX_LINKS = 6;
const LIMITS = { messagesPerSecond: MESSAGES_PER_SECOND, refusalsPerTenSeconds: 20 };

/** Binds the adapter to its services: Colyseus makes the rooms itself. */
export function createConsultationRoom({ consultations, links, events }: ConsultationRoomDeps): new () => Room {
  return class ConsultationRoom extends Room<{ state: ConsultationState }> {
    override maxClients = MAX_LINKS;
    override seatReservationTimeout = SEAT_TTL_SECONDS;
    override state = new ConsultationState();
    #consultationId!: string;
    readonly #seats = new Map<Client, ConsultationSeat & { readonly forget: () => void }>();

    override onCreate({ consultationId }: { consultationId: string }) {
      this.#consultationId = consultationId;
      const guard = new RoomGuard(this, LIMITS);
      guard.on(this, CHAT, ChatDraft, (client, draft) => void this.#say(client, draft));
      const unsubscribe = events.subscribe((event) => {
        if (event.type === 'consultation-changed' && event.state === 'ended' && event.consultationId === consultationId)
          this.#end();
      });
      this.onDispose = unsubscribe;
    }

    override async onJoin(client: Client, _options: unknown, auth: unknown) {
      const seat = auth as ConsultationSeat;
      const { principal } = seat;
      const forget = links.add({ client, person: personKey(principal), sessionId: principal.sessionId });
      this.#seats.set(client, { ...seat, forget });
      this.#showPresence();
      client.send(TRANSCRIPT, await consultations.lines(this.#consultationId));
    }

    override onLeave(client: Client) {
      this.#seats.get(client)?.forget();
      this.#seats.delete(client);
      this.#showPresence();
    }

    async #say(client: Client, { text }: ChatDraft) {
      const seat = this.#seats.get(client);
      if (!seat) return;
      const said = await consultations.say(this.#consultationId, seat.party, text);
      if (said.ok) this.broadcast(CHAT, said.value);
    }

    #showPresence() {
      const here = (party: Speaker) => [...this.#seats.values()].some((seat) => seat.party === party);
      this.state.customerHere = here('customer');
      this.state.consultantHere = here('consultant');
    }

    #end() {
      this.state.ended = true;
      for (const client of this.#seats.keys()) client.leave(CloseCode.consultationEnded);
    }
  };
}

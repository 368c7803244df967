import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Client, type Room } from '@colyseus/sdk';
import { expect } from 'vitest';
import { customerConsultation, staffConsultation } from '../../../shared/consultation.ts';
import type { Party } from '../../../shared/consultation-members.ts';
import type { PrivateMessage } from '../../../shared/private-message.ts';
import type { Result } from '../../../shared/result.ts';
import type { ConsultationState } from '../../../shared/room-state.ts';
import { CloseCode, REFUSED, type Refused, ROOMS_PATH, type Seat } from '../../../shared/rooms.ts';
import { type GroupParty, TalkNews } from '../../../shared/sealed-talk.ts';
import type { TalkMessage } from '../../../shared/talk-message.ts';
import { VOICE, VOICES } from '../../../shared/voice.ts';
import { createLinkRegistry } from '../../lib/link-registry.ts';
import type { Principal } from '../../lib/principal.ts';
import { startRooms } from '../../rooms.ts';
import { must, type TestBranch } from '../../test-branch.ts';
import { createIceService } from '../../voice/ice-service.ts';
import { createConsultationRoom } from '../consultation-room.ts';
import { createConsultationRoutes } from '../consultation-routes.ts';
import { CONSULTATION_ROOM, createConsultationSeats } from '../consultation-seats.ts';
import type { DeskService } from '../talk-desk.ts';
import { enterTalk } from './room-tab.ts';

const ORIGIN = 'http://branch.test';
/** With its bytes as characters, so that what is in them can be searched. */
const asText = (message: unknown) =>
  JSON.stringify(message, function (this: Record<string, unknown>, key, value) {
    const own = this[key];
    return own instanceof Uint8Array ? Buffer.from(own).toString('latin1') : value;
  });
/** For talks in which no document is laid on the desk. */
export const NO_DESK: DeskService = { isLaid: async () => false, sit: () => ({ show: () => {}, stop: () => {} }) };

/** Somebody in the room of a consultation, and everything they were sent. */
export interface Entered {
  readonly room: Room<unknown, ConsultationState>;
  /** What it has opened: by whom, and the text. */
  readonly lines: string[];
  readonly heard: string[];
  say(text: string): void;
  tell(message: TalkMessage): void;
  /** What it has opened that is no text, one's own too. */
  readonly opened: TalkMessage[];
  /** Who has keys, as it sees it. */
  members(): string[];
  /** Private letters that it has opened. */
  readonly letters: PrivateMessage[];
  /** To the member of a party. */
  sayTo(party: GroupParty, message: PrivateMessage): void;
  readonly refusals: string[];
  /** Messages of voice. */
  readonly voice: { readonly kind?: string; readonly peers?: unknown[] }[];
  /** All of it, as text. */
  readonly everything: string[];
  readonly closed: Promise<number>;
}

/** The consultation's room over real sockets, as `context.ts` and `main.ts` compose it. */
export async function openLiveTalks(
  { consultations, events }: Pick<TestBranch, 'consultations' | 'events'>,
  desk: DeskService = NO_DESK,
) {
  const errors: unknown[] = [];
  const links = createLinkRegistry();
  events.subscribe((event) => {
    if (event.type === 'session-ended') links.closeSession(event.sessionId, CloseCode.sessionEnded);
  });
  const routes = createConsultationRoutes({ consultations, seats: createConsultationSeats() });
  const http = createServer();
  await new Promise<void>((listening) => http.listen(0, '127.0.0.1', listening));
  const ice = createIceService(null, () => new Date());
  const room = createConsultationRoom({
    consultations,
    links,
    events,
    ice,
    desk,
    onError: (error) => errors.push(error),
  });
  const rooms = await startRooms({ httpServer: http, origin: ORIGIN, rooms: { [CONSULTATION_ROOM]: room } });
  const { port } = http.address() as AddressInfo;
  const client = new Client(`http://127.0.0.1:${port}${ROOMS_PATH}`, { headers: { origin: ORIGIN } });

  async function seatFor(principal: Principal, consultationId: string): Promise<Result<Seat, string>> {
    const endpoint = principal.kind === 'staff' ? staffConsultation.enter : customerConsultation.enter;
    const route = routes.find((mounted) => mounted.endpoint === endpoint);
    const entered = await route?.handle({ params: { consultationId }, body: undefined, principal });
    if (!entered?.ok) return entered as Result<Seat, string>;
    return { ok: true, value: endpoint.answer.parse(entered.value).seat };
  }

  /** Where a party is named, the seat becomes a member of the talk before it answers. */
  async function sit(seat: Seat, consultationId = '', party: Party | null = null): Promise<Entered> {
    const room: Entered['room'] = await client.consumeSeatReservation(seat);
    room.reconnection.enabled = false;
    const [heard, lines, letters] = [[] as string[], [] as string[], [] as PrivateMessage[]];
    const one = {
      heard,
      lines,
      letters,
      refusals: [] as string[],
      voice: [] as object[],
      everything: [] as string[],
      opened: [] as TalkMessage[],
    };
    const keep = (message: unknown) => void one.everything.push(asText(message));
    room.onMessage(REFUSED, ({ code }: Refused) => void one.refusals.push(code));
    for (const type of [VOICE, VOICES])
      room.onMessage(type, (message: object) => {
        keep(message);
        one.voice.push(message);
      });
    room.onStateChange((state) => keep(state));
    room.onError(() => {});
    const closed = new Promise<number>((left) => room.onLeave((code) => left(code)));
    if (!party) return { room, ...one, say: () => {}, tell: () => {}, sayTo: () => {}, members: () => [], closed };
    const tab = enterTalk(room, consultationId, {
      party,
      onNews: (news) => {
        keep(news);
        const told = TalkNews.parse(news);
        if (told.kind === 'refused') one.refusals.push(told.code);
      },
      onMessage: (entry) => {
        keep(entry);
        const { from, message } = entry;
        if (message.kind !== 'text') return void one.opened.push(message);
        heard.push(message.text);
        lines.push(`${from.party}: ${message.text}`);
      },
      onPrivate: ({ message }) => void letters.push(message),
    });
    await expect.poll(() => tab.view()?.standing).toBe('in');
    const members = () => tab.view().members.map(({ party }) => party);
    const sayTo: Entered['sayTo'] = (to, message) => {
      tab.sayTo(tab.view().members.find(({ party }) => party === to)?.member ?? '', message);
    };
    return { room, ...one, say: tab.say, tell: tab.tell, sayTo, members, closed };
  }

  return {
    /** What failed where nobody waited for an answer. */
    errors,
    seatFor,
    sit,
    enter: async (who: Principal, consultationId: string) => {
      const party = must(await consultations.admit(who, consultationId));
      return sit(must(await seatFor(who, consultationId)), consultationId, party);
    },
    async stop() {
      await rooms.stop();
      http.closeAllConnections();
      http.close();
    },
  };
}

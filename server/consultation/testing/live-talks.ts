import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Client, type Room } from '@colyseus/sdk';
import {
  CHAT,
  type ChatLine,
  customerConsultation,
  staffConsultation,
  TRANSCRIPT,
} from '../../../shared/consultation.ts';
import type { Result } from '../../../shared/result.ts';
import type { ConsultationState } from '../../../shared/room-state.ts';
import { CloseCode, REFUSED, type Refused, ROOMS_PATH, type Seat } from '../../../shared/rooms.ts';
import { CAPTION, VOICE, VOICES } from '../../../shared/voice.ts';
import { createLinkRegistry } from '../../lib/link-registry.ts';
import type { Principal } from '../../lib/principal.ts';
import { startRooms } from '../../rooms.ts';
import { must, type TestBranch } from '../../test-branch.ts';
import { createIceService } from '../../voice/ice-service.ts';
import { createConsultationRoom } from '../consultation-room.ts';
import { createConsultationRoutes } from '../consultation-routes.ts';
import { CONSULTATION_ROOM, createConsultationSeats } from '../consultation-seats.ts';

const ORIGIN = 'http://branch.test';

/** Somebody in the room of a consultation, and everything they were sent. */
export interface Entered {
  readonly room: Room<unknown, ConsultationState>;
  /** Texts of the transcript and of what was said after it. */
  readonly heard: string[];
  readonly refusals: string[];
  /** Messages of voice and captions. */
  readonly voice: { readonly kind?: string; readonly peers?: unknown[]; readonly text?: string }[];
  /** All of it, as text. */
  readonly everything: string[];
  readonly closed: Promise<number>;
}

/** The consultation's room over real sockets, as `context.ts` and `main.ts` compose it. */
export async function openLiveTalks({ consultations, events }: TestBranch) {
  const errors: unknown[] = [];
  const links = createLinkRegistry();
  events.subscribe((event) => {
    if (event.type === 'session-ended') links.closeSession(event.sessionId, CloseCode.sessionEnded);
  });
  const routes = createConsultationRoutes({ consultations, seats: createConsultationSeats() });
  const http = createServer();
  await new Promise<void>((listening) => http.listen(0, '127.0.0.1', listening));
  const ice = createIceService(null, () => new Date());
  const room = createConsultationRoom({ consultations, links, events, ice, onError: (error) => errors.push(error) });
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

  async function sit(seat: Seat): Promise<Entered> {
    const room: Entered['room'] = await client.consumeSeatReservation(seat);
    room.reconnection.enabled = false;
    const one = { heard: [] as string[], refusals: [] as string[], voice: [] as object[], everything: [] as string[] };
    const keep = (message: unknown) => void one.everything.push(JSON.stringify(message));
    const transcript = new Promise<void>((arrived) => {
      room.onMessage(TRANSCRIPT, (lines: ChatLine[]) => {
        keep(lines);
        one.heard.splice(0, one.heard.length, ...lines.map(({ text }) => text));
        arrived();
      });
    });
    room.onMessage(CHAT, (line: ChatLine) => {
      keep(line);
      one.heard.push(line.text);
    });
    room.onMessage(REFUSED, ({ code }: Refused) => void one.refusals.push(code));
    for (const type of [VOICE, VOICES, CAPTION])
      room.onMessage(type, (message: object) => {
        keep(message);
        one.voice.push(message);
      });
    room.onStateChange((state) => keep(state));
    room.onError(() => {});
    const closed = new Promise<number>((left) => room.onLeave((code) => left(code)));
    await transcript;
    return { room, ...one, closed };
  }

  return {
    /** What failed where nobody waited for an answer. */
    errors,
    seatFor,
    sit,
    enter: async (who: Principal, consultationId: string) => sit(must(await seatFor(who, consultationId))),
    async stop() {
      await rooms.stop();
      http.closeAllConnections();
      http.close();
    },
  };
}

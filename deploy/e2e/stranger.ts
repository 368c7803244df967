import { Client, type Room } from '@colyseus/sdk';
import type { BrowserContext } from 'playwright-core';
import type { Seat } from '../../shared/rooms.ts';
import type { House } from './harness.ts';
import type { Answer } from './own-client.ts';

/** A client of one's own making with somebody's session, which keeps every byte that it is ever sent. */
export interface Recorder {
  call(method: string, path: string, body?: unknown): Promise<Answer>;
  /** Rejected where the server does not let it in. */
  join(seat: Seat): Promise<Room>;
  /** With a token of the form `roomId:token`, as Colyseus' own clients come back. */
  reconnect(token: string): Promise<Room>;
  /** Which of these are in what it was sent: as text, and in base64, hexadecimal or 16-bit characters. */
  found(secrets: Readonly<Record<string, string>>): string[];
  /** How much it was sent, bytes: a recorder that recorded nothing has proven nothing. */
  readonly received: number;
}

/** @param context whose cookies it has; nobody's, for a guest. */
export function createRecorder({ atrium }: House, context: BrowserContext | null): Recorder {
  const origin = atrium.branchUrl;
  const heard: Buffer[] = [];

  async function cookies(): Promise<string> {
    const all = (await context?.cookies(origin)) ?? [];
    return all.map(({ name, value }) => `${name}=${value}`).join('; ');
  }
  async function client(): Promise<Client> {
    const headers = { origin, cookie: await cookies() };
    return new Client(`http://127.0.0.1:${atrium.place.branchPort}/rooms`, { headers });
  }
  function record(room: Room): Room {
    room.reconnection.enabled = false;
    room.onMessage('*', () => {});
    const { ws } = room.connection.transport as unknown as { readonly ws: WebSocket };
    ws.addEventListener('message', ({ data }: MessageEvent<ArrayBuffer>) => heard.push(Buffer.from(data.slice(0))));
    return room;
  }

  return {
    async call(method, path, body) {
      const json = body === undefined ? {} : { 'content-type': 'application/json' };
      const response = await fetch(origin + path, {
        method,
        redirect: 'manual',
        headers: { origin, cookie: await cookies(), ...json },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      });
      const bytes = Buffer.from(await response.arrayBuffer());
      heard.push(bytes, Buffer.from(JSON.stringify([...response.headers])));
      const isJson = response.headers.get('content-type')?.includes('json');
      return { status: response.status, body: isJson ? JSON.parse(bytes.toString()) : {} };
    },
    join: async (seat) => record(await (await client()).consumeSeatReservation(seat)),
    reconnect: async (token) => record(await (await client()).reconnect(token)),
    found(secrets) {
      const all = Buffer.concat(heard);
      return Object.entries(secrets)
        .filter(([, secret]) => formsOf(secret).some((form) => all.includes(form)))
        .map(([name]) => name);
    },
    get received() {
      return heard.reduce((sum, bytes) => sum + bytes.length, 0);
    },
  };
}

/** Base64 at each of the three places that a secret may begin at, without its ends, which its neighbours share. */
function formsOf(secret: string): Buffer[] {
  const bytes = Buffer.from(secret);
  const base64 = [0, 1, 2].map((offset) =>
    Buffer.concat([Buffer.alloc(offset), bytes])
      .toString('base64')
      .replaceAll('=', '')
      .slice(offset === 0 ? 0 : 4, -1),
  );
  const texts = [...base64, bytes.toString('hex'), bytes.toString('hex').toUpperCase()];
  return [bytes, Buffer.from(secret, 'utf16le'), ...texts.map((text) => Buffer.from(text))];
}

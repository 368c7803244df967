import { Client, type Room } from '@colyseus/sdk';
import type { Page } from 'playwright-core';
import WebSocket from 'ws';
import { encodePose, POSE_BYTES } from '../../shared/pose/pose-packet.ts';
import { createPose, type Pose } from '../../shared/pose.ts';
import type { Refused, Seat } from '../../shared/rooms.ts';
import { newPerson, type openHouse, signInAtBank } from './harness.ts';

/** The branch as somebody sees it who writes their own client: its API with a person's session, and its sockets. */
export interface Answer {
  readonly status: number;
  readonly body: { readonly [key: string]: unknown; readonly code?: string };
}

/** Calls the API as the page's own script would, session and Origin included. */
export function call(page: Page, method: string, path: string, body?: unknown): Promise<Answer> {
  return page.evaluate(
    async ({ method, path, body }) => {
      const json =
        body === undefined ? {} : { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) };
      const response = await fetch(path, { method, ...json });
      return { status: response.status, body: await response.json() };
    },
    { method, path, body },
  ) as Promise<Answer>;
}

export async function reserveSeat(page: Page): Promise<Seat> {
  return (await call(page, 'POST', '/api/branches/flagship/enter', { presence: 'embodied' })).body.seat as Seat;
}

/** A person of the sandbox, signed in by the bank's own pages, in a browser of their own. */
export async function signIn(house: House, username: string, path: '/flat' | '/desk'): Promise<Page> {
  const { page } = await newPerson(house.browser);
  const party = path === '/desk' ? 'staff' : 'customer';
  await page.goto(`${house.atrium.branchUrl}/api/sign-in/${party}?returnTo=${path}`);
  await signInAtBank(page, username);
  return page;
}

type House = ReturnType<typeof openHouse>;
const socketHost = ({ atrium }: House) => `127.0.0.1:${atrium.place.branchPort}`;

/** The HTTP status with which the server answers a socket. */
export function upgradeStatus(house: House, seat: Seat, origin: string): Promise<number> {
  return new Promise((answered, failed) => {
    const url = `ws://${socketHost(house)}/rooms/${seat.processId}/${seat.roomId}?sessionId=${seat.sessionId}`;
    const socket = new WebSocket(url, { headers: { origin } });
    socket.once('open', () => {
      socket.close();
      answered(101);
    });
    socket.once('unexpected-response', (_request, response) => answered(response.statusCode ?? 0));
    socket.once('error', failed);
  });
}

/** Comes in over the public protocol, as a client of one's own making would. */
export async function join(house: House, seat: Seat) {
  const client = new Client(`http://${socketHost(house)}/rooms`, {
    headers: { origin: house.atrium.branchUrl },
  });
  const room: Room = await client.consumeSeatReservation(seat);
  room.reconnection.enabled = false;
  const refusals: Refused[] = [];
  room.onMessage('refused', (refused: Refused) => refusals.push(refused));
  room.onMessage('*', () => {});
  const closed = new Promise<number>((left) => room.onLeave((code) => left(code)));
  return {
    room,
    refusals,
    closed,
    async refusal(count = 1) {
      while (refusals.length < count) await new Promise((resume) => setTimeout(resume, 20));
      return refusals.splice(0).map(({ code }) => code);
    },
  };
}

/** A packed pose at the entrance, but for what is changed. */
export function poseBytes(change: (pose: Pose) => void): Uint8Array {
  const pose = createPose();
  Object.assign(pose.headPosition, { x: 0, y: 1.7, z: 5.4 });
  pose.teleported = true;
  change(pose);
  const bytes = new Uint8Array(POSE_BYTES);
  encodePose(pose, 2 ** 32 - 1, new DataView(bytes.buffer), 0);
  return bytes;
}

import { once } from 'node:events';
import { createServer } from 'node:http';
import { type AddressInfo, connect, type Socket } from 'node:net';
import { matchMaker, Room } from '@colyseus/core';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { WebSocket } from 'ws';
import { type Rooms, startRooms } from '../rooms.ts';
import { RoomGuard } from './room-guard.ts';

/** Links by hand: the SDK is too well-behaved. */
const LIMITS = { messagesPerSecond: 1000, refusalsPerTenSeconds: 3 };
const left: string[] = [];
class GuardedRoom extends Room {
  override autoDispose = false;
  override onCreate() {
    new RoomGuard(this, LIMITS);
  }
  override onLeave({ sessionId }: { sessionId: string }) {
    left.push(sessionId);
  }
}

const server = createServer();
let rooms: Rooms;
let origin: string;
beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  rooms = await startRooms({ httpServer: server, origin, rooms: { guarded: GuardedRoom } });
});
afterAll(async () => {
  await rooms.stop();
  server.close();
});

async function reserve() {
  const room = (await matchMaker.query({ name: 'guarded' }))[0] ?? (await matchMaker.createRoom('guarded', {}));
  const { sessionId } = await matchMaker.reserveSeatFor(room, {}, {});
  return { sessionId, path: `/rooms/${matchMaker.processId}/${room.roomId}?sessionId=${sessionId}` };
}

/** A link that never answers a close, and reads only where it is told to. */
async function openByHand(reads: boolean): Promise<{ socket: Socket; sessionId: string }> {
  const { sessionId, path } = await reserve();
  const socket = connect((server.address() as AddressInfo).port, '127.0.0.1');
  socket.on('error', () => {});
  const key = Buffer.alloc(16, 1).toString('base64');
  socket.write(
    `GET ${path} HTTP/1.1\r\nHost: x\r\nOrigin: ${origin}\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: ${key}\r\n\r\n`,
  );
  await once(socket, 'data');
  if (reads) socket.resume();
  else socket.pause();
  // Pongs that nobody asked for: pings alone do not find it out.
  const alive = setInterval(() => socket.write(Uint8Array.of(0x8a, 0x80, 0, 0, 0, 0)), 1000);
  socket.once('close', () => clearInterval(alive));
  return { socket, sessionId };
}
const frame = (payload: Uint8Array) =>
  Buffer.concat([
    payload.length < 126
      ? Uint8Array.of(0x82, 0x80 | payload.length)
      : Uint8Array.of(0x82, 0xfe, payload.length >> 8, payload.length & 255),
    new Uint8Array(4),
    payload,
  ]);
const JOIN = Uint8Array.of(10);
const hasLeft = (sessionId: string, timeout: number) =>
  vi.waitFor(() => expect(left).toContain(sessionId), { timeout, interval: 50 });

test('who speaks after the room has answered stays', async () => {
  const { path } = await reserve();
  const socket = new WebSocket(origin.replace('http', 'ws') + path, { origin });
  await once(socket, 'message');
  socket.send(JOIN);
  socket.send(Uint8Array.of(18));
  const [answer] = await once(socket, 'message');
  expect((answer as Buffer)[0]).toBe(18);
  socket.terminate();
});

test.concurrent('who was told to go is gone soon, though they never say good-bye', async () => {
  const { socket, sessionId } = await openByHand(true);
  socket.write(frame(JOIN));
  const unknown = frame(Uint8Array.of(13, 0xa1, 0x78));
  for (let message = 0; message < 5; message++) socket.write(unknown);
  await Promise.all([once(socket, 'close'), hasLeft(sessionId, 15_000)]);
}, 20_000);

test.concurrent('who asks and never reads is cut off, and not by the answers that all memory holds', async () => {
  const { socket, sessionId } = await openByHand(false);
  socket.write(frame(JOIN));
  // Answered with the name of what was asked.
  const type = Buffer.alloc(3900, 'x');
  const ask = frame(Buffer.concat([Uint8Array.of(21, 1, 0xda, type.length >> 8, type.length & 255), type]));
  // Fewer than are too many in a second.
  const asking = setInterval(() => {
    for (let request = 0; request < 18; request++) socket.write(ask);
  }, 100);
  await hasLeft(sessionId, 40_000).finally(() => clearInterval(asking));
  socket.destroy();
}, 50_000);

test.concurrent('who never ends the handshake is cut off', async () => {
  const { socket, sessionId } = await openByHand(true);
  await Promise.all([once(socket, 'close'), hasLeft(sessionId, 40_000)]);
}, 50_000);

import { Client, type Room } from '@colyseus/sdk';
import type { WebSocket } from 'ws';
import { PoseBuffers } from '../../client/avatars/pose-buffer.ts';
import { createPoseSender } from '../../client/avatars/pose-sender.ts';
import { Moment, RoomClock } from '../../client/net/room-clock.ts';
import { TickClock } from '../../client/net/tick-clock.ts';
import { CLOCK, POSE, POSES, RESYNC } from '../../shared/branch.ts';
import { readTime } from '../../shared/pose/pose-batch.ts';
import type { BranchState } from '../../shared/room-state.ts';
import { REFUSED, Refused, ROOMS_PATH } from '../../shared/rooms.ts';
import { startFrames } from './frame-timer.ts';
import type { Entered } from './guest.ts';
import type { Motion } from './human-motion.ts';
import { countReceivedBytes, type ReceivedBytes } from './received-bytes.ts';
import { createRandom } from './seeded-random.ts';
import { createTrackingNoise } from './tracking-noise.ts';
import { createWayThere, type Floor } from './way-there.ts';

export interface BotOptions {
  readonly branchUrl: string;
  /** The Origin it names, where that is not the URL's: it comes through a proxy. */
  readonly origin?: string;
  readonly seed: number;
  readonly motion: Motion;
  /** The motion's time at our time, seconds. */
  readonly motionSeconds: (nowMs: number) => number;
  /** Where it believes to be when it comes in: at a spawn of the plan. */
  readonly from: Floor;
  /** Reads what it is sent, as a browser does; else it only counts it, so that one machine can carry hundreds. */
  readonly watches: boolean;
  /** Told of each batch that it reads, before it does. */
  readonly onBatch?: (bytes: Uint8Array) => void;
}

export interface BotCounts {
  sent: number;
  /** Poses and messages that the server refused. */
  refused: number;
  /** The same, by code. */
  readonly refusals: Record<string, number>;
  /** Batches that could not be read. */
  unread: number;
}

/** A person in the branch who is none: a client of the public protocol, made of the browser's own parts. */
export interface Bot {
  readonly counts: BotCounts;
  readonly received: ReceivedBytes;
  /** Who it sees, where it watches. */
  readonly buffers: PoseBuffers;
  readonly state: () => BranchState | undefined;
  readonly slot: () => number | undefined;
  /** The room's time as it knows it, milliseconds. */
  readonly roomTime: (nowMs: number) => number | null;
  /** The code the link was closed with. */
  readonly closed: Promise<number>;
  leave(): Promise<void>;
  /** Ends the connection without a word, as a lost network does where the other side learns of it. Needs `ws` (`--no-experimental-websocket`). */
  drop(): void;
  /** Neither sends nor reads from now on, and leaves the connection open, as a lost network does where nobody learns of it. Needs `ws`. */
  fallSilent(): void;
}

/** As the browser's link does: a few exchanges at once, then now and then. */
const FIRST_EXCHANGES = 5;
const FIRST_EVERY_MS = 200;
const CLOCK_EVERY_MS = 10_000;

/** Takes the seat, learns the time, goes to its place and moves there. Throws where there is no joining. */
export async function startBot({ seat, avatarId }: Entered, options: BotOptions): Promise<Bot> {
  const { branchUrl, origin = new URL(branchUrl).origin, watches } = options;
  const client = new Client(branchUrl + ROOMS_PATH, { headers: { origin } });
  const room: Room = await client.consumeSeatReservation(seat);
  room.reconnection.enabled = false;
  const clock = new RoomClock();
  const counts: BotCounts = { sent: 0, refused: 0, refusals: {}, unread: 0 };
  const buffers = new PoseBuffers();
  const state = () => room.state as unknown as BranchState | undefined;
  const roomTime = (nowMs: number) => clock.roomTime(nowMs);
  const way = createWayThere(options.from);
  const stopClock = learnTime(room, clock);
  const ticks = new TickClock();
  const stopSending = sendPoses(room, options, counts, { clock, ticks }, way.next);
  const bot: Bot = {
    counts,
    received: countReceivedBytes(room),
    buffers,
    state,
    slot: () => state()?.people?.get(String(avatarId))?.slot,
    roomTime,
    closed: new Promise((resolve) => room.onLeave(resolve)),
    async leave() {
      await room.leave();
    },
    drop() {
      socketOf(room).terminate();
    },
    fallSilent() {
      stopClock();
      stopSending();
      socketOf(room).pause();
    },
  };
  room.onMessage('*', () => {});
  room.onMessage(POSES, (bytes: Uint8Array) => {
    ticks.learn(readTime(bytes));
    if (!watches) return;
    // As the browser does: dropped, all that is told against it could not be read.
    const roomNowMs = roomTime(performance.now()) ?? readTime(bytes);
    options.onBatch?.(bytes);
    if (buffers.receive(bytes, roomNowMs)) return;
    counts.unread++;
    room.sendBytes(RESYNC, new Uint8Array(1));
  });
  room.onMessage(REFUSED, (message: unknown) => {
    counts.refused++;
    const { code, at } = Refused.parse(message);
    counts.refusals[code] = (counts.refusals[code] ?? 0) + 1;
    if (at) way.beginAt(at);
  });
  void bot.closed.then(() => {
    stopClock();
    stopSending();
  });
  return bot;
}

function socketOf(room: Room): WebSocket {
  return (room.connection.transport as unknown as { readonly ws: WebSocket }).ws;
}

function learnTime(room: Room, clock: RoomClock): () => void {
  let timer: ReturnType<typeof setTimeout>;
  function ask(asked: number): void {
    const bytes = new Uint8Array(8);
    new DataView(bytes.buffer).setFloat64(0, performance.now(), true);
    room.sendBytes(CLOCK, bytes);
    timer = setTimeout(() => ask(asked + 1), asked < FIRST_EXCHANGES ? FIRST_EVERY_MS : CLOCK_EVERY_MS);
  }
  room.onMessage(CLOCK, (bytes: Uint8Array) => {
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    clock.learn(view.getFloat64(0, true), view.getFloat64(8, true), performance.now());
  });
  ask(0);
  return () => clearTimeout(timer);
}

function sendPoses(
  room: Room,
  { seed, motion, motionSeconds }: BotOptions,
  counts: BotCounts,
  { clock, ticks }: { readonly clock: RoomClock; readonly ticks: TickClock },
  nextStep: ReturnType<typeof createWayThere>['next'],
): () => void {
  const addNoise = createTrackingNoise(seed);
  const moment = new Moment();
  const sender = createPoseSender(
    (pose) => {
      motion.at(motionSeconds(moment.nowMs), pose);
      addNoise(pose);
      const step = nextStep(pose, moment.nowMs);
      if (step === 'jump') sender.markTeleported();
      return step !== 'wait';
    },
    (bytes) => {
      room.sendBytes(POSE, bytes);
      counts.sent++;
    },
  );
  return startFrames(createRandom(seed)(), () => {
    moment.nowMs = performance.now();
    clock.tell(moment);
    ticks.tell(moment);
    if (!Number.isNaN(moment.roomMs)) sender.frame(moment);
  });
}

import { Client, type Room } from '@colyseus/sdk';
import { createPoseSender } from '../../../client/avatars/pose-sender.ts';
import { copyPose, createPose } from '../../../shared/pose.ts';
import { ROOMS_PATH } from '../../../shared/rooms.ts';
import { startFrames } from '../../bots/frame-timer.ts';
import type { Motion } from '../../bots/human-motion.ts';
import { countReceivedBytes } from '../../bots/received-bytes.ts';
import { createRandom } from '../../bots/seeded-random.ts';
import { createTrackingNoise } from '../../bots/tracking-noise.ts';
import { NAIVE_FIELDS, NAIVE_POSE, type NaiveState, readNaive, writeNaive } from './naive-state.ts';
import { motionTime, trueTime } from './true-time.ts';
import type { Fleet, Viewer, ViewerOptions } from './viewer.ts';

/** A client of the baseline: shows everyone as the latest state has them. */
export async function startNaiveViewer({ entered, fleet, index, seed, watches }: ViewerOptions): Promise<Viewer> {
  const { branchUrl } = fleet;
  const client = new Client(branchUrl + ROOMS_PATH, { headers: { origin: branchUrl } });
  const room: Room = await client.consumeSeatReservation(entered.seat);
  room.reconnection.enabled = false;
  const received = countReceivedBytes(room);
  const people = () => (room.state as unknown as NaiveState).people;
  const poses = new Map<string, number>();
  if (watches) watchPoses(room, fleet, poses);
  else room.serializer.patch = () => [];
  const counts = { sent: 0, refused: 0, unread: 0 };
  const stopSending = sendPoses(room, fleet, index, seed, () => counts.sent++);
  const closed = new Promise<number>((resolve) => room.onLeave(resolve));
  void closed.then(stopSending);
  return {
    index,
    watches,
    key: () => room.sessionId,
    counts: () => ({ ...counts, bytes: received.bytes }),
    show(key, into) {
      const person = people().get(key);
      if (!person?.time) return null;
      readNaive(person, into);
      return fleet.epochTrueMs + person.time;
    },
    posesOf: (key) => poses.get(key) ?? 0,
    closed,
  };
}

function watchPoses(room: Room, fleet: Fleet, poses: Map<string, number>): void {
  const times = new Map<string, number>();
  room.onStateChange((state) => {
    const nowMs = trueTime() - fleet.epochTrueMs;
    for (const [key, { time }] of (state as unknown as NaiveState).people) {
      if (times.get(key) === time) continue;
      times.set(key, time);
      if (!fleet.isMeasuring || key === room.sessionId) continue;
      poses.set(key, (poses.get(key) ?? 0) + 1);
      fleet.meters.deliveryMs.add(nowMs - time);
    }
  });
}

function sendPoses(room: Room, fleet: Fleet, index: number, seed: number, onSent: () => void) {
  const motion = fleet.motions[index] as Motion;
  const addNoise = createTrackingNoise(seed);
  const own = createPose();
  const numbers = new Float32Array(NAIVE_FIELDS.length);
  const bytes = new Uint8Array(numbers.buffer);
  let timeMs = 0;
  const moment = { nowMs: 0, roomMs: 0, untilTickMs: Number.NaN };
  const sender = createPoseSender(
    (pose) => {
      const seconds = motionTime(fleet.epochTrueMs, performance.now());
      timeMs = seconds * 1000;
      motion.at(seconds, pose);
      addNoise(pose);
      copyPose(pose, own);
      return true;
    },
    () => {
      writeNaive(own, timeMs, numbers);
      room.sendBytes(NAIVE_POSE, bytes);
      onSent();
    },
  );
  return startFrames(createRandom(seed)(), () => {
    moment.nowMs = performance.now();
    sender.frame(moment);
  });
}

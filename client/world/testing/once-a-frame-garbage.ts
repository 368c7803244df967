import { getHeapStatistics } from 'node:v8';
import { DetailRange, settleDetail } from '../../avatars/body/detail-rules.ts';
import { PoseBuffers } from '../../avatars/pose-buffer.ts';
import { createPoseSource } from '../../avatars/pose-source.ts';
import { type Moment, RoomClock } from '../../net/room-clock.ts';
import { TickClock } from '../../net/tick-clock.ts';

/**
 * Does what is done once in a frame, many times, and prints how many bytes it leaves on the heap. Run by `frame-garbage.test.ts` without V8's last
 * compiler: what runs once a frame is left to the one before it for minutes, and that hands fractions to some of the engine's own functions on the heap.
 */
const WARM_UP_FRAMES = 200_000;
const FRAMES = 10_000;
const ROUNDS = 21;

const roomClock = new RoomClock();
const ticks = new TickClock();
const link = {
  tellTime(moment: Moment) {
    roomClock.tell(moment);
    ticks.tell(moment);
  },
};
const source = createPoseSource(link, new PoseBuffers(), { slots: new Set(), places: new Map() });
const clock = { oldTime: 0.5 };
const range = new DetailRange();

function doFrames(count: number): void {
  for (let frame = 0; frame < count; frame++) {
    clock.oldTime += 12.3;
    source.beginFrame(clock);
    // Now too many, now too few: the ranges never stand still.
    range.counts.fill(frame % 3 === 0 ? 30 : 0);
    settleDetail(range);
  }
}

function bytesOfFrame(): number {
  const before = getHeapStatistics().used_heap_size;
  doFrames(FRAMES);
  return (getHeapStatistics().used_heap_size - before) / FRAMES;
}

roomClock.learn(0.25, 0.5, 1.75);
ticks.learn(50.3);
doFrames(WARM_UP_FRAMES);
const left = Array.from({ length: ROUNDS }, bytesOfFrame).sort((a, b) => a - b);
process.stdout.write(`${left[(ROUNDS - 1) / 2]}\n`);

import { PoseBatchReader } from '../../../shared/pose/pose-batch.ts';
import { startBot } from '../../bots/bot.ts';
import type { Motion } from '../../bots/human-motion.ts';
import { motionTime, trueTime, trueTimeAt } from './true-time.ts';
import type { Viewer, ViewerOptions } from './viewer.ts';

/** A bot as it is, and a meter beside what it reads. */
export async function startAtriumViewer({
  entered,
  fleet,
  index,
  seed,
  from,
  watches,
}: ViewerOptions): Promise<Viewer> {
  const reader = new PoseBatchReader();
  const poses = new Map<number, number>();
  const bot = await startBot(entered, {
    branchUrl: fleet.branchUrl,
    seed,
    motion: fleet.motions[index] as Motion,
    motionSeconds: (nowMs) => motionTime(fleet.epochTrueMs, nowMs),
    from,
    watches,
    onBatch: (bytes) =>
      reader.read(bytes, (slot, _pose, sampledAtMs) => {
        if (!fleet.isMeasuring) return;
        poses.set(slot, (poses.get(slot) ?? 0) + 1);
        fleet.meters.deliveryMs.add(trueTime() - (fleet.roomZeroTrueMs + sampledAtMs));
      }),
  });
  return {
    index,
    watches,
    key: () => bot.slot()?.toString(),
    counts: () => ({ ...bot.counts, bytes: bot.received.bytes }),
    show(key, into) {
      const slot = Number(key);
      const nowMs = performance.now();
      const roomNowMs = bot.roomTime(nowMs);
      if (roomNowMs === null || !bot.buffers.sampleAt(slot, roomNowMs, into)) return null;
      fleet.meters.clockErrorMs.add(Math.abs(fleet.roomZeroTrueMs + roomNowMs - trueTimeAt(nowMs)));
      return fleet.roomZeroTrueMs + roomNowMs - bot.buffers.delayOf(slot);
    },
    posesOf: (key) => poses.get(Number(key)) ?? 0,
    closed: bot.closed,
  };
}

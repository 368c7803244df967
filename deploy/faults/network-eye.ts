import { degreesBetween, metresBetween } from '../../shared/pose/arbitrary-pose.ts';
import { createPose } from '../../shared/pose.ts';
import { Histogram } from '../bench/presence/histogram.ts';
import { motionTime, trueTime, trueTimeAt } from '../bench/presence/true-time.ts';
import type { Bot } from '../bots/bot.ts';
import { startFrames } from '../bots/frame-timer.ts';
import type { Motion } from '../bots/human-motion.ts';
import { JUMP_METRES } from './network-profiles.ts';

/** What one group of viewers sees of one group of people. */
export interface Sight {
  readonly delayMs: Histogram;
  readonly headMetres: Histogram;
  readonly handMetres: Histogram;
  readonly headDegrees: Histogram;
  /** Steps back against where the person goes: what was guessed too far is taken back. */
  readonly backMetres: Histogram;
  longestFreezeMs: number;
  jumps: number;
  largestJumpMetres: number;
  /** Seconds of looking at one person, all pairs together. */
  pairSeconds: number;
  /** When somebody was last shown more than this wrong, of our clock. */
  wrongAtMs: number;
}
const WRONG_METRES = 0.15;
/** Who is shown moving less than the first while they move by more than the second is frozen. */
const STILL_METRES = 0.02;
const FROZEN_METRES = 0.1;

export const createSight = (): Sight => ({
  delayMs: new Histogram(),
  headMetres: new Histogram(),
  handMetres: new Histogram(),
  headDegrees: new Histogram(),
  backMetres: new Histogram(),
  longestFreezeMs: 0,
  jumps: 0,
  largestJumpMetres: 0,
  pairSeconds: 0,
  wrongAtMs: 0,
});

export interface Seen {
  readonly slot: () => number | undefined;
  readonly motion: Motion;
  /** Where it counts now; null where nothing is measured. */
  readonly sight: () => Sight | null;
}

/** Looks at everyone on each frame of a 72 Hz display, as a headset does. Answers how to stop. */
export function startEye(bot: Bot, others: readonly Seen[], roomZeroTrueMs: () => number, epochTrueMs: number) {
  const looks = others.map((seen) => ({ seen, look: createLook() }));
  return startFrames(0.5, () => {
    const nowMs = performance.now();
    const roomNowMs = bot.roomTime(nowMs);
    if (roomNowMs === null) return;
    for (const { seen, look } of looks) {
      const slot = seen.slot();
      if (slot === undefined) continue;
      if (!bot.buffers.sampleAt(slot, roomNowMs, look.shown)) continue;
      const shownTrueMs = roomZeroTrueMs() + roomNowMs - bot.buffers.delayOf(slot);
      const sight = seen.sight();
      look.see(seen.motion, motionTime(epochTrueMs, shownTrueMs - trueTimeAt(0)), nowMs, shownTrueMs, sight);
    }
  });
}

/** One viewer looking at one person. */
function createLook() {
  const shown = createPose();
  const truth = createPose();
  const before = { shown: { x: 0, y: 0, z: 0 }, truth: { x: 0, y: 0, z: 0 }, atMs: Number.NaN };
  const stood = { sinceMs: 0, shown: { x: 0, y: 0, z: 0 }, truth: { x: 0, y: 0, z: 0 } };
  return {
    shown,
    see(motion: Motion, shownSeconds: number, nowMs: number, shownTrueMs: number, sight: Sight | null): void {
      motion.at(shownSeconds, truth);
      const [head, trueHead] = [shown.headPosition, truth.headPosition];
      const frameMs = nowMs - before.atMs;
      const moved = {
        x: head.x - before.shown.x,
        y: head.y - before.shown.y,
        z: head.z - before.shown.z,
      };
      const trulyMoved = {
        x: trueHead.x - before.truth.x,
        y: trueHead.y - before.truth.y,
        z: trueHead.z - before.truth.z,
      };
      if (metresBetween(stood.shown, head) > STILL_METRES) {
        Object.assign(stood.shown, head);
        Object.assign(stood.truth, trueHead);
      }
      if (metresBetween(stood.truth, trueHead) < STILL_METRES) stood.sinceMs = nowMs;
      Object.assign(before.shown, head);
      Object.assign(before.truth, trueHead);
      before.atMs = nowMs;
      // A display that has itself stood still for long shows no steps.
      if (!sight || !(frameMs < 60)) return;
      sight.pairSeconds += frameMs / 1000;
      sight.delayMs.add(trueTime() - shownTrueMs);
      const wrongMetres = metresBetween(head, trueHead);
      sight.headMetres.add(wrongMetres);
      if (wrongMetres > WRONG_METRES) sight.wrongAtMs = nowMs;
      sight.headDegrees.add(degreesBetween(shown.headRotation, truth.headRotation));
      for (const hand of ['left', 'right'] as const)
        sight.handMetres.add(metresBetween(shown[hand].position, truth[hand].position));
      if (metresBetween(stood.truth, trueHead) > FROZEN_METRES)
        sight.longestFreezeMs = Math.max(sight.longestFreezeMs, nowMs - stood.sinceMs);
      const jump = metresBetween(moved, trulyMoved);
      if (jump > JUMP_METRES) sight.jumps++;
      sight.largestJumpMetres = Math.max(sight.largestJumpMetres, jump);
      const step = Math.hypot(trulyMoved.x, trulyMoved.y, trulyMoved.z);
      const along = moved.x * trulyMoved.x + moved.y * trulyMoved.y + moved.z * trulyMoved.z;
      if (step > 0) sight.backMetres.add(Math.max(0, -along / step));
    },
  };
}

import { PoseBatchReader } from '../../shared/pose/pose-batch.ts';
import type { Pose } from '../../shared/pose.ts';
import { type Bot, startBot } from '../bots/bot.ts';
import { createMotion } from '../bots/human-motion.ts';
import type { createFaultHall } from './fault-hall.ts';
import { type LiveBranch, ORIGIN } from './live-branch-view.ts';

export interface HonestPeople {
  /** Of all together, since it was last asked. */
  count(): {
    readonly sent: number;
    readonly refused: number;
    readonly unread: number;
    readonly shownPerSecond: number;
  };
  /** Frames that they have sent since they were last counted, clocks included; nearly. */
  readonly sentSince: () => number;
  /** Messages of theirs that were refused, ever, for another reason than where they stood. */
  readonly misjudged: () => number;
  /** Links that have ended, ever. */
  readonly lost: () => number;
  /** Poses that were shown and that no server may pass on, ever. */
  readonly unlawful: () => number;
  /** Poses of others than these people, ever. */
  readonly strangersShown: () => number;
}

const OF_MOTION = ['pose-too-close', 'pose-too-fast'];

/** What the server's rules promise of every pose (`branch-rules.ts`), and the coarsest quality's error. */
const BOUNDS = { metres: 50, lowestHead: 0.2, highestHead: 2.4, reachMetres: 1.6, toleranceMetres: 0.1 };

/** People who walk about, look at everyone, and hold what they see against the rules. */
export async function startHonestPeople(
  branch: LiveBranch,
  { people, arrivals }: ReturnType<typeof createFaultHall>,
  seed: number,
): Promise<HonestPeople> {
  const bots: Bot[] = [];
  const isOurs = (slot: number) => bots.some((bot) => bot.slot() === slot);
  let lost = 0;
  let unlawful = 0;
  let ours = 0;
  let strangers = 0;
  for (const [index, { kind, course }] of people.entries()) {
    const reader = new PoseBatchReader();
    const bot = await startBot(await branch.enter(`honest-${index}`), {
      branchUrl: branch.url,
      origin: ORIGIN,
      seed: seed * 1000 + index,
      motion: createMotion(seed * 1000 + index, kind, course),
      motionSeconds: (nowMs) => nowMs / 1000,
      from: arrivals,
      watches: true,
      onBatch: (bytes) =>
        void reader.read(bytes, (slot, pose) => {
          if (!isLawful(pose)) unlawful++;
          if (isOurs(slot)) ours++;
          else strangers++;
        }),
    });
    void bot.closed.then(() => lost++);
    bots.push(bot);
  }
  const sum = (read: (bot: Bot) => number) => bots.reduce((total, bot) => total + read(bot), 0);
  const totals = () => ({
    sent: sum(({ counts }) => counts.sent),
    refused: sum(({ counts }) => counts.refused),
    unread: sum(({ counts }) => counts.unread),
    ours,
    atMs: performance.now(),
  });
  let before = totals();
  return {
    count() {
      const now = totals();
      const seconds = (now.atMs - before.atMs) / 1000;
      const pairs = bots.length * (bots.length - 1);
      const counted = {
        sent: now.sent - before.sent,
        refused: now.refused - before.refused,
        unread: now.unread - before.unread,
        shownPerSecond: (now.ours - before.ours) / pairs / seconds,
      };
      before = now;
      return counted;
    },
    sentSince: () => sum(({ counts }) => counts.sent) - before.sent,
    misjudged: () =>
      sum(
        ({ counts: { refused, refusals } }) =>
          refused - OF_MOTION.reduce((all, code) => all + (refusals[code] ?? 0), 0),
      ),
    lost: () => lost,
    unlawful: () => unlawful,
    strangersShown: () => strangers,
  };
}

function isLawful({ headPosition: head, left, right }: Pose): boolean {
  const { metres, lowestHead, highestHead, reachMetres, toleranceMetres } = BOUNDS;
  const isAt = Math.max(Math.abs(head.x), Math.abs(head.z)) <= metres + toleranceMetres;
  const isHigh = head.y >= lowestHead - toleranceMetres && head.y <= highestHead + toleranceMetres;
  // Not finite is neither.
  return isAt && isHigh && [left, right].every(isWithinReach);
  function isWithinReach({ present, position: { x, y, z } }: Pose['left']): boolean {
    return !present || Math.hypot(x - head.x, y - head.y, z - head.z) <= reachMetres + toleranceMetres;
  }
}

import { setTimeout as delay } from 'node:timers/promises';
import { type Bot, startBot } from '../bots/bot.ts';
import { createMotion, type Motion } from '../bots/human-motion.ts';
import type { Placed } from '../bots/places-to-be.ts';
import { createRandom } from '../bots/seeded-random.ts';
import type { Floor } from '../bots/way-there.ts';
import { type LiveBranch, ORIGIN } from './live-branch-view.ts';
import type { Whereabouts } from './soak-check.ts';

/** What someone may do who is in, and how often of a hundred times. */
const ENDINGS = { leave: 30, drop: 25, silence: 15, takeover: 20, flicker: 10 } as const;
export type Ending = keyof typeof ENDINGS;
const STAY_MS = { min: 3_000, max: 40_000 };
const AWAY_MS = { min: 200, max: 10_000 };
/** Of a hundred who are away, so many stay away for longer than a place is kept. */
const LONG_AWAY = { ofHundred: 4, ms: 130_000 };
/** Of a hundred who are away, so many ask for a seat and never take it. */
const IDLE_SEATS = 15;
/** A client that went silent lives so long beside the link of its return, and is then gone with its machine. */
const SILENT_SOCKET_MS = 20_000;

export interface SoakPersonOptions {
  readonly branch: LiveBranch;
  readonly index: number;
  readonly seed: number;
  readonly placed: Placed;
  readonly from: Floor;
  readonly watches: boolean;
  readonly tally: SoakTally;
}

export interface SoakTally {
  joined: number;
  readonly endings: Record<Ending, number>;
  idleSeats: number;
  /** Links that ended without anybody having ended them. */
  lost: number;
  /** Entries that the server would not let in. */
  turnedAway: number;
  refused: number;
  unread: number;
  readonly unusedSeatsAtMs: number[];
}

export const createTally = (): SoakTally => ({
  joined: 0,
  endings: { leave: 0, drop: 0, silence: 0, takeover: 0, flicker: 0 },
  idleSeats: 0,
  lost: 0,
  turnedAway: 0,
  refused: 0,
  unread: 0,
  unusedSeatsAtMs: [],
});

/** Someone who comes and goes, in every way that there is, until told to end. */
export function startSoakPerson(options: SoakPersonOptions) {
  const { branch, index, seed, placed, from, watches, tally } = options;
  const name = `person-${index}`;
  const random = createRandom(seed);
  const between = ({ min, max }: { readonly min: number; readonly max: number }) => min + random() * (max - min);
  const motion: Motion = createMotion(seed, placed.kind, placed.course);
  const stop = new AbortController();
  let current: Bot | null = null;
  let whereabouts: Whereabouts = { name, is: 'out', sinceMs: performance.now() };
  const become = (is: Whereabouts['is']) => {
    whereabouts = { name, is, sinceMs: performance.now() };
  };
  const rest = (ms: number) => delay(ms, undefined, { signal: stop.signal });

  async function join(): Promise<Bot> {
    become('moving');
    const bot = await startBot(await branch.enter(name), {
      branchUrl: branch.url,
      origin: ORIGIN,
      seed,
      motion,
      motionSeconds: (nowMs) => nowMs / 1000,
      from,
      watches,
    });
    tally.joined++;
    current = bot;
    become('in');
    return bot;
  }

  function count(bot: Bot): void {
    tally.refused += bot.counts.refused;
    tally.unread += bot.counts.unread;
  }

  /** Ends a stay; answers the link that is left where it was taken over. */
  async function end(bot: Bot, ending: Ending): Promise<Bot | null> {
    tally.endings[ending]++;
    become('moving');
    if (ending === 'takeover') {
      const second = await join();
      await bot.closed;
      return second;
    }
    if (ending === 'leave') await bot.leave();
    if (ending === 'drop' || ending === 'flicker') bot.drop();
    if (ending === 'silence') {
      bot.fallSilent();
      setTimeout(() => bot.drop(), SILENT_SOCKET_MS).unref();
    }
    become(ending === 'silence' ? 'silent' : 'out');
    return null;
  }

  async function beAway(ending: Ending): Promise<void> {
    if (ending === 'flicker') return;
    if (random() * 100 < IDLE_SEATS) {
      await branch.enter(name);
      tally.idleSeats++;
      tally.unusedSeatsAtMs.push(performance.now());
    }
    await rest(random() * 100 < LONG_AWAY.ofHundred ? LONG_AWAY.ms : between(AWAY_MS));
  }

  async function stay(first: Bot): Promise<Ending> {
    for (let bot = first; ; ) {
      const isLost = await Promise.race([rest(between(STAY_MS)).then(() => false), bot.closed.then(() => true)]);
      const ending = isLost ? 'drop' : chooseEnding(random() * 100);
      if (isLost) tally.lost++;
      const next = await end(bot, ending);
      count(bot);
      if (!next) return ending;
      bot = next;
    }
  }

  async function live(): Promise<void> {
    // Not all at once.
    await rest(between(AWAY_MS));
    for (;;) {
      try {
        const ending = await stay(await join());
        await beAway(ending);
      } catch (error) {
        if (stop.signal.aborted) return;
        tally.turnedAway++;
        become('out');
        process.stdout.write(`${name}: ${(error as Error).message}\n`);
        await rest(1000);
      }
    }
  }

  const done = live().catch(() => {});
  return {
    whereabouts: () => whereabouts,
    /** Ends it all: the connection, if there is one, without a word. */
    async stop() {
      stop.abort();
      await done;
      current?.drop();
      become('out');
    },
  };
}

function chooseEnding(ofHundred: number): Ending {
  let left = ofHundred;
  for (const [ending, share] of Object.entries(ENDINGS)) {
    left -= share;
    if (left < 0) return ending as Ending;
  }
  return 'leave';
}

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
export class SoakPerson {
  readonly #options: SoakPersonOptions;
  readonly #name: string;
  readonly #random: () => number;
  readonly #motion: Motion;
  readonly #stop = new AbortController();
  readonly #done: Promise<void>;
  #bot: Bot | null = null;
  whereabouts: Whereabouts;

  constructor(options: SoakPersonOptions) {
    const { index, seed, placed } = options;
    this.#options = options;
    this.#name = `person-${index}`;
    this.#random = createRandom(seed);
    this.#motion = createMotion(seed, placed.kind, placed.course);
    this.whereabouts = { name: this.#name, is: 'out', sinceMs: performance.now() };
    this.#done = this.#live().catch(() => {});
  }

  /** Ends it all: the connection, if there is one, without a word. */
  async stop(): Promise<void> {
    this.#stop.abort();
    await this.#done;
    this.#bot?.drop();
    this.#become('out');
  }

  async #live(): Promise<void> {
    // Not all at once.
    await this.#rest(this.#between(AWAY_MS));
    for (;;) {
      try {
        const ending = await this.#stay(await this.#join());
        await this.#beAway(ending);
      } catch (error) {
        if (this.#stop.signal.aborted) return;
        this.#options.tally.turnedAway++;
        this.#become('out');
        process.stdout.write(`${this.#name}: ${(error as Error).message}\n`);
        await this.#rest(1000);
      }
    }
  }

  async #join(): Promise<Bot> {
    const { branch, seed, from, watches, tally } = this.#options;
    this.#become('moving');
    const bot = await startBot(await branch.enter(this.#name), {
      branchUrl: branch.url,
      origin: ORIGIN,
      seed,
      motion: this.#motion,
      motionSeconds: (nowMs) => nowMs / 1000,
      from,
      watches,
    });
    tally.joined++;
    this.#bot = bot;
    this.#become('in');
    return bot;
  }

  async #stay(first: Bot): Promise<Ending> {
    const { tally } = this.#options;
    for (let bot = first; ; ) {
      const rested = this.#rest(this.#between(STAY_MS)).then(() => false);
      const isLost = await Promise.race([rested, bot.closed.then(() => true)]);
      const ending = isLost ? 'drop' : chooseEnding(this.#random() * 100);
      if (isLost) tally.lost++;
      const next = await this.#end(bot, ending);
      tally.refused += bot.counts.refused;
      tally.unread += bot.counts.unread;
      if (!next) return ending;
      bot = next;
    }
  }

  /** Ends a stay; answers the link that goes on where this one was taken over. */
  async #end(bot: Bot, ending: Ending): Promise<Bot | null> {
    this.#options.tally.endings[ending]++;
    this.#become('moving');
    if (ending === 'takeover') {
      const second = await this.#join();
      await bot.closed;
      return second;
    }
    if (ending === 'leave') await bot.leave();
    if (ending === 'drop' || ending === 'flicker') bot.drop();
    if (ending === 'silence') {
      bot.fallSilent();
      setTimeout(() => bot.drop(), SILENT_SOCKET_MS).unref();
    }
    this.#become(ending === 'silence' ? 'silent' : 'out');
    return null;
  }

  async #beAway(ending: Ending): Promise<void> {
    const { branch, tally } = this.#options;
    if (ending === 'flicker') return;
    if (this.#random() * 100 < IDLE_SEATS) {
      await branch.enter(this.#name);
      tally.idleSeats++;
      tally.unusedSeatsAtMs.push(performance.now());
    }
    await this.#rest(this.#random() * 100 < LONG_AWAY.ofHundred ? LONG_AWAY.ms : this.#between(AWAY_MS));
  }

  #become(is: Whereabouts['is']): void {
    this.whereabouts = { name: this.#name, is, sinceMs: performance.now() };
  }
  #rest(ms: number): Promise<void> {
    return delay(ms, undefined, { signal: this.#stop.signal });
  }
  #between({ min, max }: { readonly min: number; readonly max: number }): number {
    return min + this.#random() * (max - min);
  }
}

function chooseEnding(ofHundred: number): Ending {
  let left = ofHundred;
  for (const [ending, share] of Object.entries(ENDINGS)) {
    left -= share;
    if (left < 0) return ending as Ending;
  }
  return 'leave';
}

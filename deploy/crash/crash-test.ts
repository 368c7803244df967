import { setTimeout as delay } from 'node:timers/promises';
import { type CrashLane, openCrashLane, type RoundOutcome } from './crash-round.ts';
import { createKillPlan, type PointCount } from './kill-plan.ts';
import type { PlacedOrder } from './payment-order.ts';
import { createRandom } from './seeded-random.ts';

export interface CrashTestOptions {
  readonly seed: number;
  readonly rounds: number;
  /** The wrong variant, which is to be found out: a branch that begins again under fresh keys when no answer comes. */
  readonly freshKeys: boolean;
  /** Connects as the administrator of a PostgreSQL server. */
  readonly adminUrl: string;
}

/** What a run comes to. */
export interface CrashTally {
  rounds: number;
  payments: number;
  lost: number;
  doubled: number;
  kills: number;
  randomKills: number;
  drops: number;
  /** How payments ended, by state. */
  readonly ends: Record<string, number>;
  /** Everything that is wrong, in words. */
  readonly complaints: string[];
}

export interface CrashResult {
  readonly tally: CrashTally;
  readonly points: readonly PointCount[];
  /** Logs of the servers. */
  readonly folders: readonly string[];
}

/** Houses that are played in at a time: payments wait more than they compute. To open one takes as long as two rounds in it. */
const LANES = 4;
const ROUNDS_WORTH_A_LANE = 2;
/** Where the answer to a submission is lost: all that it takes to find the wrong variant out. */
const LOST_ANSWER = /^(branch: after call|bank: before answer) POST .*\/domestic-payments$/;
/** Late effects would show in a lane's last rounds, which are checked again at the end. */
const ORDERS_CHECKED_AGAIN = 25;
const REST_MS = 2000;

/** Plays a calm round in each lane, and then all others; each is told when it is over. */
export async function playCrashTest(
  { seed, rounds, freshKeys, adminUrl }: CrashTestOptions,
  onRound: (tally: CrashTally) => void,
): Promise<CrashResult> {
  const plan = createKillPlan({ rounds, only: freshKeys ? LOST_ANSWER : null });
  const tally: CrashTally = {
    rounds: 0,
    payments: 0,
    lost: 0,
    doubled: 0,
    kills: 0,
    randomKills: 0,
    drops: 0,
    ends: {},
    complaints: [],
  };
  let next = 0;

  async function playCalm(lane: CrashLane): Promise<void> {
    const calm = await lane.play(0, true);
    add(tally, calm);
    if (!calm.placed.every(isDoneAsWished)) tally.complaints.push('the calm round did not go as the customers wished');
  }

  async function playLane(lane: CrashLane): Promise<void> {
    const last: PlacedOrder[] = [];
    while (next < rounds) {
      next += 1;
      const played = await lane.play(next);
      add(tally, played);
      tally.rounds += 1;
      onRound(tally);
      last.push(...played.placed);
      last.splice(0, last.length - ORDERS_CHECKED_AGAIN);
    }
    await delay(REST_MS);
    tally.complaints.push(...(await lane.recheck(last)), ...lane.unexpectedEnds());
  }

  const lanes: CrashLane[] = [];
  try {
    for (let lane = 0; lane < Math.min(LANES, Math.ceil(rounds / ROUNDS_WORTH_A_LANE)); lane++)
      lanes.push(await openCrashLane({ random: createRandom(seed + lane), plan, freshKeys, adminUrl }));
    await Promise.all(lanes.map(playCalm));
    await Promise.all(lanes.map(playLane));
    return { tally, points: plan.counts(), folders: lanes.map(({ folder }) => folder) };
  } finally {
    await Promise.all(lanes.map((lane) => lane.stop()));
  }
}

function isDoneAsWished({ order: { wish }, state }: PlacedOrder): boolean {
  return state === (wish === 'approve' ? 'booked' : 'cancelled');
}

function add(tally: CrashTally, played: RoundOutcome): void {
  tally.payments += played.placed.length;
  for (const count of ['lost', 'doubled', 'kills', 'randomKills', 'drops'] as const) tally[count] += played[count];
  for (const [state, count] of Object.entries(played.ends)) tally.ends[state] = (tally.ends[state] ?? 0) + count;
  // What stays wrong is seen again in every later round.
  tally.complaints.push(...played.complaints.filter((complaint) => !tally.complaints.includes(complaint)));
}

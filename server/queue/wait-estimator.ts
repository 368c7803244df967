import { Topic, type WaitEstimate } from '../../shared/queue.ts';
import type { Clock } from '../lib/clock.ts';
import { skillsOf } from './queue-rules.ts';
import type { QueueStore } from './queue-store.ts';
import type { KeptEstimate } from './queue-tables.ts';
import type { ServicePlans } from './service-plans.ts';
import {
  type Correction,
  correctionOf,
  estimateOf,
  type History,
  handlingOf,
  type Interval,
  intervalOf,
  leavingRate,
  type Server,
  seededRandom,
  simulateWaits,
  type Waiting,
} from './wait-rules.ts';

/** Estimates of all who wait in a branch; shared by all who ask within some seconds. */
export interface WaitEstimator {
  /** By ticket; without an entry where nobody on duty serves it. */
  estimates(branchId: string): Promise<ReadonlyMap<string, WaitEstimate>>;
  /** For one who would take a ticket now, before those at whose place `isAfter` says so; null as above. */
  estimateFor(branchId: string, newcomer: Omit<Waiting, 'id'>, rankAt: Date): Promise<WaitEstimate | null>;
  /** Keeps what is said to those whose wait has just begun, to be held against what comes. */
  keep(branchId: string): Promise<void>;
  /** Something changed in the branch: who asks next is answered anew. */
  forget(branchId: string): void;
}

const HISTORY_DAYS = 28;
const DAY_MS = 86_400_000;
const ESTIMATES_FRESH_MS = 10_000;
const HISTORY_FRESH_MS = 60_000;
/** The same draws at each asking, so that what is shown does not flicker. */
const SEED = 20_261_121;
const NEWCOMER = 'newcomer';

interface Situation {
  readonly waiting: readonly (Waiting & { readonly rankAt: Date; readonly isUnsaid: boolean })[];
  readonly servers: readonly Server[];
  readonly history: History;
  readonly correction: Correction;
}
interface Answer {
  readonly at: number;
  readonly situation: Situation;
  /** Simulated when it is first asked for. */
  readonly intervals: () => ReadonlyMap<string, Interval>;
}

export function createWaitEstimator({
  store,
  services,
  clock,
}: {
  readonly store: QueueStore;
  readonly services: ServicePlans;
  readonly clock: Clock;
}): WaitEstimator {
  const answers = new Map<string, Promise<Answer>>();
  const histories = new Map<string, { at: number; known: Promise<Pick<Situation, 'history' | 'correction'>> }>();

  async function readHistory(branchId: string): Promise<Pick<Situation, 'history' | 'correction'>> {
    const plan = services.of(branchId);
    const since = new Date(clock().getTime() - HISTORY_DAYS * DAY_MS);
    const [outcomes, noShows, leaving, pauses, ...handling] = await Promise.all([
      store.estimateOutcomes(branchId, since),
      store.noShowSeconds(branchId, since),
      store.leaving(branchId, since),
      store.pauses(branchId, since),
      ...Topic.options.map((topic) => store.handlingSeconds(branchId, topic, since)),
    ]);
    const seen = Topic.options.map((topic, index) => [
      topic,
      handlingOf(handling[index] ?? [], plan.handlingMinutes[topic]),
    ]);
    return {
      history: {
        handling: Object.fromEntries(seen),
        noShows: { share: noShows.seconds.length / Math.max(noShows.calls, 1), seconds: noShows.seconds },
        leavingPerSecond: leavingRate(leaving),
        pauses: {
          share: pauses.filter((pause) => pause.since >= noShows.oldest).length / Math.max(noShows.calls, 1),
          seconds: pauses.map((pause) => pause.seconds),
        },
      },
      correction: correctionOf(
        outcomes.map(({ estimate: { raw, low, high }, waitedSeconds: waited }) => {
          return { ...raw, waited, wasWithin: low <= waited && waited <= high };
        }),
      ),
    };
  }

  function history(branchId: string) {
    const now = clock().getTime();
    const kept = histories.get(branchId);
    if (kept && now - kept.at < HISTORY_FRESH_MS) return kept.known;
    const known = readHistory(branchId);
    histories.set(branchId, { at: now, known });
    known.catch(() => histories.delete(branchId));
    return known;
  }

  async function look(branchId: string): Promise<Situation> {
    const plan = services.of(branchId);
    const now = clock().getTime();
    const [waiting, duties, busy, seen] = await Promise.all([
      store.waiting(branchId),
      store.duties(branchId),
      store.busyCalls(branchId, new Date(now - DAY_MS)),
      history(branchId),
    ]);
    return {
      ...seen,
      waiting: waiting.map(({ id, topic, language, for_consultant, rank_at, estimate }) => {
        return { id, topic, language, forConsultant: for_consultant, rankAt: rank_at, isUnsaid: estimate === null };
      }),
      servers: duties.flatMap(({ consultant_subject: subject, paused_at }) => {
        const skills = skillsOf(plan, subject);
        const call = busy.findLast(({ consultant_subject }) => consultant_subject === subject);
        const serving = call && { topic: call.topic, forSeconds: (now - call.called_at.getTime()) / 1000 };
        return skills ? [{ subject, skills, isPaused: paused_at !== null, serving: serving ?? null }] : [];
      }),
    };
  }

  const simulate = ({ waiting, servers, history: seen }: Situation) => {
    const waits = simulateWaits(waiting, servers, seen, seededRandom(SEED));
    return new Map([...waits].map(([id, sorted]) => [id, intervalOf(sorted)]));
  };

  function answer(branchId: string): Promise<Answer> {
    const at = clock().getTime();
    const kept = answers.get(branchId);
    const fresh = (async () => {
      const known = kept && (await kept.catch(() => null));
      if (known && at - known.at < ESTIMATES_FRESH_MS) return known;
      const situation = await look(branchId);
      let intervals: ReadonlyMap<string, Interval> | undefined;
      return {
        at,
        situation,
        intervals() {
          intervals ??= simulate(situation);
          return intervals;
        },
      };
    })();
    answers.set(branchId, fresh);
    return fresh;
  }

  return {
    async estimates(branchId) {
      const { intervals, situation } = await answer(branchId);
      return new Map([...intervals()].map(([id, interval]) => [id, estimateOf(interval, situation.correction)]));
    },

    async estimateFor(branchId, newcomer, rankAt) {
      const { situation } = await answer(branchId);
      const index = situation.waiting.findIndex((other) => other.rankAt > rankAt);
      const place = index < 0 ? situation.waiting.length : index;
      const waiting = situation.waiting.toSpliced(place, 0, { ...newcomer, id: NEWCOMER, rankAt, isUnsaid: true });
      const interval = simulate({ ...situation, waiting }).get(NEWCOMER);
      return interval ? estimateOf(interval, situation.correction) : null;
    },

    async keep(branchId) {
      const { at, intervals, situation } = await answer(branchId);
      for (const { id, isUnsaid } of situation.waiting) {
        const raw = isUnsaid && intervals().get(id);
        if (!raw) continue;
        const { lowSeconds, likelySeconds, highSeconds } = estimateOf(raw, situation.correction);
        const said = { low: lowSeconds, likely: likelySeconds, high: highSeconds };
        const kept: KeptEstimate = { at: new Date(at).toISOString(), raw, ...said };
        await store.keepEstimate(id, kept);
      }
    },

    forget: (branchId) => void answers.delete(branchId),
  };
}

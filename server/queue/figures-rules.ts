import type { ServicePlan } from '../../shared/branch-service.ts';
import { Topic } from '../../shared/queue.ts';
import type { DayLine, ServiceFigures } from '../../shared/service-figures.ts';

/** A wait that has ended, in seconds. */
export interface EndedWait {
  readonly seconds: number;
  readonly by: 'call' | 'leaving';
}
export interface EndedCall {
  readonly topic: Topic;
  readonly outcome: 'served' | 'transferred' | 'no-show';
  /** Null while it is still wrapped up. */
  readonly handlingSeconds: number | null;
}
export interface DayOfService {
  readonly date: string;
  readonly taken: number;
  readonly waiting: number;
  readonly waits: readonly EndedWait[];
  readonly calls: readonly EndedCall[];
  readonly told: readonly { readonly low: number; readonly high: number; readonly waited: number }[];
  readonly withoutCode: number;
}

function median(values: readonly number[]): number | null {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? null;
}

const share = (part: number, whole: number) => (whole > 0 ? part / whole : null);

/** How long who came was served, seconds. */
const handlingOf = (calls: readonly EndedCall[]): number[] =>
  calls.flatMap(({ outcome, handlingSeconds }) =>
    outcome !== 'no-show' && handlingSeconds !== null ? [handlingSeconds] : [],
  );

/**
 * Service level as call centres count it (within / (called + gave up after the goal's time)): who leaves early was not let down by
 * the goal, who leaves late was.
 */
export function figuresOf(day: DayOfService, goal: ServicePlan['serviceLevel']): ServiceFigures {
  const { waits, calls, told } = day;
  const goalSeconds = goal.withinMinutes * 60;
  const called = waits.filter(({ by }) => by === 'call');
  const abandoned = waits.filter(({ by }) => by === 'leaving');
  const within = called.filter(({ seconds }) => seconds <= goalSeconds).length;
  const leftLate = abandoned.filter(({ seconds }) => seconds > goalSeconds).length;
  const withOutcome = (outcome: EndedCall['outcome']) => calls.filter((call) => call.outcome === outcome).length;
  const waitSeconds = called.map(({ seconds }) => seconds);
  const kept = told.filter(({ low, high, waited }) => low <= waited && waited <= high).length;
  return {
    date: day.date,
    taken: day.taken,
    waiting: day.waiting,
    served: withOutcome('served'),
    abandoned: abandoned.length,
    noShows: withOutcome('no-show'),
    passedOn: withOutcome('transferred'),
    serviceLevel: {
      share: share(within, called.length + leftLate),
      goalShare: goal.percent / 100,
      withinMinutes: goal.withinMinutes,
    },
    abandonRate: share(abandoned.length, waits.length),
    medianWaitSeconds: median(waitSeconds),
    longestWaitSeconds: waitSeconds.length > 0 ? Math.max(...waitSeconds) : null,
    handling: Topic.options.flatMap((topic) => {
      const seconds = handlingOf(calls.filter((call) => call.topic === topic));
      const middle = median(seconds);
      return middle === null ? [] : [{ topic, calls: seconds.length, medianSeconds: middle }];
    }),
    estimates: { told: told.length, withinShare: share(kept, told.length) },
    withoutCode: day.withoutCode,
  };
}

/** A day in a line, to be held against others. */
export function dayLineOf(day: DayOfService, goal: ServicePlan['serviceLevel']): DayLine {
  const { date, served, serviceLevel, abandonRate } = figuresOf(day, goal);
  return {
    date,
    served,
    serviceLevel: serviceLevel.share,
    abandonRate,
    handlingSeconds: median(handlingOf(day.calls)),
  };
}

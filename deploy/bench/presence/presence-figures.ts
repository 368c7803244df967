import { type Figure, isMissed } from '../bench-report.ts';
import type { Meter } from './bench-case.ts';
import type { CaseResult } from './run-case.ts';
import type { TwoProcessesResult } from './run-two-processes.ts';

/** The goals of the issue are for so many people in one hall. */
export const GOAL_COUNT = 50;
const TICK_MS = 50;

/** What others were measured at on one 2-core machine with 50 clients, for orientation: bytes and server CPU ms, per remote avatar and second. */
export const PEERS = [
  ['MML delta-net, position and yaw alone', 120, 1.5],
  ['MML delta-net, head and hands stand-in, 20 Hz', 460, 1.9],
  ['Hyperfy, 8 Hz, no hands', 857, 4.6],
  ['networked-aframe in VR (saturated)', 21_300, 10.5],
  ['naive Colyseus state, 25 float32, 20 Hz', 2543, 1.8],
] as const;

/** Everything that one case says, with its goals where it has some; `halls` of its people, each in a process. */
export function figuresOf(result: CaseResult, halls = 1): Figure[] {
  const { protocol, scenario, count } = result;
  const name = `${protocol} ${scenario} ${halls > 1 ? `${halls} × ` : ''}${count}`;
  const hasGoals = protocol === 'atrium' && count === GOAL_COUNT;
  const figure = (what: string, value: number, unit: string, atMost?: number): Figure => ({
    figure: `${name}: ${what}`,
    value,
    unit,
    ...(hasGoals && atMost !== undefined && { goal: { atMost } }),
  });
  const quantiles = (what: string, meter: Meter, unit: string, factor: number, atMost?: number) =>
    result.meters[meter].total === 0
      ? []
      : [
          figure(`${what} p50`, result.meters[meter].quantile(0.5) * factor, unit),
          figure(`${what} p95`, result.meters[meter].quantile(0.95) * factor, unit, atMost),
        ];
  return [
    figure('bytes per viewer per avatar', result.bytesPerAvatarSecond, 'B/s', scenario === 'near' ? 250 : 100),
    figure('bytes to the viewer who gets most', result.worstViewerBytesPerSecond, 'B/s'),
    figure('server CPU per avatar', result.cpuMsPerAvatarSecond, 'ms/s', 1),
    figure('server resident memory', result.rssMib, 'MiB'),
    figure('server heap in use', result.heapMib, 'MiB'),
    ...(scenario === 'near' && count <= GOAL_COUNT
      ? [nearRate(figure('poses of a near avatar', result.nearPosesPerSecond, 'Hz'), hasGoals)]
      : []),
    ...quantiles('delivery', 'deliveryMs', 'ms', 1, TICK_MS + 10),
    ...quantiles('near display delay', 'nearDelayMs', 'ms', 1, 150),
    ...quantiles('far display delay', 'farDelayMs', 'ms', 1, 150),
    ...quantiles('near head position error', 'nearHeadMetres', 'cm', 100, 2),
    ...quantiles('near head angle error', 'nearHeadDegrees', '°', 1, 2),
    ...quantiles('near hand position error', 'nearHandMetres', 'cm', 100, 2),
    ...quantiles('near hand angle error', 'nearHandDegrees', '°', 1, 2),
    ...quantiles('far head position error', 'farHeadMetres', 'cm', 100, 10),
    ...quantiles('far head angle error', 'farHeadDegrees', '°', 1),
    ...quantiles('far hand position error', 'farHandMetres', 'cm', 100, 10),
    ...quantiles('far hand angle error', 'farHandDegrees', '°', 1),
    figure('poses refused', result.refused, ''),
    ...quantiles('room clock error', 'clockErrorMs', 'ms', 1),
    ...quantiles('lateness of the measuring processes', 'loopLateMs', 'ms', 1),
  ];
}

/** Two processes may cost each person so much more than one: what both share is to be next to nothing. */
const SHARING = 1.15;

/**
 * What two processes hold, beside one with half their people: twice these, where every goal that one process meets is met for
 * all of them. Without a run of one to compare with, every goal counts.
 */
export function twoProcessesFigures(two: TwoProcessesResult, one: CaseResult | undefined): Figure[] {
  const figures = figuresOf(two, 2);
  const whatOf = ({ figure }: Figure) => figure.split(': ')[1];
  const missedByOne = new Set(one ? figuresOf(one).filter(isMissed).map(whatOf) : []);
  const holds = figures.every((figure) => !isMissed(figure) || missedByOne.has(whatOf(figure)));
  const name = `two processes over Redis, ${two.scenario}`;
  const ratio = one && two.cpuMsPerAvatarSecond / one.cpuMsPerAvatarSecond;
  return [
    ...figures,
    {
      figure: `${name}: people held as well as one process holds ${two.count}`,
      value: holds ? 2 * two.count : two.count,
      unit: '',
      goal: { atLeast: 2 * two.count },
    },
    { figure: `${name}: asked of Redis`, value: two.redisCommandsPerSecond, unit: 'commands/s' },
    ...(ratio === undefined
      ? []
      : [
          {
            figure: `${name}: server CPU per avatar, to that of one`,
            value: ratio,
            unit: '×',
            goal: { atMost: SHARING },
          },
        ]),
  ];
}

function nearRate(figure: Figure, hasGoal: boolean): Figure {
  return hasGoal ? { ...figure, goal: { atLeast: 20 } } : figure;
}

/** How a cost of everybody together grows with the people, as a power: 1 is linear, 2 quadratic. */
export function growthOf(results: readonly CaseResult[], cost: (result: CaseResult) => number): number {
  const few = results.reduce((a, b) => (a.count < b.count ? a : b));
  const many = results.reduce((a, b) => (a.count > b.count ? a : b));
  return Math.log(cost(many) / cost(few)) / Math.log(many.count / few.count);
}
export const serverCpu = ({ cpuMsPerAvatarSecond, count }: CaseResult): number => cpuMsPerAvatarSecond * count;
export const sentBytes = ({ bytesPerAvatarSecond, count }: CaseResult): number =>
  bytesPerAvatarSecond * count * (count - 1);

import { type Figure, median } from './bench-report.ts';
import type { Paid } from './gateway-customer.ts';
import type { GatewayRun, Part } from './gateway-run.ts';

const GOALS = { rate: { atLeast: 0.7 }, p99: { atMost: 1.3 } };
const PARTS: readonly Part[] = ['branch', 'bank', 'postgres', 'client'];
const SIDES = ['direct', 'gateway'] as const;

/** Of one number of payments at a time; the runs of both sides in the order in which they took turns. */
export type SidesRuns = Readonly<Record<(typeof SIDES)[number], readonly GatewayRun[]>>;

/** Both goals first, and then what explains them. Rates: the median of the rounds; waits: of all payments of all rounds together. */
export function gatewayFigures(concurrency: number, runs: SidesRuns): Figure[] {
  const at = `${concurrency} at a time`;
  const rateOf = ({ perSecond }: GatewayRun) => perSecond;
  const ratio = median(runs.gateway.map((run, round) => run.perSecond / (runs.direct[round]?.perSecond ?? Number.NaN)));
  const p99 = (side: (typeof SIDES)[number]) =>
    percentile(
      allPaid(runs[side]).map(({ totalMs }) => totalMs),
      0.99,
    );
  return [
    { figure: `payments gateway / direct, ${at}`, value: ratio, unit: '', goal: GOALS.rate },
    { figure: `p99 gateway / direct, ${at}`, value: p99('gateway') / p99('direct'), unit: '', goal: GOALS.p99 },
    ...SIDES.flatMap((side) => [
      { figure: `${side}, ${at}`, value: median(runs[side].map(rateOf)), unit: 'payments/s' },
      { figure: '  payments counted', value: allPaid(runs[side]).length, unit: '' },
      { figure: '  whole payment, p50', value: middle(runs[side], 'totalMs'), unit: 'ms' },
      { figure: '  whole payment, p99', value: p99(side), unit: 'ms' },
      { figure: '  of it the customer at the bank, p50', value: middle(runs[side], 'approvalMs'), unit: 'ms' },
      { figure: '  of it until the answer is polled, p50', value: middle(runs[side], 'unheardMs'), unit: 'ms' },
      { figure: '  all else, p50', value: median(allPaid(runs[side]).map(elseMs)), unit: 'ms' },
      ...PARTS.map((part) => ({
        figure: `  ${part} CPU`,
        value: median(runs[side].map(({ cpuMs }) => cpuMs[part])),
        unit: 'ms/payment',
      })),
      ...PARTS.map((part) => ({
        figure: `  ${part} memory`,
        value: median(runs[side].map(({ memoryMib }) => memoryMib[part])),
        unit: 'MiB',
      })),
      { figure: '  load of the machine', value: median(runs[side].map(({ load }) => load)), unit: '' },
    ]),
  ];
}

/** The least value that this share of all values does not exceed. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)] ?? Number.NaN;
}

function allPaid(runs: readonly GatewayRun[]): Paid[] {
  return runs.flatMap(({ paid }) => paid);
}

/** What the branch and the bank take, without the customer and the wire's clock. */
function elseMs({ totalMs, approvalMs, unheardMs }: Paid): number {
  return totalMs - approvalMs - unheardMs;
}

function middle(runs: readonly GatewayRun[], what: keyof Paid): number {
  return median(allPaid(runs).map((paid) => paid[what]));
}

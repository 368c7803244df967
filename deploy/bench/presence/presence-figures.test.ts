import { expect, test } from 'vitest';
import { METERS, type Meter } from './bench-case.ts';
import { Histogram } from './histogram.ts';
import { twoProcessesFigures } from './presence-figures.ts';
import type { CaseResult } from './run-case.ts';

/** Everything at its goal or better, but for what a test changes. */
function result(change: Partial<CaseResult> = {}): CaseResult {
  return {
    protocol: 'atrium',
    scenario: 'near',
    count: 50,
    seed: 1,
    seconds: 1,
    bytesPerAvatarSecond: 200,
    worstViewerBytesPerSecond: 10_000,
    cpuMsPerAvatarSecond: 0.9,
    serverCore: 0.05,
    rssMib: 100,
    heapMib: 20,
    nearPosesPerSecond: 20,
    sentPerAvatarSecond: 20,
    refused: 0,
    unread: 0,
    lost: 0,
    meters: Object.fromEntries(METERS.map((meter) => [meter, new Histogram()])) as Record<Meter, Histogram>,
    ...change,
  };
}
function held(two: Partial<CaseResult>, one?: Partial<CaseResult>) {
  const figures = twoProcessesFigures({ ...result(two), redisCommandsPerSecond: 1 }, one && result(one));
  return figures.find(({ figure }) => figure.includes('people held'))?.value;
}

test('two processes hold twice the people only where they miss no goal that one process meets', () => {
  expect(held({}, {})).toBe(100);
  expect(held({ bytesPerAvatarSecond: 251 }, {})).toBe(50);
  expect(held({ nearPosesPerSecond: 19 }, {})).toBe(50);
  // What one process misses is not the second one's doing.
  expect(held({ cpuMsPerAvatarSecond: 1.1 }, { cpuMsPerAvatarSecond: 1.1 })).toBe(100);
  expect(held({ cpuMsPerAvatarSecond: 1.1 })).toBe(50);
});

import { expect, test } from 'vitest';
import { runCase } from './run-case.ts';
import { runTwoProcesses } from './run-two-processes.ts';

/** The short form of `npm run bench:presence`: counts and bytes alone, for a busy machine says nothing of time. */
const options = { warmUpSeconds: 2, seconds: 3, fleets: 1 };
const SEED = 1;

test('twenty near each other are sent whole poses of everyone at no more bytes than are promised, and none is refused', async () => {
  const result = await runCase({ protocol: 'atrium', scenario: 'near', count: 20, seed: SEED }, options);
  expect(result).toMatchObject({ refused: 0, unread: 0, lost: 0 });
  expect(result.sentPerAvatarSecond).toBeGreaterThan(5);
  expect(result.nearPosesPerSecond).toBeGreaterThan(5);
  // A pose is about 11 bytes where the server keeps its time (docs/bench-presence.md), and more where it stumbles; whole it is 43.
  expect(result.bytesPerAvatarSecond / result.nearPosesPerSecond).toBeLessThan(18);
  // What is shown is what was there.
  expect(result.meters.nearHeadMetres.quantile(0.5)).toBeLessThan(0.01);
  expect(result.meters.nearHandMetres.quantile(0.5)).toBeLessThan(0.01);
}, 60_000);

test('two processes hold a hall each, with as many bytes for each of its people, and no pose goes over Redis', async () => {
  const bench = { protocol: 'atrium', scenario: 'near', count: 10, seed: SEED } as const;
  const result = await runTwoProcesses(bench, options);
  expect(result).toMatchObject({ refused: 0, unread: 0, lost: 0 });
  expect(result?.nearPosesPerSecond).toBeGreaterThan(5);
  // Twenty people send four hundred poses a second; what is asked of Redis is asked now and then.
  expect(result?.sentPerAvatarSecond).toBeGreaterThan(5);
  expect(result?.redisCommandsPerSecond).toBeLessThan(20);
}, 60_000);

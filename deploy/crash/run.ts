import { randomInt } from 'node:crypto';
import { rmSync } from 'node:fs';
import { startTestPostgres } from '../postgres.ts';
import { type CrashTally, playCrashTest } from './crash-test.ts';
import type { PointCount } from './kill-plan.ts';

const VARIANTS = ['', 'fresh-keys'];
const say = (text: string) => process.stdout.write(`${text}\n`);

/** `npm run test:crash`: see docs/crash-test.md. The last line says what came of it; the exit code, whether that is as it should be. */
async function main(): Promise<void> {
  const { CRASH_SEED, CRASH_ROUNDS, CRASH_VARIANT = '' } = process.env;
  const seed = Number(CRASH_SEED || randomInt(2 ** 32));
  const rounds = Number(CRASH_ROUNDS || 500);
  if (!Number.isInteger(seed) || !Number.isInteger(rounds) || rounds < 1)
    throw new Error('CRASH_SEED and CRASH_ROUNDS are whole numbers');
  if (!VARIANTS.includes(CRASH_VARIANT)) throw new Error('CRASH_VARIANT is fresh-keys, or nothing');
  const freshKeys = CRASH_VARIANT === 'fresh-keys';
  say(`CRASH_SEED=${seed} CRASH_ROUNDS=${rounds}${freshKeys ? ' CRASH_VARIANT=fresh-keys' : ''}`);

  const postgres = await startTestPostgres();
  if (!postgres) throw new Error('the crash test needs PostgreSQL (Debian: apt-get install postgresql)');
  for (const signal of ['SIGINT', 'SIGTERM'] as const)
    process.once(signal, () => void postgres.stop().then(() => process.exit(1)));
  const began = performance.now();
  const { tally, points, folders } = await playCrashTest(
    { seed, rounds, freshKeys, adminUrl: postgres.url },
    (soFar) => {
      if (soFar.rounds % 10 === 0) say(progressOf(soFar, began));
    },
  ).finally(() => postgres.stop());
  const passed = freshKeys ? tally.doubled > 0 : isSound(tally, points);
  // The wrong variant dies at two points alone.
  if (!freshKeys) reportPoints(points);
  reportTally(tally);
  for (const folder of folders) {
    if (passed) rmSync(folder, { recursive: true, force: true });
    else say(`logs: ${folder}`);
  }
  say(`rounds ${tally.rounds}, payments ${tally.payments}, lost ${tally.lost}, doubled ${tally.doubled}`);
  process.exit(passed ? 0 : 1);
}

function progressOf({ rounds, kills, randomKills, lost, doubled }: CrashTally, since: number): string {
  const seconds = ((performance.now() - since) / 1000).toFixed(0);
  return `round ${rounds}: ${kills + randomKills} kills, lost ${lost}, doubled ${doubled}, ${seconds} s`;
}

function isSound({ complaints, lost, doubled, ends }: CrashTally, points: readonly PointCount[]): boolean {
  return (
    complaints.length === 0 &&
    lost === 0 &&
    doubled === 0 &&
    (ends.booked ?? 0) > 0 &&
    points.every(({ kills }) => kills > 0)
  );
}

function reportPoints(points: readonly PointCount[]): void {
  say('\nkills  passes  point');
  for (const { server, point, kills, passes } of points)
    say(`${String(kills).padStart(5)}  ${String(passes).padStart(6)}  ${server}: ${point}`);
  const never = points.filter(({ kills }) => kills === 0).length;
  say(`\n${points.length} kill points, ${never} of them without a kill`);
}

function reportTally(tally: CrashTally): void {
  say(`${tally.kills} kills at points, ${tally.randomKills} at a random time, ${tally.drops} answers dropped`);
  say(
    `ends: ${Object.entries(tally.ends)
      .map(([state, count]) => `${state} ${count}`)
      .join(', ')}`,
  );
  for (const complaint of tally.complaints.slice(0, 40)) say(`WRONG  ${complaint}`);
}

main().catch((error: Error) => {
  process.stderr.write(`${error.stack}\n`);
  process.exit(1);
});

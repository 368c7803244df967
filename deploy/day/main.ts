import { mkdirSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { openDatabase } from '../../server/lib/db.ts';
import { startTestPostgres } from '../postgres.ts';
import type { DayFigures } from './day-checks.ts';
import { tellDays } from './day-story.ts';

/** `npm run day`: days in a branch, in simulated time on a real PostgreSQL. Prints figures beside goals; fails where one is missed. */
const { values } = parseArgs({
  options: {
    seed: { type: 'string', default: '1' },
    days: { type: 'string', default: '3' },
    customers: { type: 'string', default: '500' },
    consultants: { type: 'string', default: '12' },
  },
});

interface Goal {
  readonly what: string;
  readonly goal: string;
  readonly is: string;
  readonly met: boolean;
}

const percent = (share: number) => `${(share * 100).toFixed(1)} %`;

function goalsOf(figures: DayFigures, surprises: readonly string[]): Goal[] {
  const { lost, coverage, coverageOf, trails, trailsWrong, overlaps } = figures;
  return [
    { what: 'customers lost', goal: '0', is: String(lost), met: lost === 0 },
    {
      what: '80 % intervals that held the wait',
      goal: '70 to 90 %',
      is: `${percent(coverage)} of ${coverageOf}`,
      met: coverage >= 0.7 && coverage <= 0.9,
    },
    { what: 'trails that do not replay', goal: '0', is: `${trailsWrong} of ${trails}`, met: trailsWrong === 0 },
    { what: 'two at one desk', goal: '0', is: String(overlaps), met: overlaps === 0 },
    { what: 'surprises', goal: '0', is: String(surprises.length), met: surprises.length === 0 },
  ];
}

async function main(): Promise<void> {
  const postgres = await startTestPostgres();
  if (!postgres) throw new Error('No PostgreSQL to be had (Debian: apt-get install postgresql).');
  const database = await openDatabase({ kind: 'postgres', url: postgres.url });
  const began = performance.now();
  const options = {
    seed: Number(values.seed),
    days: Number(values.days),
    customers: Number(values.customers),
    consultants: Number(values.consultants),
    openMinutes: 540,
  };
  const { figures, result } = await tellDays(database, {
    ...options,
    onDay: (day, { served, coverage, medianWaitMinutes }) =>
      process.stdout.write(
        `day ${day + 1}: ${served} served, median wait ${medianWaitMinutes.toFixed(1)} min, ${percent(coverage)} within what was told\n`,
      ),
  });
  const seconds = (performance.now() - began) / 1000;
  await database.destroy();
  await postgres.stop();
  const goals = goalsOf(figures, result.surprises);
  for (const { what, goal, is, met } of goals)
    process.stdout.write(`${met ? 'met   ' : 'MISSED'}  ${what.padEnd(36)} goal ${goal.padEnd(12)} is ${is}\n`);
  process.stdout.write(`${JSON.stringify({ ...figures, ...result.counts })}\n${seconds.toFixed(1)} s\n`);
  for (const surprise of result.surprises.slice(0, 20)) process.stdout.write(`  ${surprise}\n`);
  mkdirSync('artifacts', { recursive: true });
  const report = { options, seconds, goals, figures, counts: result.counts, surprises: result.surprises };
  writeFileSync('artifacts/bench-day.json', `${JSON.stringify(report, null, 2)}\n`);
  process.exitCode = goals.every(({ met }) => met) ? 0 : 1;
}

await main();

import { parseArgs } from 'node:util';
import { openDatabase } from '../../server/lib/db.ts';
import { type Figure, reportFigures } from '../bench/bench-report.ts';
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

const percent = (share: number) => `${(share * 100).toFixed(1)} %`;
const none = { atMost: 0 };

function figuresOf(day: DayFigures, surprises: number): Figure[] {
  const count = (figure: string, value: number) => ({ figure, value, unit: '' });
  const minutes = (figure: string, value: number) => ({ figure, value, unit: 'min' });
  return [
    count('customers', day.customers),
    { ...count('customers lost', day.lost), goal: none },
    {
      figure: 'waits within the 80 % interval told',
      value: day.coverage * 100,
      unit: '%',
      goal: { between: [70, 90] },
    },
    count('waits told', day.coverageOf),
    count('trails', day.trails),
    { ...count('trails that do not replay to the tables', day.trailsWrong), goal: none },
    { ...count('two at one desk at one moment', day.overlaps), goal: none },
    { ...count('surprises', surprises), goal: none },
    count('served', day.served),
    count('gave up', day.gaveUp),
    count('never came', day.noShows),
    count('turned away', day.turnedAway),
    minutes('middle wait', day.medianWaitMinutes),
    minutes('longest wait', day.longestWaitMinutes),
    minutes('middle width of what was told', day.medianWidthMinutes),
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
  const areMet = reportFigures('bench-day', [
    ...figuresOf(figures, result.surprises.length),
    { figure: 'took', value: seconds, unit: 's' },
  ]);
  process.stdout.write(`${JSON.stringify(result.counts)}\n`);
  for (const surprise of result.surprises.slice(0, 20)) process.stdout.write(`  ${surprise}\n`);
  process.exitCode = areMet ? 0 : 1;
}

await main();

import { availableParallelism, loadavg } from 'node:os';
import { startTestPostgres } from '../postgres.ts';
import { type Figure, reportFigures } from './bench-report.ts';
import { benchGateway } from './gateway-bench.ts';
import { benchLedger } from './ledger-bench.ts';

/** `npm run bench:payments`: both sides of each comparison in one run, on one PostgreSQL. */

const number = (name: string, otherwise: number) => Number(process.env[name] ?? otherwise);

/** Each part measures on the server of the URL and answers its figures. */
const PARTS: readonly ((postgresUrl: string) => Promise<Figure[]>)[] = [
  (url) =>
    benchLedger(url, {
      scale: number('BENCH_SCALE', 100),
      rounds: number('BENCH_ROUNDS', 7),
      seconds: number('BENCH_SECONDS', 5),
    }),
  (url) =>
    benchGateway(url, {
      rounds: number('BENCH_GATEWAY_ROUNDS', 5),
      seconds: number('BENCH_GATEWAY_SECONDS', 15),
    }),
];

async function main(): Promise<boolean> {
  const postgres = await startTestPostgres();
  if (!postgres) throw new Error('no PostgreSQL to be had (Debian: apt-get install postgresql)');
  try {
    process.stdout.write(`${availableParallelism()} cores, load ${loadavg()[0]?.toFixed(1)}\n`);
    const figures: Figure[] = [];
    for (const part of PARTS) figures.push(...(await part(postgres.url)));
    return reportFigures('bench-payments', figures);
  } finally {
    await postgres.stop();
  }
}

process.exitCode = (await main()) ? 0 : 1;

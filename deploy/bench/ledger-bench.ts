import pg from 'pg';
import { type Figure, median } from './bench-report.ts';
import { fillLedger, openLedgerClient, proveBooks } from './ledger-client.ts';
import { measureRun, type Ran, type Run } from './measure-run.ts';
import { fillPgbench, startPgbench } from './pgbench.ts';
import { parentOf } from './process-usage.ts';

export interface LedgerBenchOptions {
  /** pgbench's: 100,000 accounts each, in its tables and in ours. */
  readonly scale: number;
  readonly rounds: number;
  /** Of each run. */
  readonly seconds: number;
}

const ACCOUNTS_A_SCALE = 100_000;
const HOT_ACCOUNTS = 100;
const CLIENTS = [1, 16];
const GOAL = { atLeast: 0.8 };
const DATABASES = { pgbench: 'atrium_bench_pgbench', ledger: 'atrium_bench_ledger' };

/**
 * The ledger's transfers beside pgbench's TPC-B-like script, on the same server, in turns: every round runs each of them
 * once, and a ratio is the median of the rounds' own ratios. Both commit each transaction, and wait for it
 * (`synchronous_commit=on`).
 */
export async function benchLedger(url: string, options: LedgerBenchOptions): Promise<Figure[]> {
  const admin = new pg.Client({ connectionString: url });
  await admin.connect();
  try {
    const serverPid = parentOf((await admin.query('select pg_backend_pid() as pid')).rows[0].pid);
    const { rows } = await admin.query('show synchronous_commit');
    if (rows[0].synchronous_commit !== 'on') throw new Error('synchronous_commit is off: that is another benchmark');
    for (const name of Object.values(DATABASES)) {
      await admin.query(`drop database if exists ${name}`);
      await admin.query(`create database ${name}`);
    }
    const urls = { pgbench: databaseOf(url, DATABASES.pgbench), ledger: databaseOf(url, DATABASES.ledger) };
    process.stdout.write(`filling: ${options.scale * ACCOUNTS_A_SCALE} accounts each\n`);
    fillPgbench(urls.pgbench, options.scale);
    await fillLedger(urls.ledger, options.scale * ACCOUNTS_A_SCALE);
    return await measure(urls, serverPid, options);
  } finally {
    for (const name of Object.values(DATABASES)) await admin.query(`drop database if exists ${name} with (force)`);
    await admin.end();
  }
}

async function measure(urls: Urls, serverPid: number, options: LedgerBenchOptions): Promise<Figure[]> {
  const figures: Figure[] = [];
  let transfers = 0;
  for (const clients of CLIENTS) {
    const runs = { pgbench: [] as Run[], uniform: [] as Run[], hot: [] as Run[] };
    for (let round = 1; round <= options.rounds; round++) {
      const ledgerRun = async (among: number) => {
        const client = await openLedgerClient(urls.ledger, clients);
        const run = async (): Promise<Ran> => {
          const ran = await client.run(options.seconds, among);
          transfers += ran.transactions;
          return ran;
        };
        const measured = await measureRun(serverPid, options.seconds, () => ({ pid: process.pid, done: run() }));
        await client.close();
        return measured;
      };
      const start = () => startPgbench(urls.pgbench, clients, options.seconds);
      runs.pgbench.push(await measureRun(serverPid, options.seconds, start));
      runs.uniform.push(await ledgerRun(options.scale * ACCOUNTS_A_SCALE));
      runs.hot.push(await ledgerRun(HOT_ACCOUNTS));
      process.stdout.write(
        `${clients} clients, round ${round}: ${Object.entries(runs)
          .map(([name, all]) => `${name} ${all.at(-1)?.perSecond.toFixed(0)}/s`)
          .join(', ')}\n`,
      );
    }
    figures.push(...figuresOf(clients, runs));
  }
  await proveBooks(urls.ledger, transfers);
  return figures;
}

type Urls = { readonly pgbench: string; readonly ledger: string };
type Runs = { readonly pgbench: readonly Run[]; readonly uniform: readonly Run[]; readonly hot: readonly Run[] };

function figuresOf(clients: number, runs: Runs): Figure[] {
  const names = {
    pgbench: 'pgbench TPC-B-like',
    uniform: 'ledger, all accounts',
    hot: `ledger, ${HOT_ACCOUNTS} hot accounts`,
  };
  const at = `${clients} client${clients === 1 ? '' : 's'}`;
  const middle = (of: readonly Run[], key: keyof Run) => median(of.map((run) => run[key]));
  const ratio = (of: readonly Run[]) =>
    median(of.map((run, round) => run.perSecond / (runs.pgbench[round]?.perSecond ?? Number.NaN)));
  return [
    ...(['uniform', 'hot'] as const).map((kind) => ({
      figure: `${names[kind]} / pgbench, ${at}`,
      value: ratio(runs[kind]),
      unit: '',
      goal: GOAL,
    })),
    ...(['pgbench', 'uniform', 'hot'] as const).flatMap((kind) => [
      { figure: `${names[kind]}, ${at}`, value: middle(runs[kind], 'perSecond'), unit: 'tx/s' },
      { figure: '  server CPU', value: middle(runs[kind], 'serverCpuUs'), unit: 'µs/tx' },
      { figure: '  client CPU', value: middle(runs[kind], 'clientCpuUs'), unit: 'µs/tx' },
      { figure: '  server memory', value: middle(runs[kind], 'serverMib'), unit: 'MiB' },
      { figure: '  client memory', value: middle(runs[kind], 'clientMib'), unit: 'MiB' },
    ]),
  ];
}

function databaseOf(url: string, name: string): string {
  const own = new URL(url);
  own.pathname = `/${name}`;
  return own.href;
}

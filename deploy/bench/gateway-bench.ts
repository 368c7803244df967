import pg from 'pg';
import type { Figure } from './bench-report.ts';
import { createPayers, type Payer } from './gateway-customer.ts';
import { createDirectClient } from './gateway-direct.ts';
import { gatewayFigures } from './gateway-figures.ts';
import { type GatewayHouse, startGatewayHouse } from './gateway-house.ts';
import { payThroughBranch } from './gateway-payment.ts';
import { type GatewayRun, runPayments } from './gateway-run.ts';
import { parentOf } from './process-usage.ts';

export interface GatewayBenchOptions {
  readonly rounds: number;
  /** Of each run. */
  readonly seconds: number;
}

const CONCURRENCY = [1, 8];
const PAYERS = Math.max(...CONCURRENCY);
/** Until caches are full and code is compiled, on either side. */
const WARM_UP_SECONDS = 5;

/**
 * Full payments through the branch beside the same payments by a client that speaks the bank's API itself: the same bank,
 * database server, customers, phones, amounts and number at a time, in turns.
 */
export async function benchGateway(postgresUrl: string, options: GatewayBenchOptions): Promise<Figure[]> {
  const postgres = await postgresPid(postgresUrl);
  const house = await startGatewayHouse(postgresUrl);
  const payers: Payer[] = [];
  try {
    payers.push(...(await createPayers(house, PAYERS)));
    return await measure(house, payers, postgres, options);
  } finally {
    await Promise.all(payers.map((payer) => payer.leave()));
    await house.stop();
  }
}

async function measure(
  house: GatewayHouse,
  payers: readonly Payer[],
  postgres: number,
  { rounds, seconds }: GatewayBenchOptions,
): Promise<Figure[]> {
  const common = { payers, pids: { ...house.pids, postgres } };
  const sides = { direct: await createDirectClient(house), gateway: payThroughBranch };
  for (const pay of Object.values(sides))
    await runPayments({ ...common, pay, concurrency: PAYERS, seconds: WARM_UP_SECONDS });
  const figures: Figure[] = [];
  for (const concurrency of CONCURRENCY) {
    const runs = { direct: [] as GatewayRun[], gateway: [] as GatewayRun[] };
    for (let round = 1; round <= rounds; round++) {
      for (const side of ['direct', 'gateway'] as const)
        runs[side].push(await runPayments({ ...common, pay: sides[side], concurrency, seconds }));
      const said = Object.entries(runs).map(([side, all]) => `${side} ${all.at(-1)?.perSecond.toFixed(2)}/s`);
      process.stdout.write(`${concurrency} at a time, round ${round}: ${said.join(', ')}\n`);
    }
    figures.push(...gatewayFigures(concurrency, runs));
  }
  return figures;
}

async function postgresPid(url: string): Promise<number> {
  const admin = new pg.Client({ connectionString: url });
  await admin.connect();
  try {
    return parentOf((await admin.query('select pg_backend_pid() as pid')).rows[0].pid);
  } finally {
    await admin.end();
  }
}

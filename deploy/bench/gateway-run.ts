import { loadavg } from 'node:os';
import { nextOrder, type Order, type Paid, type Payer } from './gateway-customer.ts';
import { memoryMib, serverCpuSeconds } from './process-usage.ts';

export type Server = 'branch' | 'bank' | 'postgres';
/** `client`: this process, and with it the customers' browsers and phones. */
export type Part = Server | 'client';

/** Some seconds of payments by one side. */
export interface GatewayRun {
  readonly perSecond: number;
  readonly paid: readonly Paid[];
  /** CPU milliseconds for each payment, by who used them. */
  readonly cpuMs: Readonly<Record<Part, number>>;
  /** At the end of the run. */
  readonly memoryMib: Readonly<Record<Part, number>>;
  readonly load: number;
}

export interface RunOptions {
  /** Each begins their next payment when the last is booked. */
  readonly payers: readonly Payer[];
  readonly concurrency: number;
  readonly seconds: number;
  readonly pay: (order: Order) => Promise<Paid>;
  /** First process of each. */
  readonly pids: Readonly<Record<Server, number>>;
}

/** Pays for about `seconds`: what has begun by then is finished, and counts in its payer's own time. */
export async function runPayments({ payers, concurrency, seconds, pay, pids }: RunOptions): Promise<GatewayRun> {
  const before = cpuSeconds(pids);
  const paid: Paid[] = [];
  let perSecond = 0;
  async function payOn(index: number): Promise<void> {
    const began = performance.now();
    let payments = 0;
    for (; payments === 0 || performance.now() - began < seconds * 1000; payments++)
      paid.push(await pay(nextOrder(payers, index)));
    perSecond += (payments * 1000) / (performance.now() - began);
  }
  await Promise.all(Array.from({ length: concurrency }, (_, index) => payOn(index)));
  const after = cpuSeconds(pids);
  const cpuMs = byPart((part) => ((after[part] - before[part]) * 1000) / paid.length);
  return { perSecond, paid, cpuMs, memoryMib: memory(pids), load: loadavg()[0] ?? Number.NaN };
}

/** The servers are children of this process, whose own figures are therefore read another way. */
function cpuSeconds(pids: RunOptions['pids']): Record<Part, number> {
  const { user, system } = process.cpuUsage();
  return byPart((part) => (part === 'client' ? (user + system) / 1e6 : serverCpuSeconds(pids[part])));
}

function memory(pids: RunOptions['pids']): Record<Part, number> {
  return byPart((part) => (part === 'client' ? process.memoryUsage.rss() / 2 ** 20 : memoryMib(pids[part])));
}

function byPart(read: (part: Part) => number): Record<Part, number> {
  return { branch: read('branch'), bank: read('bank'), postgres: read('postgres'), client: read('client') };
}

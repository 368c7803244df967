import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { findBinaries } from '../postgres.ts';
import type { Ran } from './measure-run.ts';

/** PostgreSQL's own benchmark: its TPC-B-like script, prepared. */

function program(): string {
  const binaries = findBinaries();
  if (!binaries) throw new Error('pgbench is not there: it comes with Debian’s postgresql');
  return join(binaries, 'pgbench');
}

/** Makes pgbench's tables: `scale` × 100,000 accounts. */
export function fillPgbench(url: string, scale: number): void {
  execFileSync(program(), ['-i', '-q', '-s', String(scale), url], { stdio: 'ignore' });
}

/** One thread for each core at most, as its manual advises. */
export function startPgbench(url: string, clients: number, seconds: number): { pid: number; done: Promise<Ran> } {
  const threads = Math.min(clients, availableParallelism());
  const args = ['-M', 'prepared', '-c', String(clients), '-j', String(threads), '-T', String(seconds), url];
  const child = spawn(program(), args, { stdio: ['ignore', 'pipe', 'pipe'] });
  return { pid: child.pid ?? 0, done: finished(child) };
}

async function finished(child: ChildProcess): Promise<Ran> {
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (text) => (output += text));
  await new Promise((closed) => child.once('close', closed));
  const transactions = Number(/actually processed: (\d+)/.exec(output)?.[1]);
  const perSecond = Number(/tps = ([\d.]+) \(without/.exec(output)?.[1]);
  if (!(transactions > 0 && perSecond > 0)) throw new Error(`pgbench failed:\n${output}`);
  return { transactions, perSecond };
}

import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';

/** CPU time and memory from Linux's /proc. A process that is not there, or not ours to look at, counts as nothing. */

const TICKS_A_SECOND = Number(execFileSync('getconf', ['CLK_TCK'], { encoding: 'utf8' }));

interface Usage {
  readonly parent: number;
  readonly ownSeconds: number;
  /** Of children that have ended and were waited for. */
  readonly endedChildrenSeconds: number;
}

function usageOf(pid: number): Usage | null {
  try {
    // The name in parentheses may hold anything; the fields after it are numbers.
    const [, fields = ''] = /\) (.*)$/s.exec(readFileSync(`/proc/${pid}/stat`, 'utf8')) ?? [];
    const [, parent, ...rest] = fields.split(' ').map(Number);
    const seconds = (first: number) => ((rest[first] ?? 0) + (rest[first + 1] ?? 0)) / TICKS_A_SECOND;
    return { parent: parent ?? 0, ownSeconds: seconds(9), endedChildrenSeconds: seconds(11) };
  } catch {
    return null;
  }
}

function childrenOf(pid: number): number[] {
  const all = readdirSync('/proc').map(Number).filter(Number.isInteger);
  return all.filter((one) => usageOf(one)?.parent === pid);
}

/** Seconds of CPU time that a server has used, the connections that have ended included. `pid`: its first process. */
export function serverCpuSeconds(pid: number): number {
  for (;;) {
    const children = childrenOf(pid);
    const own = usageOf(pid);
    const seconds = children.map((child) => usageOf(child)?.ownSeconds ?? 0);
    const sum = seconds.reduce((total, one) => total + one, (own?.ownSeconds ?? 0) + (own?.endedChildrenSeconds ?? 0));
    // One that ended in the meantime would be counted twice, or not at all.
    if (childrenOf(pid).join() === children.join()) return sum;
  }
}

/** Seconds of CPU time of the children of this process that have ended. */
export function endedChildrenCpuSeconds(): number {
  return usageOf(process.pid)?.endedChildrenSeconds ?? 0;
}

/** Memory of a process and its children in MiB; what they share is counted once. */
export function memoryMib(pid: number): number {
  const kib = [pid, ...childrenOf(pid)].map((one) => {
    try {
      return Number(/^Pss:\s+(\d+)/m.exec(readFileSync(`/proc/${one}/smaps_rollup`, 'utf8'))?.[1] ?? 0);
    } catch {
      return 0;
    }
  });
  return kib.reduce((sum, one) => sum + one, 0) / 1024;
}

/** The first process of a server, from one of its connections' process. */
export function parentOf(pid: number): number {
  const usage = usageOf(pid);
  if (!usage) throw new Error('the benchmark reads CPU time from /proc: run it on Linux, beside its PostgreSQL');
  return usage.parent;
}

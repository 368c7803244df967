import { endedChildrenCpuSeconds, memoryMib, serverCpuSeconds } from './process-usage.ts';

/** One run of one client program against the server. */
export interface Run {
  readonly perSecond: number;
  /** Microseconds of CPU time for each transaction. */
  readonly serverCpuUs: number;
  readonly clientCpuUs: number;
  /** In the middle of the run. */
  readonly serverMib: number;
  readonly clientMib: number;
}

export interface Ran {
  readonly transactions: number;
  readonly perSecond: number;
}

/** Runs a client for about `seconds` and reads what it and the server (`serverPid`: its first process) used meanwhile. `start` answers the client's process id at once. */
export async function measureRun(
  serverPid: number,
  seconds: number,
  start: () => { readonly pid: number; readonly done: Promise<Ran> },
): Promise<Run> {
  const cpu = () => ({
    server: serverCpuSeconds(serverPid),
    own: process.cpuUsage(),
    ended: endedChildrenCpuSeconds(),
  });
  const before = cpu();
  const { pid, done } = start();
  const memory = new Promise<{ serverMib: number; clientMib: number }>((read) => {
    setTimeout(() => read({ serverMib: memoryMib(serverPid), clientMib: memoryMib(pid) }), seconds * 500);
  });
  const { transactions, perSecond } = await done;
  const after = cpu();
  const own = process.cpuUsage(before.own);
  const clientSeconds = pid === process.pid ? (own.user + own.system) / 1e6 : after.ended - before.ended;
  return {
    perSecond,
    serverCpuUs: ((after.server - before.server) * 1e6) / transactions,
    clientCpuUs: (clientSeconds * 1e6) / transactions,
    ...(await memory),
  };
}

import { join } from 'node:path';
import { enterBranch } from '../../shared/branch.ts';
import type { Entered } from '../bots/guest.ts';
import { ask, end, type OrderedChild, startOrdered } from '../ordered-child.ts';
import type { ReceivedFrames } from './received-frames.ts';

/** What passes between the process under test and those that test it. */
export interface LiveBranchOpen {
  readonly open: {
    /** Places in the hall, and what they are drawn by; see `fault-hall.ts`. */
    readonly count: number;
    readonly seed: number;
    /** The Origin that sockets must name. */
    readonly origin: string;
    readonly capacity: number;
  };
}

/** What is inside the server at a moment, all rooms together. */
export interface LiveBranchView {
  readonly people: readonly { readonly name: string; readonly slot: number }[];
  readonly clients: number;
  /** Seats that are reserved and not yet taken. */
  readonly reserved: number;
  /** Seats that count against the rooms' capacity, as the matchmaker has them. */
  readonly listed: number;
  readonly links: number;
  readonly sockets: number;
  /** After a collection; buffers included. */
  readonly heapBytes: number;
  readonly rssBytes: number;
  /** What V8 has taken for its heap; the rest of the resident memory is outside of it. */
  readonly heapPagesBytes: number;
  /** Of the client whose link is furthest behind. */
  readonly mostBufferedBytes: number;
  readonly roomZeroTrueMs: number;
  readonly received: ReceivedFrames;
}

export interface LiveBranch {
  readonly url: string;
  readonly pid: number;
  /** Whether the process is there. */
  readonly isAlive: () => boolean;
  view(): Promise<LiveBranchView>;
  /** How many objects there are: functions, arrays and maps are some, what the compiler keeps is none. Stops the process for some 0.2 s. */
  objects(): Promise<number>;
  /** What a quiet one has written to its output, where nobody reads it. */
  readonly logBytes: () => number;
  /** A seat for a person of that name. */
  enter(name: string): Promise<Entered>;
  stop(): Promise<void>;
}

/** Every socket names it, whatever port it comes by. */
export const ORIGIN = 'http://branch.test';

/** Starts the server in a process of its own. */
export async function startLiveBranch(
  count: number,
  seed: number,
  { capacity = 255, isQuiet = false } = {},
): Promise<LiveBranch> {
  const child = startProcess('live-branch.ts', ['--expose-gc', '--disable-warning=ExperimentalWarning'], isQuiet);
  let logBytes = 0;
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (data: Buffer) => (logBytes += data.length));
  const { port } = await ask<{ port: number }>(child, { open: { count, seed, origin: ORIGIN, capacity } });
  const url = `http://127.0.0.1:${port}`;
  return {
    url,
    pid: child.pid as number,
    isAlive: () => child.exitCode === null && child.signalCode === null,
    logBytes: () => logBytes,
    view: () => ask<LiveBranchView>(child, 'view'),
    objects: () => ask<number>(child, 'objects'),
    async enter(name) {
      const response = await fetch(`${url}/enter/${name}`, { method: 'POST' });
      if (!response.ok) throw new Error(`no seat for ${name}: ${response.status}`);
      return enterBranch.answer.parse(await response.json());
    },
    stop: () => end(child),
  };
}

/** One of the processes beside this file. */
export function startProcess(script: string, execArgv: readonly string[], isQuiet = false): OrderedChild {
  return startOrdered(join(import.meta.dirname, script), execArgv, isQuiet);
}

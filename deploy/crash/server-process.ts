import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, existsSync, openSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { bareEnvironment } from '../../server/lib/bare-environment.ts';
import { KILLED, type KillOrder } from '../../server/lib/kill-points.ts';
import { SPARE_ALL } from './kill-plan.ts';

export type ServerName = 'branch' | 'bank';

export interface ServerProcess {
  readonly name: ServerName;
  /** Resolves when the process of now listens. */
  listening(): Promise<void>;
  /** Says where to die; each process started from now on is told the same. */
  order(order: KillOrder): void;
  /** SIGKILL, now. */
  kill(): void;
  /** Reads which points were passed since it was last asked. */
  readPoints(): void;
  /** Ends that nobody ordered: bugs. */
  readonly unexpectedEnds: readonly string[];
  stop(): Promise<void>;
}

export interface ServerProcessOptions {
  readonly name: ServerName;
  readonly script: string;
  /** Of Node itself. */
  readonly nodeOptions?: readonly string[];
  readonly environment: Readonly<Record<string, string>>;
  /** Of its log and of the points it passed. */
  readonly folder: string;
  readonly onPassed: (name: ServerName, point: string) => void;
  readonly onKilled: (name: ServerName, point: string) => void;
  readonly onListening: () => void;
}

const RESTART_PAUSE_MS = 500;

/** A server as its own process, started again whenever it ends, as a supervisor would. */
export function superviseServer(options: ServerProcessOptions): ServerProcess {
  const { name, folder } = options;
  const pointsFile = join(folder, `${name}.points`);
  const unexpectedEnds: string[] = [];
  let child: ChildProcess;
  let order = SPARE_ALL;
  let stopping = false;
  let shot = false;
  /** The process of now has written that it dies at its point; whoever reads that first, it may be before it has ended. */
  let hasFallen = false;
  let read = 0;
  let listening = Promise.withResolvers<void>();

  function start(): void {
    const log = openSync(join(folder, `${name}.log`), 'a');
    child = spawn(process.execPath, [...(options.nodeOptions ?? []), options.script], {
      env: { ...bareEnvironment(), ...options.environment, KILL_POINTS_FILE: pointsFile },
      stdio: ['ignore', log, log, 'ipc'],
    });
    closeSync(log);
    tell();
    child.on('message', (message: { type?: string }) => {
      if (message.type !== 'listening') return;
      listening.resolve();
      options.onListening();
    });
    child.once('exit', (code, signal) => void goOn(code, signal));
  }

  async function goOn(code: number | null, signal: string | null): Promise<void> {
    readPoints();
    const ordered = hasFallen || shot;
    shot = false;
    hasFallen = false;
    listening = Promise.withResolvers<void>();
    if (stopping) return;
    if (!ordered) {
      unexpectedEnds.push(`${name} ended with ${signal ?? code}; see ${join(folder, `${name}.log`)}`);
      await delay(RESTART_PAUSE_MS);
    }
    start();
  }

  function readPoints(): void {
    if (!existsSync(pointsFile)) return;
    const text = readFileSync(pointsFile, 'utf8');
    const lines = text
      .slice(read, text.lastIndexOf('\n') + 1)
      .split('\n')
      .slice(0, -1);
    read = text.lastIndexOf('\n') + 1;
    for (const line of lines) {
      const fell = line.startsWith(KILLED);
      const point = fell ? line.slice(KILLED.length) : line;
      if (fell) options.onKilled(name, point);
      options.onPassed(name, point);
      hasFallen ||= fell;
    }
  }

  // A process that is ending does not hear it; the next one is told when it starts.
  const tell = () => void child.send(order, () => {});

  start();
  return {
    name,
    unexpectedEnds,
    listening: () => listening.promise,
    order(next) {
      order = next;
      if (child.connected) tell();
    },
    kill() {
      shot = true;
      child.kill('SIGKILL');
    },
    readPoints,
    async stop() {
      stopping = true;
      if (child.exitCode !== null || child.signalCode !== null) return;
      const ended = new Promise((done) => child.once('exit', done));
      child.kill('SIGKILL');
      await ended;
    },
  };
}

import { type ChildProcess, spawn } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

/** The whole house as a process of its own, for what looks at it from outside: browser tests and measurements. */
export interface Atrium {
  readonly branchUrl: string;
  readonly bankUrl: string;
  readonly operatorToken: string;
  /** Where it keeps everything; a second start with it and the same ports goes on where this one was. */
  readonly place: Place;
  stop(): Promise<void>;
  /** SIGKILL to every process at once: nothing is flushed, nobody says goodbye. */
  kill(): Promise<void>;
}

export interface Place {
  readonly dataFolder: string;
  readonly branchPort: number;
  readonly bankPort: number;
}

/** A folder of its own with ports that are free: empty, or a copy of `PREPARED_DATA_DIR`, which spares the first start its seeding. */
export async function makePlace(): Promise<Place> {
  const [branchPort, bankPort] = [await freePort(), await freePort()];
  const dataFolder = mkdtempSync(join(tmpdir(), 'atrium-'));
  const { PREPARED_DATA_DIR } = process.env;
  if (PREPARED_DATA_DIR) cpSync(PREPARED_DATA_DIR, dataFolder, { recursive: true });
  return { dataFolder, branchPort, bankPort };
}

export function removePlace({ dataFolder }: Place): void {
  rmSync(dataFolder, { recursive: true, force: true });
}

/** Starts the real thing by the real launcher, and waits until it says that it is open. */
export async function startAtrium(place: Place, settings: Readonly<Record<string, string>> = {}): Promise<Atrium> {
  const branchUrl = `http://localhost:${place.branchPort}`;
  const bankUrl = `http://bank.localhost:${place.bankPort}`;
  const operatorToken = 'operator-of-the-test';
  const child = spawn(process.execPath, ['deploy/start.ts'], {
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      ...process.env,
      NODE_ENV: '',
      PUBLIC_URL: branchUrl,
      BANK_PUBLIC_URL: bankUrl,
      DATA_DIR: place.dataFolder,
      SANDBOX_OPERATOR_TOKEN: operatorToken,
      ATRIUM_SKIP_BUILD: '1',
      ATRIUM_READY_LINE: '1',
      // Most tests never ask the AI, and its seconds of a core would be theirs.
      LEARN_AT_START: 'false',
      ...settings,
    },
  });
  await readyLine(child);
  const ended = new Promise<void>((done) => child.once('exit', () => done()));
  return {
    branchUrl,
    bankUrl,
    operatorToken,
    place,
    async stop() {
      child.kill('SIGTERM');
      await ended;
    },
    async kill() {
      process.kill(-(child.pid as number), 'SIGKILL');
      await ended;
    },
  };
}

function readyLine(child: ChildProcess): Promise<void> {
  return new Promise((ready, reject) => {
    const said: string[] = [];
    const hear = (line: string) => {
      said.push(line);
      if (line.startsWith('READY ')) ready();
    };
    createInterface({ input: child.stdout as NodeJS.ReadableStream }).on('line', hear);
    createInterface({ input: child.stderr as NodeJS.ReadableStream }).on('line', hear);
    child.once('exit', (code) => reject(new Error(`the launcher ended with ${code}:\n${said.join('\n')}`)));
  });
}

function freePort(): Promise<number> {
  return new Promise((found) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => found(port));
    });
  });
}

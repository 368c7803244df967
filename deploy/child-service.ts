import { type ChildProcess, spawn } from 'node:child_process';
import { createWriteStream, mkdirSync } from 'node:fs';
import { join } from 'node:path';

export interface ChildService {
  /** Resolves once it listens; rejects with its own last words where it ends before. */
  readonly ready: Promise<void>;
  /** Resolves when it has ended, with what it said last on standard error. */
  readonly ended: Promise<string>;
  stop(): Promise<void>;
}

export interface ChildOptions {
  readonly name: string;
  readonly script: string;
  readonly environment: Readonly<Record<string, string>>;
  readonly logFolder: string;
  readonly onProgress: (text: string) => void;
}

const STOP_PATIENCE_MS = 5000;

/**
 * Runs a server as a child that ends with us: it watches the IPC channel, which the system closes however we go, SIGKILL
 * included. Its log goes to a file; what it says on standard error is kept for the moment it fails.
 */
export function startChildService({ name, script, environment, logFolder, onProgress }: ChildOptions): ChildService {
  mkdirSync(logFolder, { recursive: true });
  const child: ChildProcess = spawn(process.execPath, [script], {
    env: { ...process.env, ...environment },
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  const log = createWriteStream(join(logFolder, `${name}.log`), { flags: 'a' });
  child.stdout?.pipe(log);
  let lastWords = '';
  child.stderr?.on('data', (chunk: Buffer) => {
    log.write(chunk);
    lastWords = `${lastWords}${chunk}`.slice(-2000);
  });

  const ended = new Promise<string>((resolve) => {
    child.once('exit', (code, signal) =>
      resolve(lastWords.trim().split('\n').at(-1) || `${name} ended with ${signal ?? code}`),
    );
  });
  const ready = new Promise<void>((resolve, reject) => {
    child.on('message', (message: { type?: string; text?: string }) => {
      if (message.type === 'progress') onProgress(String(message.text));
      if (message.type === 'listening') resolve();
    });
    void ended.then((words) => reject(new Error(words)));
  });
  ready.catch(() => {});

  return {
    ready,
    ended,
    async stop() {
      // At once: to a SIGTERM the branch would wait for its consultations.
      child.kill('SIGINT');
      const patience = setTimeout(() => child.kill('SIGKILL'), STOP_PATIENCE_MS);
      await ended;
      clearTimeout(patience);
    },
  };
}

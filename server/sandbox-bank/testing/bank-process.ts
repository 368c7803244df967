import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { bareEnvironment } from '../../lib/bare-environment.ts';

export interface BankProcess {
  readonly child: ChildProcess;
  /** What it reported while it started. */
  readonly progress: readonly string[];
  /** Resolves when it listens; rejects with what it said where it ends before. */
  readonly ready: Promise<void>;
  readonly ended: Promise<{ readonly code: number | null; readonly stderr: string }>;
}

/** The bank as `npm start` runs it: its own process, with the settings in its environment alone. */
export function spawnBank(environment: Readonly<Record<string, string>>): BankProcess {
  const child = spawn(process.execPath, [join(import.meta.dirname, '../main.ts')], {
    env: { ...bareEnvironment(), LOG_LEVEL: 'silent', ...environment },
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  });
  let stderr = '';
  child.stderr?.on('data', (chunk) => {
    stderr += chunk;
  });
  const progress: string[] = [];
  // Not 'close': it never comes once the IPC channel was closed from this side.
  const ended = Promise.all([once(child, 'exit'), once(child.stderr as Readable, 'close')]).then(([[code]]) => ({
    code: code as number | null,
    stderr,
  }));
  const ready = new Promise<void>((resolve, reject) => {
    child.on('message', (message: { type: string; text?: string }) => {
      if (message.type === 'progress') progress.push(message.text ?? '');
      if (message.type === 'listening') resolve();
    });
    void ended.then(({ code }) => reject(new Error(`the bank ended with ${code}: ${stderr}`)));
  });
  ready.catch(() => {});
  return { child, progress, ready, ended };
}

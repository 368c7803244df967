import { spawn, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createConnection } from 'node:net';
import { freePort } from './postgres.ts';

export interface TestRedis {
  readonly url: string;
  readonly port: number;
  stop(): Promise<void>;
}

const isRoot = process.getuid?.() === 0;

function findBinary(): string | null {
  const folders = ['/usr/bin', ...(process.env.PATH ?? '').split(':')];
  return folders.map((folder) => `${folder}/redis-server`).find((file) => existsSync(file)) ?? null;
}

function installOnDebian(): void {
  if (!isRoot || !existsSync('/usr/bin/apt-get')) return;
  process.stdout.write('Installing Debian’s redis-server …\n');
  const run = (...args: string[]) => spawnSync('apt-get', args, { stdio: ['ignore', 'ignore', 'inherit'] });
  run('update', '-qq');
  run('install', '-y', '-qq', '--no-install-recommends', 'redis-server');
}

/** Starts a private Redis that keeps nothing, on `port` or a free one of the loopback. Answers null where there is none to be had. */
export async function startTestRedis(port?: number): Promise<TestRedis | null> {
  if (!findBinary()) installOnDebian();
  const binary = findBinary();
  if (!binary) return null;
  const ownPort = port ?? (await freePort());
  const args = ['--port', String(ownPort), '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no'];
  const server = spawn(binary, args, { stdio: 'ignore' });
  const ended = new Promise<void>((resolve) => server.once('exit', () => resolve()));
  await untilReady(ownPort);
  return {
    url: `redis://127.0.0.1:${ownPort}`,
    port: ownPort,
    stop() {
      server.kill('SIGKILL');
      return ended;
    },
  };
}

async function untilReady(port: number): Promise<void> {
  for (let attempt = 0; attempt < 100; attempt++) {
    const isOpen = await new Promise<boolean>((resolve) => {
      const socket = createConnection(port, '127.0.0.1', () => resolve(true)).once('error', () => resolve(false));
      socket.once('connect', () => socket.end());
    });
    if (isOpen) return;
    await new Promise((resume) => setTimeout(resume, 50));
  }
  throw new Error('the test Redis does not come up');
}

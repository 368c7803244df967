import { spawn, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createConnection } from 'node:net';
import { freePort } from './postgres.ts';

export interface TestRedis {
  readonly url: string;
  readonly port: number;
  /** Of all clients together, since it was started. */
  countCommands(): Promise<number>;
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

/** Answers whether there is a Redis to start, installing Debian's where that is possible. */
export function ensureRedis(): boolean {
  if (!findBinary()) installOnDebian();
  return findBinary() !== null;
}

/** Starts a private Redis that keeps nothing, on `port` or a free one of the loopback. Answers null where there is none to be had. */
export async function startTestRedis(port?: number): Promise<TestRedis | null> {
  const binary = ensureRedis() ? findBinary() : null;
  if (!binary) return null;
  const ownPort = port ?? (await freePort());
  const args = ['--port', String(ownPort), '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no'];
  const server = spawn(binary, args, { stdio: 'ignore' });
  const ended = new Promise<void>((resolve) => server.once('exit', () => resolve()));
  await untilReady(ownPort);
  return {
    url: `redis://127.0.0.1:${ownPort}`,
    port: ownPort,
    countCommands: () => countCommands(ownPort),
    stop() {
      server.kill('SIGKILL');
      return ended;
    },
  };
}

function countCommands(port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    let text = '';
    const socket = createConnection(port, '127.0.0.1', () => socket.write('INFO stats\r\nQUIT\r\n'));
    socket.on('data', (chunk) => {
      text += chunk;
    });
    socket.once('error', reject);
    socket.once('close', () => resolve(Number(/total_commands_processed:(\d+)/.exec(text)?.[1])));
  });
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

import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { chownSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export interface TestPostgres {
  /** Connects as its administrator; tests make databases of their own with it. */
  readonly url: string;
  stop(): Promise<void>;
}

const DEBIAN_PLACE = '/usr/lib/postgresql';
const isRoot = process.getuid?.() === 0;

/** Where `initdb`, `postgres` and `pgbench` lie, the newest of them; null where there are none. */
export function findBinaries(): string | null {
  const versions = existsSync(DEBIAN_PLACE) ? readdirSync(DEBIAN_PLACE).sort((a, b) => Number(b) - Number(a)) : [];
  const folders = [
    ...versions.map((version) => join(DEBIAN_PLACE, version, 'bin')),
    ...(process.env.PATH ?? '').split(':'),
  ];
  return folders.find((folder) => existsSync(join(folder, 'initdb')) && existsSync(join(folder, 'postgres'))) ?? null;
}

function installOnDebian(): void {
  if (!isRoot || !existsSync('/usr/bin/apt-get')) return;
  process.stdout.write('Installing Debian’s postgresql …\n');
  const run = (...args: string[]) => spawnSync('apt-get', args, { stdio: ['ignore', 'ignore', 'inherit'] });
  run('update', '-qq');
  run('install', '-y', '-qq', '--no-install-recommends', 'postgresql');
}

/** PostgreSQL refuses to run as root; Debian's package brings a user for it. Node drops to it itself, so that signals reach the server. */
function postgresUser(): { uid: number; gid: number } | Record<never, never> {
  if (!isRoot) return {};
  const id = (flag: string) => Number(spawnSync('id', [flag, 'postgres'], { encoding: 'utf8' }).stdout);
  return { uid: id('-u'), gid: id('-g') };
}

/** Starts a private PostgreSQL on a free loopback port, its data in a temporary folder. Answers null where there is none to be had. */
export async function startTestPostgres(): Promise<TestPostgres | null> {
  if (!findBinaries()) installOnDebian();
  const binaries = findBinaries();
  if (!binaries) return null;
  const folder = mkdtempSync(join(tmpdir(), 'atrium-postgres-'));
  const user = postgresUser();
  if ('uid' in user) chownSync(folder, user.uid, user.gid);
  const data = join(folder, 'data');
  const initdb = ['-D', data, '-U', 'atrium', '--auth=trust', '--encoding=UTF8', '--no-sync'];
  const made = spawnSync(join(binaries, 'initdb'), initdb, { encoding: 'utf8', cwd: folder, ...user });
  if (made.status !== 0) throw new Error(`initdb failed: ${made.stderr}`);
  const port = await freePort();
  const options = ['-D', data, '-p', String(port), '-c', 'listen_addresses=127.0.0.1', '-k', folder];
  const server = spawn(join(binaries, 'postgres'), options, { stdio: 'ignore', cwd: folder, ...user });
  await untilReady(binaries, port);
  return {
    url: `postgres://atrium@127.0.0.1:${port}/postgres`,
    async stop() {
      await stopServer(server);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function untilReady(binaries: string, port: number): Promise<void> {
  for (let attempt = 0; attempt < 100; attempt++) {
    if (spawnSync(join(binaries, 'pg_isready'), ['-h', '127.0.0.1', '-p', String(port)]).status === 0) return;
    await new Promise((resume) => setTimeout(resume, 100));
  }
  throw new Error('the test PostgreSQL does not come up');
}

function stopServer(server: ChildProcess): Promise<void> {
  return new Promise((stopped) => {
    server.once('exit', () => stopped());
    // Fast shutdown: connections that a test left open are cut.
    server.kill('SIGINT');
  });
}

export function freePort(): Promise<number> {
  return new Promise((found) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as AddressInfo;
      probe.close(() => found(port));
    });
  });
}

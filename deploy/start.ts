import { spawnSync } from 'node:child_process';
import { DEMO_SIGN_INS } from '../server/sandbox-bank/demo-people.ts';
import { type ChildService, startChildService } from './child-service.ts';
import { readSettings, type Settings } from './settings.ts';

/** Builds and runs everything on this machine: `npm start`, and with `--dev` the same with hot reload. */
const DEV = process.argv.includes('--dev');
const INTERNAL_PORT_OFFSET = 1;

function say(text: string): void {
  process.stdout.write(`${text}\n`);
}

function fail(text: string): never {
  process.stderr.write(`\n${text}\n`);
  process.exit(1);
}

function buildClient(): void {
  if (process.env.ATRIUM_SKIP_BUILD === '1') return;
  say('Building the client …');
  // A process of its own: a build makes itself `production` for good, and the servers would inherit that.
  const { status } = spawnSync(process.execPath, ['node_modules/vite/bin/vite.js', 'build', '--logLevel', 'warn'], {
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  if (status !== 0) throw new Error('The client could not be built; the reason is above.');
}

type ServiceName = 'sandbox bank' | 'branch server';
const SCRIPTS: Readonly<Record<ServiceName, string>> = {
  'sandbox bank': 'server/sandbox-bank/main.ts',
  'branch server': 'server/main.ts',
};

const services = new Map<ServiceName, ChildService>();
let stopping = false;
let closeDev: () => Promise<void> = async () => {};

async function stopServices(): Promise<void> {
  stopping = true;
  await Promise.all([...services.values()].map((service) => service.stop()));
}

async function startService(name: ServiceName, settings: Settings): Promise<void> {
  say(`Starting the ${name} …`);
  const service = startChildService({
    name: name.replaceAll(' ', '-'),
    script: SCRIPTS[name],
    environment: settings.environment,
    logFolder: settings.logFolder,
    onProgress: (text) => say(`  ${text}`),
  });
  services.set(name, service);
  await service.ready;
  void service.ended.then(async (words) => {
    if (stopping || services.get(name) !== service) return;
    await stopServices();
    fail(`The ${name} ended: ${words}\nIts log: ${settings.logFolder}`);
  });
}

/** For `--dev`: the same service with its new source. What it cannot start with is said, and the next save tries again. */
async function restartService(name: ServiceName, settings: Settings): Promise<void> {
  const before = services.get(name);
  services.delete(name);
  await before?.stop();
  await startService(name, settings).catch((error: Error) => {
    services.delete(name);
    say(error.message);
  });
}

async function startDevelopment(publicPort: number, settings: Settings): Promise<void> {
  const [{ startDevServer }, { watchServer }] = await Promise.all([
    import('./dev-server.ts'),
    import('./watch-server.ts'),
  ]);
  const closeVite = await startDevServer(publicPort, publicPort + INTERNAL_PORT_OFFSET);
  let restarts: Promise<void> = Promise.resolve();
  const stopWatching = watchServer(({ bank, branch }) => {
    if (bank) restarts = restarts.then(() => restartService('sandbox bank', settings));
    if (branch) restarts = restarts.then(() => restartService('branch server', settings));
  });
  closeDev = async () => {
    stopWatching();
    await closeVite();
  };
}

async function stop(code: number): Promise<void> {
  if (stopping) return;
  await closeDev();
  await stopServices();
  process.exit(code);
}

function announce({ publicUrl, bankUrl }: Settings): void {
  const people = DEMO_SIGN_INS.map(({ kind, username, password, name, roles }) => {
    const role = kind === 'customer' ? 'customer' : roles.join(', ') || 'staff without a role';
    return `  ${username.padEnd(8)} ${password.padEnd(13)} ${name} (${role})`;
  });
  say(`
Atrium is open.

  The branch in 3D        ${publicUrl}/
  The branch, flat page   ${publicUrl}/flat
  The consultant's desk   ${publicUrl}/desk
  Approve payments        ${bankUrl}/approvals   (the bank's own page; on the phone, or another tab)

Demo sign-ins (username, password):
${people.join('\n')}

Stop with Ctrl+C.`);
}

async function main(): Promise<void> {
  if (Number(process.versions.node.split('.')[0]) < 24) {
    fail(
      `Node 24 is needed and this is ${process.version}: run it by "npm start", which brings its own on Linux and Windows; elsewhere install Node 24.`,
    );
  }
  process.once('SIGINT', () => void stop(0)).once('SIGTERM', () => void stop(0));
  const settings = await readSettings();
  const publicPort = Number(new URL(settings.publicUrl).port || 80);
  // In development Vite has the public port, and passes on to the branch what is the server's.
  if (DEV) settings.environment.PORT = String(publicPort + INTERNAL_PORT_OFFSET);
  else buildClient();
  try {
    await startService('sandbox bank', settings);
    await startService('branch server', settings);
    if (DEV) await startDevelopment(publicPort, settings);
  } catch (error) {
    await stopServices();
    fail((error as Error).message);
  }
  announce(settings);
  // For what runs us: the operator's token reads the sandbox's books.
  if (process.env.ATRIUM_READY_LINE === '1')
    say(`READY ${JSON.stringify({ operatorToken: settings.environment.SANDBOX_OPERATOR_TOKEN })}`);
}

main().catch((error: Error) => fail(error.message));

import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { type Browser, chromium } from 'playwright-core';

const USUAL_PLACES = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
  '/snap/bin/chromium',
];

/** What a headless Chromium needs to draw WebGL on the processor, run as root, and leave the network alone. */
const CHROMIUM_FLAGS = [
  ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
  '--use-angle=swiftshader',
  '--enable-unsafe-swiftshader',
  '--ignore-gpu-blocklist',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-quic',
  '--no-first-run',
];

/** Finds a Chromium: `CHROMIUM_PATH`, the usual places, Playwright's own. */
function findChromium(): string | null {
  const places = [process.env.CHROMIUM_PATH ?? '', ...USUAL_PLACES, playwrightsOwn()];
  return places.find((place) => place !== '' && existsSync(place)) ?? null;
}

/** Finds a Chromium or installs one: Debian's as root, otherwise Playwright's download. Throws one line where neither can be had. */
export function ensureChromium(): string {
  const found = findChromium();
  if (found) return found;
  const run = (command: string, args: string[]) =>
    spawnSync(command, args, { stdio: ['ignore', 'ignore', 'inherit'] }).status === 0;
  if (process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')) {
    process.stdout.write('Installing Debian’s chromium …\n');
    run('apt-get', ['update', '-qq']);
    run('apt-get', ['install', '-y', '-qq', '--no-install-recommends', 'chromium']);
  } else {
    process.stdout.write('Installing Playwright’s chromium …\n');
    run(process.execPath, ['node_modules/playwright-core/cli.js', 'install', 'chromium']);
  }
  const installed = findChromium();
  if (!installed) throw new Error('No Chromium: set CHROMIUM_PATH, or install one (Debian: apt-get install chromium).');
  return installed;
}

/** @param flags beside those that it always has. */
export function launchBrowser(flags: readonly string[] = []): Promise<Browser> {
  const executablePath = findChromium();
  if (!executablePath) throw new Error('No Chromium: run npm test, which finds or installs one.');
  return chromium.launch({ executablePath, args: [...CHROMIUM_FLAGS, ...flags] });
}

function playwrightsOwn(): string {
  try {
    return chromium.executablePath();
  } catch {
    return '';
  }
}

import { type ChildProcess, spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll } from 'vitest';
import { CHROMIUM_FLAGS, findChromium } from '../browser.ts';

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

async function makePlace(): Promise<Place> {
  const [branchPort, bankPort] = [await freePort(), await freePort()];
  return { dataFolder: mkdtempSync(join(tmpdir(), 'atrium-')), branchPort, bankPort };
}

function removePlace({ dataFolder }: Place): void {
  rmSync(dataFolder, { recursive: true, force: true });
}

/** Starts the real thing by the real launcher, and waits until it says that it is open. */
export async function startAtrium(place: Place): Promise<Atrium> {
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

function launchBrowser(flags: readonly string[]): Promise<Browser> {
  const executablePath = findChromium();
  if (!executablePath) throw new Error('No Chromium: run npm test, which finds or installs one.');
  return chromium.launch({ executablePath, args: [...CHROMIUM_FLAGS, ...flags] });
}

/** One person with a browser of their own. */
export interface Person {
  readonly context: BrowserContext;
  readonly page: Page;
  /** Throws where a page failed, or asked anyone but the branch and the bank for anything. */
  expectClean(): void;
}

export interface PersonOptions {
  readonly width?: number;
  readonly height?: number;
  readonly locale?: string;
  readonly touch?: boolean;
  /** An HTTP proxy that everything of this person goes through. */
  readonly proxy?: string;
  /** Runs in every page before its own scripts. */
  readonly init?: (context: BrowserContext) => Promise<void>;
}

export async function newPerson(browser: Browser, options: PersonOptions = {}): Promise<Person> {
  const { width = 1280, height = 800, locale = 'en-GB', touch = false, proxy, init } = options;
  const context = await browser.newContext({
    viewport: { width, height },
    locale,
    hasTouch: touch,
    ...(proxy && { proxy: { server: proxy, bypass: '<-loopback>' } }),
  });
  // A limit for what hangs: where the processor draws two scenes at once, an honest click takes long.
  context.setDefaultTimeout(90_000);
  await init?.(context);
  const complaints: string[] = [];
  context.on('weberror', (error) => complaints.push(`page error: ${error.error().message}`));
  context.on('console', (message) => {
    if (message.type() === 'error' && /Content Security Policy|Refused to/.test(message.text()))
      complaints.push(message.text());
  });
  context.on('request', (request) => {
    const { protocol, hostname } = new URL(request.url());
    if (protocol.startsWith('http') && !/^(bank\.)?localhost$/.test(hostname))
      complaints.push(`a third party was asked: ${request.url()}`);
  });
  const page = await context.newPage();
  return {
    context,
    page,
    expectClean() {
      if (complaints.length > 0) throw new Error(complaints.join('\n'));
    },
  };
}

/** On the bank's page: who I am, and yes to whatever it asks. Ends back at the branch. */
export async function signInAtBank(page: Page, username: string): Promise<void> {
  await page.getByLabel('Username').fill(username);
  await page.getByLabel('Password').fill(`demo-${username}`);
  await page.getByRole('button', { name: 'Sign in' }).click();
  const allow = page.getByRole('button', { name: 'Allow' });
  await Promise.race([allow.waitFor(), page.waitForURL((url) => url.hostname === 'localhost')]);
  if (await allow.isVisible()) await allow.click();
  await page.waitForURL((url) => url.hostname === 'localhost');
}

/** What the sandbox's books say of an account. */
export async function readLedger(
  atrium: Atrium,
  identification: string,
): Promise<{ balance: string; entries: { transferId: string; amount: string; reference: string }[] }> {
  return (await operator(atrium, `/operator/entries?identification=${identification}`)) as never;
}
export async function readTrialBalance(
  atrium: Atrium,
): Promise<{ currencies: { currency: string; entriesTotal: string; balancesMatchEntries: boolean }[] }> {
  return (await operator(atrium, '/operator/trial-balance')) as never;
}

async function operator(atrium: Atrium, path: string): Promise<unknown> {
  const response = await fetch(`http://127.0.0.1:${atrium.place.bankPort}${path}`, {
    headers: { authorization: `Bearer ${atrium.operatorToken}` },
  });
  if (!response.ok) throw new Error(`the operator API answered ${response.status}`);
  return response.json();
}

/** Written for people to look at: `artifacts/screenshots/{name}.png`. */
export async function screenshot(page: Page, name: string): Promise<void> {
  const folder = resolve('artifacts/screenshots');
  mkdirSync(folder, { recursive: true });
  await page.screenshot({ path: join(folder, `${name}.png`) });
}

/** The started system and a browser for the tests of one file; open before the first of them, gone after the last. */
export interface House {
  atrium: Atrium;
  browser: Browser;
}

/** @param flags of the browser, beside those it always has. */
export function openHouse(flags: readonly string[] = []): House {
  const house: Partial<House> = {};
  beforeAll(async () => {
    house.atrium = await startAtrium(await makePlace());
    house.browser = await launchBrowser(flags);
  });
  afterAll(async () => {
    await house.browser?.close();
    await house.atrium?.stop();
    if (house.atrium) removePlace(house.atrium.place);
  });
  return house as House;
}

import { mkdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll } from 'vitest';
import { type Atrium, makePlace, removePlace, startAtrium } from '../atrium-process.ts';
import { launchBrowser } from '../browser.ts';
import { drawPlace, whileStill } from './looking-on.ts';

export { signInAtBank } from './bank-sign-in.ts';

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

/** Written for people to look at: `artifacts/screenshots/{name}.png`. A place that a test leaves undrawn is drawn for it. */
export async function screenshot(page: Page, name: string): Promise<void> {
  const plain = await page.evaluate(
    () => window.__atriumProbe?.plain === true && window.__atriumProbe.frames !== undefined,
  );
  if (plain) await drawPlace(page, true);
  keepPicture(name, await whileStill(page, () => page.screenshot()));
  if (plain) await drawPlace(page, false);
}

export function keepPicture(name: string, png: Buffer): void {
  const folder = resolve('artifacts/screenshots');
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, `${name}.png`), png);
}

/** The started system and a browser for the tests of one file; open before the first of them, gone after the last. */
export interface House {
  atrium: Atrium;
  browser: Browser;
}

/** Where the processor draws, smooth edges take as long again. */
const ROUGH_EDGES = '--webgl-antialiasing-mode=none';

/**
 * @param flags of the browser, beside those it always has.
 * @param edges of what scenes show: smooth for pictures that are looked at for their own sake.
 */
export function openHouse(flags: readonly string[] = [], edges: 'rough' | 'smooth' = 'rough'): House {
  const house: Partial<House> = {};
  beforeAll(async () => {
    house.atrium = await startAtrium(await makePlace());
    house.browser = await launchBrowser(edges === 'rough' ? [...flags, ROUGH_EDGES] : flags);
  });
  afterAll(async () => {
    await house.browser?.close();
    await house.atrium?.stop();
    if (house.atrium) removePlace(house.atrium.place);
  });
  return house as House;
}

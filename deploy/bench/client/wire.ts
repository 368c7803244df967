import type { Browser, BrowserContext, CDPSession } from 'playwright-core';
import { signInAtBank } from '../../e2e/bank-sign-in.ts';
import { lookQuietly } from './visitor.ts';

type StorageState = Awaited<ReturnType<BrowserContext['storageState']>>;

/** What came over the wire, in bytes: as compressed, with the headers of the answers. */
export interface Wire {
  readonly total: number;
  readonly script: number;
  /** The largest first. */
  readonly files: readonly { readonly path: string; readonly bytes: number }[];
}

interface Received {
  readonly path: string;
  readonly isScript: boolean;
  readonly parts: { readonly seconds: number; readonly bytes: number }[];
}

/** Counts from now on; `until` is of the browser's monotonic clock, seconds. */
async function countWire(
  session: CDPSession,
): Promise<{ sum(until: number): Wire; toMonotonic(epochMs: number): number }> {
  const received = new Map<string, Received>();
  let clockOffset = 0;
  await session.send('Network.enable');
  session.on('Network.requestWillBeSent', ({ requestId, request, type, timestamp, wallTime }) => {
    clockOffset = wallTime - timestamp;
    const { pathname, protocol } = new URL(request.url);
    if (protocol.startsWith('http'))
      received.set(requestId, { path: pathname, isScript: type === 'Script' || pathname.endsWith('.js'), parts: [] });
  });
  const add = (requestId: string, seconds: number, bytes: number) =>
    received.get(requestId)?.parts.push({ seconds, bytes });
  session.on('Network.responseReceived', ({ requestId, timestamp, response }) =>
    add(requestId, timestamp, response.encodedDataLength),
  );
  session.on('Network.dataReceived', ({ requestId, timestamp, encodedDataLength }) =>
    add(requestId, timestamp, encodedDataLength),
  );
  session.on('Network.loadingFinished', ({ requestId, timestamp, encodedDataLength }) => {
    const parts = received.get(requestId)?.parts;
    // The end knows the sum; what the parts did not tell came by now.
    if (parts)
      parts.push({ seconds: timestamp, bytes: encodedDataLength - parts.reduce((sum, { bytes }) => sum + bytes, 0) });
  });
  session.on('Network.webSocketFrameReceived', ({ requestId, timestamp, response }) => {
    const socket = received.get(requestId) ?? { path: 'socket', isScript: false, parts: [] };
    received.set(requestId, socket);
    socket.parts.push({
      seconds: timestamp,
      bytes: response.opcode === 1 ? response.payloadData.length : Buffer.from(response.payloadData, 'base64').length,
    });
  });
  return {
    toMonotonic: (epochMs) => epochMs / 1000 - clockOffset,
    sum(until) {
      const files = [...received.values()]
        .map(({ path, isScript, parts }) => ({
          path,
          isScript,
          bytes: parts.reduce((sum, { seconds, bytes }) => sum + (seconds <= until ? bytes : 0), 0),
        }))
        .filter(({ bytes }) => bytes > 0)
        .sort((a, b) => b.bytes - a.bytes);
      const total = files.reduce((sum, { bytes }) => sum + bytes, 0);
      return { total, script: files.reduce((sum, { isScript, bytes }) => sum + (isScript ? bytes : 0), 0), files };
    },
  };
}

/** A first visit, until the first frame that one can walk in. */
export async function wireUntilWalkable(browser: Browser, url: string, locale: string): Promise<Wire> {
  const context = await browser.newContext({ viewport: { width: 640, height: 360 }, locale });
  await lookQuietly(context);
  const page = await context.newPage();
  const counted = await countWire(await context.newCDPSession(page));
  await page.goto(url);
  await page.waitForFunction(() => window.__atriumProbe?.walkableAtMs !== undefined);
  const epochMs = await page.evaluate(() => performance.timeOrigin + (window.__atriumProbe?.walkableAtMs ?? 0));
  const wire = counted.sum(counted.toMonotonic(epochMs));
  await context.close();
  return wire;
}

/** A first visit to a flat page, until it asks for nothing more; as this person, who is signed in, where there is one. */
export async function wireOfFlatPage(
  browser: Browser,
  url: string,
  locale: string,
  storageState?: StorageState,
): Promise<Wire> {
  const context = await browser.newContext({ locale, ...(storageState && { storageState }) });
  const page = await context.newPage();
  const counted = await countWire(await context.newCDPSession(page));
  await page.goto(url);
  // Where the processor is slow, the network is idle between two files too: first what there is to be seen.
  await (storageState ? page.getByTestId('account-available') : page.locator('main .card')).first().waitFor();
  if (storageState) await page.locator('.ledger-row').first().waitFor();
  await page.evaluate(() => document.fonts.ready);
  await page.waitForLoadState('networkidle');
  const wire = counted.sum(Number.POSITIVE_INFINITY);
  await context.close();
  return wire;
}

/** Who has signed in at the bank, for a browser that has seen nothing of the branch yet. */
export async function signIn(browser: Browser, branchUrl: string, username: string): Promise<StorageState> {
  const context = await browser.newContext();
  const page = await context.newPage();
  await page.goto(`${branchUrl}/api/sign-in/customer?returnTo=/flat`);
  await signInAtBank(page, username);
  const { cookies } = await context.storageState();
  await context.close();
  return { cookies, origins: [] };
}

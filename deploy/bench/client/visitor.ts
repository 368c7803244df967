import type { Browser, BrowserContext, CDPSession, Page } from 'playwright-core';
import { wearHeadset } from '../../e2e/headset.ts';
import { frames } from '../../e2e/looking-on.ts';
import { installGlMeter } from './gl-meter.ts';

/** Someone with a browser whose page is measured. */
export interface Visitor {
  readonly page: Page;
  readonly session: CDPSession;
  close(): Promise<void>;
}

/** The scene gives its renderer away and is told of nothing else: what is measured is what any visitor has. */
export async function lookQuietly(context: BrowserContext): Promise<void> {
  await context.addInitScript(() => {
    window.__atriumProbe = { isQuiet: true };
  });
}

export interface VisitOptions {
  readonly url: string;
  readonly inHeadset: boolean;
  /** Small where frames count and not what is on them: here the processor draws. */
  readonly width: number;
  readonly height: number;
}

/** Comes into the branch and waits until its model is there, in the headset where one is worn. */
export async function enterBranch(browser: Browser, { url, inHeadset, width, height }: VisitOptions): Promise<Visitor> {
  const context = await browser.newContext({ viewport: { width, height }, locale: 'en-GB' });
  context.setDefaultTimeout(120_000);
  await lookQuietly(context);
  await context.addInitScript(installGlMeter);
  if (inHeadset) await wearHeadset(context);
  const page = await context.newPage();
  await page.goto(url);
  await page.waitForFunction(() => window.__atriumProbe?.model === 'whole');
  if (inHeadset) await page.evaluate(() => window.__atriumProbe?.enterVR?.());
  await frames(page, 3);
  return { page, session: await context.newCDPSession(page), close: () => context.close() };
}

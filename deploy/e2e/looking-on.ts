import type { BrowserContext, Page } from 'playwright-core';

/** A page with the scene, as a test looks on. The processor draws all of it: what nobody looks at is left undrawn. */

declare global {
  interface Window {
    /** Between two frames at least; see {@link drawEvery}. */
    drawEveryMs?: number;
  }
}

/** Lets the scene tell the test what it draws; see `client/world/test-probe.ts`. */
export async function lookOn(context: BrowserContext): Promise<void> {
  await context.addInitScript(drawWithLittle);
  await context.addInitScript(() => {
    window.__atriumProbe = {};
  });
}

/** The same where people alone are looked at: the place is left undrawn, and the processor draws three times as fast. */
export async function lookOnPeople(context: BrowserContext): Promise<void> {
  await lookOn(context);
  await context.addInitScript(() => {
    window.__atriumProbe = { plain: true };
  });
}

/**
 * Runs in the page. The light that people mirror is blurred by fewer samples, which look the same: with all of three's the first
 * frame of each page takes the processor four seconds.
 */
function drawWithLittle(): void {
  const LOOK_EVERY_MS = 40;
  const draw = window.requestAnimationFrame.bind(window);
  window.requestAnimationFrame = (callback) => {
    if (!window.drawEveryMs) return draw(callback);
    const asked = performance.now();
    const drawInTime = () =>
      performance.now() - asked < (window.drawEveryMs ?? 0) ? setTimeout(drawInTime, LOOK_EVERY_MS) : draw(callback);
    return window.setTimeout(drawInTime, LOOK_EVERY_MS);
  };
  const { prototype } = WebGL2RenderingContext;
  const { shaderSource } = prototype;
  prototype.shaderSource = function (shader, source) {
    const fewer = source
      .replace('#define GGX_SAMPLES 256u', '#define GGX_SAMPLES 16u')
      .replace('#define SAMPLES 20', '#define SAMPLES 4');
    shaderSource.call(this, shader, fewer);
  };
}

/** From now on the scene draws no more often; 0: as often as it can. Of who only waits, the processor draws fewer. */
export async function drawEvery(page: Page, ms: number): Promise<void> {
  await page.evaluate((ms) => Object.assign(window, { drawEveryMs: ms }), ms);
}

/** Does something with a page whose scene stands still meanwhile, where it has one. */
export async function whileStill<T>(page: Page, act: () => Promise<T>): Promise<T> {
  const usual = await page.evaluate(() => window.drawEveryMs ?? 0);
  await drawEvery(page, Number.MAX_SAFE_INTEGER);
  try {
    return await act();
  } finally {
    await drawEvery(page, usual);
  }
}

/** Whether the place itself is drawn, beside people and panels; so from the frame after next. */
export async function drawPlace(page: Page, isDrawn: boolean): Promise<void> {
  const from = await page.evaluate((plain) => {
    Object.assign(window.__atriumProbe ?? {}, { plain });
    return window.__atriumProbe?.frames ?? 0;
  }, !isDrawn);
  if (isDrawn) await page.waitForFunction((from) => (window.__atriumProbe?.frames ?? 0) >= from + 2, from);
}

/** Waits by frames of the app, not by time. */
export async function frames(page: Page, count: number): Promise<void> {
  const from = await page.evaluate(() => window.__atriumProbe?.frames ?? 0);
  await page.waitForFunction((until) => (window.__atriumProbe?.frames ?? 0) >= until, from + count);
}

import type { Page } from 'playwright-core';

/** From now on a page has sixty frames a second at most, where its browser was told to draw as many as it can. */
export async function holdFrames(page: Page): Promise<void> {
  await page.evaluate(() => {
    const FRAME_MS = 1000 / 60;
    const draw = window.requestAnimationFrame.bind(window);
    let dueMs = performance.now();
    window.requestAnimationFrame = (callback) => {
      const now = performance.now();
      dueMs = Math.max(dueMs + FRAME_MS, now);
      return window.setTimeout(() => draw(callback), dueMs - now);
    };
  });
}

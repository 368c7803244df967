import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { frames } from './looking-on.ts';

/** Somebody in the hall, as a test that looks on follows them. */

export async function untilInHall(page: Page): Promise<void> {
  await page.waitForFunction(
    () => (window.__atriumProbe?.frames ?? 0) > 3 && window.__atriumProbe?.avatarId != null,
    undefined,
    { timeout: 60_000 },
  );
}

/** A few steps away from where arrivals begin. */
export async function walk(page: Page): Promise<void> {
  await page.keyboard.down('KeyW');
  await frames(page, 14);
  await page.keyboard.up('KeyW');
  await frames(page, 14);
}

export const avatarIdOf = (page: Page) => page.evaluate(() => window.__atriumProbe?.avatarId ?? null);
export const placeOf = (page: Page) =>
  page.evaluate(() => {
    const { x = Number.NaN, z = Number.NaN } = window.__atriumProbe?.ownPose?.headPosition ?? {};
    return { x, z };
  });

/** Waits for a new link: with it comes a new id. */
export async function untilBack(page: Page, before: number | null): Promise<void> {
  await page.waitForFunction(
    (before) => {
      const id = window.__atriumProbe?.avatarId ?? null;
      return id !== null && id !== before;
    },
    before,
    { timeout: 60_000 },
  );
  await page.locator('[data-link=lost]').waitFor({ state: 'detached' });
  // Long enough for the server to have refused the place, if it did.
  await frames(page, 30);
}

export function expectNear(now: { x: number; z: number }, before: { x: number; z: number }): void {
  expect(Math.hypot(now.x - before.x, now.z - before.z)).toBeLessThan(0.05);
}

import { delimiter } from 'node:path';
import type { Page } from 'playwright-core';
import { afterEach, expect, test } from 'vitest';
import { writeTinyVrm } from '../../client/avatars/vrm/vrm-fixture.ts';
import { keepPicture, newPerson, openHouse, screenshot } from './harness.ts';
import { frames, lookOn } from './looking-on.ts';

/** The demo's branches, and the one that docs/branches.md makes from an empty folder. */
process.env.BRANCHES_DIR = ['assets/branches', 'docs/example-branch'].join(delimiter);
const house = openHouse([], 'smooth');
afterEach(() => Promise.all(house.browser.contexts().map((context) => context.close())));

type View = readonly [name: string, position: [number, number, number], target: [number, number, number]];

/** Where pictures of the branches are taken from, for people to compare: written to `artifacts/screenshots/`. */
const VIEWS: Readonly<Record<string, readonly View[]>> = {
  flagship: [
    ['entrance', [0, 1.65, 6.4], [0, 1.45, -4]],
    ['reception', [2, 1.6, 5.4], [5, 1.2, 0.6]],
    ['lounge', [-0.9, 1.6, 0.3], [-4.6, 0.75, 3.2]],
    ['desk', [-0.6, 1.55, -1], [-2.2, 1, -4.4]],
    ['booth', [-5, 1.6, -0.6], [-9.2, 1.15, 1.6]],
    ['self-service', [6.6, 1.6, 3.9], [10, 1.25, 1]],
    ['gallery', [-6.6, 1.6, -1.9], [-9.9, 1.5, -4.9]],
    ['overview', [-9.3, 3.3, 6.5], [2.5, 0.6, -2.5]],
  ],
  'market-street': [
    ['entrance', [0, 1.65, 4.1], [0, 1.45, -3]],
    ['kiosk', [-0.2, 1.6, 2.9], [-2.1, 1.3, 0.2]],
    ['lounge', [0.9, 1.6, 1], [4.4, 0.7, 3.4]],
    ['desk', [-0.6, 1.55, -0.2], [-2.4, 1, -3]],
    ['booth', [-1.5, 1.6, 2.4], [-5, 1.1, 1]],
    ['self-service', [2.6, 1.6, 1.9], [6, 1.25, 0.2]],
    ['gallery', [-3.2, 1.6, -0.8], [-6, 1.5, -2.8]],
    ['overview', [-5.4, 3, 4.1], [1.5, 0.8, -1.6]],
  ],
};
const DEGREES = 62;
/** The place by itself; everyone in it may cost the rest of a headset's 100 calls and 350,000 triangles. */
const PLACE_BUDGET = { drawCalls: 50, triangles: 150_000 };

/** Draws what is seen from there: what it took, and a picture of it for people. */
async function lookFrom(page: Page, name: string, [, position, target]: View) {
  await page.evaluate(
    (view) => {
      if (window.__atriumProbe) window.__atriumProbe.view = view;
    },
    { position, target, degrees: DEGREES },
  );
  // What is near is drawn in more detail from the frame after.
  await frames(page, 1);
  const { png, drawCalls, triangles } = await page.evaluate(async () => {
    const probe = window.__atriumProbe;
    const drawn = await probe?.readFrame?.();
    if (!drawn || !probe?.renderer) throw new Error('nothing was drawn');
    const { calls, triangles } = probe.renderer.info.render;
    return { png: drawn.png, drawCalls: calls, triangles };
  });
  keepPicture(name, Buffer.from(png.split(',')[1] ?? '', 'base64'));
  return { drawCalls, triangles };
}

/** The branch's own plan, with the option that it leaves out. */
async function allowVrm(page: Page, vrm: { maxBytes: number; maxTriangles: number }): Promise<void> {
  await page.route('**/api/branches/flagship', async (route) => {
    const answer = await route.fetch();
    await route.fulfill({ response: answer, json: { ...(await answer.json()), avatars: { vrm } } });
  });
}

test.each(Object.entries(VIEWS))(
  '%s is drawn whole from every viewpoint, within the budget of a place',
  async (id, views) => {
    const person = await newPerson(house.browser, { width: 960, height: 600, init: lookOn });
    await person.page.goto(`${house.atrium.branchUrl}/?branch=${id}&light=day`);
    await person.page.waitForFunction(() => window.__atriumProbe?.model === 'whole');
    for (const view of views) {
      const { drawCalls, triangles } = await lookFrom(person.page, `${id}-${view[0]}`, view);
      expect(drawCalls, view[0]).toBeGreaterThan(5);
      expect(drawCalls, view[0]).toBeLessThanOrEqual(PLACE_BUDGET.drawCalls);
      expect(triangles, view[0]).toBeLessThanOrEqual(PLACE_BUDGET.triangles);
    }
    person.expectClean();
  },
);

test('a model that does not come is said and comes at another try; so are graphics that go; one of one’s own is worn', async () => {
  const person = await newPerson(house.browser, { width: 640, height: 400, init: lookOn });
  await person.page.route('**/branch-files/**', (route) => route.abort());
  await allowVrm(person.page, { maxBytes: 100_000, maxTriangles: 1000 });
  await person.page.goto(`${house.atrium.branchUrl}/?branch=flagship`);
  await person.page.getByRole('alert').getByText('The furniture did not arrive').waitFor();
  await frames(person.page, 2);
  await person.page.unroute('**/branch-files/**');
  await person.page.getByRole('button', { name: 'Try again' }).click();
  await person.page.waitForFunction(() => window.__atriumProbe?.model === 'whole');

  // A device that takes the graphics away for a while: it is said, with what to do, and goes when they are back.
  await person.page.evaluate(() => {
    const graphics = document.querySelector('canvas')?.getContext('webgl2')?.getExtension('WEBGL_lose_context');
    graphics?.loseContext();
    Object.assign(window, { graphics });
  });
  const lost = person.page.getByRole('alert').getByText('The picture is gone');
  await lost.waitFor();
  await person.page.evaluate(() => (window as unknown as { graphics: WEBGL_lose_context }).graphics.restoreContext());
  await lost.waitFor({ state: 'detached' });
  await frames(person.page, 2);

  // A model of one's own, where the branch allows it: checked and drawn here, and the library for it comes only then.
  const isLoaded = () =>
    person.page.evaluate(() => performance.getEntriesByType('resource').some(({ name }) => /three-vrm/.test(name)));
  await person.page.getByRole('button', { name: 'Your look' }).click();
  const choose = (buffer: ArrayBuffer) =>
    person.page
      .getByLabel('Choose a VRM file')
      .setInputFiles({ name: 'own.vrm', mimeType: 'model/gltf-binary', buffer: Buffer.from(buffer) });
  await choose(new ArrayBuffer(100_001));
  await person.page.getByText('This file is larger than this branch allows.').waitFor();
  expect(await isLoaded()).toBe(false);
  await choose(writeTinyVrm());
  await person.page.getByRole('status').getByText('You wear Box, by Atrium.').waitFor();
  await expect.poll(isLoaded).toBe(true);
  await frames(person.page, 3);
  await screenshot(person.page, 'own-vrm');
  expect(await person.page.getByRole('alert').count()).toBe(0);
  person.expectClean();
});

test("a bank's own branch opens from its folder alone, in the bank's name, colour, words and logo", async () => {
  const person = await newPerson(house.browser, { width: 960, height: 600, locale: 'ru', init: lookOn });
  const { page } = person;
  await page.goto(`${house.atrium.branchUrl}/flat?branch=corner`);
  await page.getByText('Рады вас видеть').waitFor();
  const header = page.getByRole('banner');
  const logoWidth = () => header.locator('img').evaluate((image: HTMLImageElement) => image.naturalWidth);
  await expect.poll(logoWidth).toBe(96);
  await expect.poll(() => header.evaluate((bar) => getComputedStyle(bar).backgroundColor)).toBe('rgb(43, 63, 115)');
  await screenshot(page, 'own-branch-flat');
  await page.goto(`${house.atrium.branchUrl}/?branch=corner`);
  await page.waitForFunction(() => window.__atriumProbe?.model === 'bare');
  await page.getByText('Харбор Банк, отделение на углу').waitFor();
  await frames(page, 2);
  await screenshot(page, 'own-branch');
  person.expectClean();
});

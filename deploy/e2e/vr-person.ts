import type { Browser, BrowserContext, Page } from 'playwright-core';
import { expect } from 'vitest';
import type { Atrium } from '../atrium-process.ts';
import { keepPicture, newPerson, type Person, signInAtBank } from './harness.ts';
import { pointController, trigger, wearHeadset } from './headset.ts';
import { frames, lookOnPeople } from './looking-on.ts';

/** The processor draws it: as few pixels as do for what is asserted. */
const SMALL = { width: 480, height: 240 } as const;
const FOR_PEOPLE = { width: 1200, height: 600 } as const;

type Triple = readonly [number, number, number];

interface VrOptions {
  /** Signs in at the bank first; a guest without. */
  readonly username?: string;
  readonly locale?: string;
  readonly headset?: Parameters<typeof wearHeadset>[1];
  /** Runs in every page before its own scripts. */
  readonly init?: readonly ((context: BrowserContext) => Promise<void>)[];
}

/** Someone who has put an emulated headset on in the branch. */
export async function enterVr(house: { browser: Browser; atrium: Atrium }, options: VrOptions = {}): Promise<Person> {
  const { username, locale = 'en-GB', headset, init = [] } = options;
  const person = await newPerson(house.browser, {
    ...SMALL,
    locale,
    init: async (context) => {
      await wearHeadset(context, headset);
      await lookOnPeople(context);
      for (const prepare of init) await prepare(context);
    },
  });
  const { page } = person;
  if (username) {
    await page.goto(`${house.atrium.branchUrl}/api/sign-in/customer?returnTo=/`);
    await signInAtBank(page, username);
  } else await page.goto(`${house.atrium.branchUrl}/`);
  await page.waitForFunction(() => window.__atriumProbe?.avatarId != null && (window.__atriumProbe.frames ?? 0) > 3);
  expect(await page.evaluate(() => window.__atriumProbe?.enterVR?.())).toBe(true);
  await page.waitForFunction(() => window.__atriumProbe?.presenting === true);
  await frames(page, 4);
  return person;
}

/** A picture for people, larger than what is drawn for the test: the frame itself, with what is left empty in it. */
export async function picture(page: Page, name: string): Promise<void> {
  keepPicture(name, Buffer.from(await largeFrame(page), 'base64'));
}

/**
 * A frame drawn large and whole, both eyes beside each other: a PNG in base64. The processor takes a second for each such frame. While
 * a session lasts, the emulated headset's screen is the canvas as large as it is.
 */
export async function largeFrame(page: Page): Promise<string> {
  const png = await page.evaluate(
    async ([large, small]) => {
      const canvas = document.querySelector('canvas') ?? {};
      const probe = window.__atriumProbe ?? {};
      probe.plain = false;
      // What comes into sight with the place is there from the frame after.
      await probe.readFrame?.();
      Object.assign(canvas, large);
      const drawn = await probe.readFrame?.();
      Object.assign(canvas, small);
      probe.plain = true;
      return drawn?.png ?? '';
    },
    [FOR_PEOPLE, SMALL] as const,
  );
  return png.split(',')[1] ?? '';
}

/** Everything that the open panel says, in one line; empty while there is none. */
export const words = (page: Page) => page.evaluate(() => window.__atriumProbe?.panel?.texts.join(' ') ?? '');

export const untilSays = (page: Page, said: string) =>
  page
    .waitForFunction((said) => window.__atriumProbe?.panel?.texts.join(' ').includes(said), said, { timeout: 45_000 })
    .catch(async () => expect(await words(page)).toContain(said));

/** Where a button of the panel is, in the room's metres as the emulated headset counts them. */
export async function placeOf(page: Page, id: string): Promise<Triple> {
  await page
    .waitForFunction(
      (id) => window.__atriumProbe?.panel?.regions.some((region) => region.id === id && !region.isDisabled),
      id,
      { timeout: 45_000 },
    )
    .catch(async () => expect(await words(page), `a button ${id}`).toBe(id));
  const place = await page.evaluate((id) => {
    const probe = window.__atriumProbe;
    const region = probe?.panel?.regions.find((one) => one.id === id);
    if (!region || !probe?.panel || !probe.playSpace) return null;
    const { x, y, width, height } = region.rect;
    return probe.playSpace(probe.panel.placeOf(x + width / 2, y + height / 2));
  }, id);
  if (!place) throw new Error(`the panel has no ${id}`);
  return place;
}

/** Presses a button of the panel by a controller's ray. */
export async function pressByRay(page: Page, id: string, side: 'left' | 'right' = 'right'): Promise<void> {
  const hand = side === 'right' ? 0.18 : -0.18;
  await pointController(page, side, [hand, 1.25, -0.12], await placeOf(page, id));
  await frames(page, 2);
  await trigger(page, side, 1);
  await frames(page, 2);
  await trigger(page, side, 0);
  await frames(page, 2);
}

/** The same where the button may be on a further page of the panel. */
export async function findAndPress(page: Page, id: string): Promise<void> {
  const isThere = () => page.evaluate((id) => window.__atriumProbe?.panel?.regions.some((one) => one.id === id), id);
  const canTurn = () =>
    page.evaluate(() => window.__atriumProbe?.panel?.regions.some((one) => one.id === 'panel-next' && !one.isDisabled));
  while (!(await isThere()) && (await canTurn())) await pressByRay(page, 'panel-next');
  await pressByRay(page, id);
}

/** Types by the panel's keys, one after the other. */
export async function typeByRay(page: Page, signs: string): Promise<void> {
  for (const sign of signs) await pressByRay(page, `key:${sign}`);
}

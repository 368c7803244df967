import type { BrowserContext, Page } from 'playwright-core';
import { afterEach, expect, test } from 'vitest';
import { newPerson, openHouse, type Person, screenshot, signInAtBank } from './harness.ts';
import { frames, lookOn, pinch, pointController, pointHand, pressFace, trigger, wearHeadset } from './headset.ts';

const house = openHouse();

// A page that nobody looks at any more still draws, and here the processor draws all of them.
afterEach(() => Promise.all(house.browser.contexts().map((context) => context.close())));

async function enterAs(username: string | null, locale: string): Promise<Person> {
  const person = await newPerson(house.browser, {
    width: 960,
    height: 480,
    locale,
    init: async (context: BrowserContext) => {
      await wearHeadset(context);
      await lookOn(context);
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
  await frames(page, 6);
  return person;
}

/** Before whoever stands upright and looks ahead, in the room's metres; see `MenuSign.tsx`. */
const MENU_SIGN = [-0.24, 1.25, -0.52] as const;

/** Everything that the open panel says, in one line; empty while there is none. */
const words = (page: Page) => page.evaluate(() => window.__atriumProbe?.panel?.texts.join(' ') ?? '');
const untilSays = (page: Page, said: string) =>
  page.waitForFunction((said) => window.__atriumProbe?.panel?.texts.join(' ').includes(said), said);

/** Where a button of the panel is, in the room's metres as the emulated headset counts them. */
async function placeOf(page: Page, id: string): Promise<readonly [number, number, number]> {
  await page.waitForFunction(
    (id) => window.__atriumProbe?.panel?.regions.some((region) => region.id === id && !region.isDisabled),
    id,
  );
  const place = await page.evaluate((id) => {
    const probe = window.__atriumProbe;
    const region = probe?.panel?.regions.find((one) => one.id === id);
    if (!region || !probe?.panel || !probe.ownPose) return null;
    const { x, y, width, height } = region.rect;
    const [px, py, pz] = probe.panel.placeOf(x + width / 2, y + height / 2);
    // Nobody has turned yet, and the head of the emulated headset is over the middle of its room.
    const { x: hx, z: hz } = probe.ownPose.headPosition;
    return [px - hx, py, pz - hz] as const;
  }, id);
  if (!place) throw new Error(`the panel has no ${id}`);
  return place;
}

async function pressByRay(page: Page, id: string): Promise<void> {
  await pointController(page, 'right', [0.18, 1.25, -0.12], await placeOf(page, id));
  await frames(page, 3);
  await trigger(page, 'right', 1);
  await frames(page, 2);
  await trigger(page, 'right', 0);
  await frames(page, 3);
}

test('with a controller one opens the menu, takes a ticket, reads the accounts and changes a setting, all in the headset', async () => {
  const person = await enterAs('anna', 'en-GB');
  const { page } = person;
  await pressFace(page, 'left');
  await untilSays(page, 'Menu');
  await screenshot(page, 'vr-menu');
  expect(await page.evaluate(() => (window.__atriumProbe?.drawCalls ?? 999) / 2)).toBeLessThanOrEqual(100);

  await pressByRay(page, 'ticket');
  await untilSays(page, 'What is it about?');
  await screenshot(page, 'vr-ticket-topics');
  await pressByRay(page, 'take:accounts');
  await untilSays(page, 'Your number');
  await screenshot(page, 'vr-ticket');
  const { ticket } = await page.evaluate(async () => (await fetch('/api/branches/flagship/ticket')).json());
  expect(ticket.topic).toBe('accounts');
  expect(await words(page)).toContain(ticket.number);

  await pressByRay(page, 'panel-back');
  await pressByRay(page, 'accounts');
  await page.waitForFunction(() => window.__atriumProbe?.panel?.regions.some(({ id }) => id.startsWith('account:')));
  const { accounts } = await page.evaluate(async () => (await fetch('/api/accounts')).json());
  for (const { name } of accounts) expect(await words(page)).toContain(name);
  await pressByRay(page, `account:${accounts[0].id}`);
  await page.waitForFunction(() => (window.__atriumProbe?.panel?.texts.length ?? 0) > 20);
  await screenshot(page, 'vr-accounts');

  await pressByRay(page, 'panel-back');
  await pressByRay(page, 'settings');
  await pressByRay(page, 'turn-snap-45');
  await screenshot(page, 'vr-settings');
  const kept = await page.evaluate(() => JSON.parse(localStorage.getItem('atrium-comfort') ?? '{}'));
  expect(kept.turn).toBe('snap-45');
  await pressByRay(page, 'panel-close');
  await page.waitForFunction(() => window.__atriumProbe?.panel === null);
  person.expectClean();
});

test('a guest is offered the phone to sign in with, and sees no accounts', async () => {
  const person = await enterAs(null, 'ru-RU');
  const { page } = person;
  await pressFace(page, 'right');
  await untilSays(page, 'Меню');
  await screenshot(page, 'vr-menu-ru');
  await pressByRay(page, 'accounts');
  await untilSays(page, 'Войти через телефон');
  await pressByRay(page, 'sign-in');
  await untilSays(page, 'Действует');
  await screenshot(page, 'vr-sign-in-ru');
  expect(await page.evaluate(async () => (await fetch('/api/accounts')).status)).toBe(401);
  person.expectClean();
});

test('with bare hands one pinches the menu sign, and goes to a place without any motion', async () => {
  const person = await enterAs(null, 'en-GB');
  const { page } = person;
  await page.evaluate(() => {
    window.xrDevice.primaryInputMode = 'hand';
  });
  await frames(page, 4);
  const pinchAt = async (place: readonly [number, number, number]) => {
    await pointHand(page, 'right', [0.16, 1.15, -0.1], place);
    await frames(page, 4);
    await pinch(page, 'right', 1);
    await frames(page, 3);
    await pinch(page, 'right', 0);
    await frames(page, 4);
  };
  await pinchAt(MENU_SIGN);
  await untilSays(page, 'Menu');
  await screenshot(page, 'vr-menu-hands');
  await pinchAt(await placeOf(page, 'places'));
  await untilSays(page, 'Ticket kiosk');
  await pinchAt(await placeOf(page, 'kiosk-1'));
  const kiosk = { x: 2.8, z: 1.5 };
  await page.waitForFunction(({ x, z }) => {
    const head = window.__atriumProbe?.ownPose?.headPosition;
    return head !== undefined && Math.hypot(head.x - x, head.z - z) < 1.2;
  }, kiosk);
  expect(await page.evaluate(() => window.__atriumProbe?.panel)).toBeNull();
  person.expectClean();
});

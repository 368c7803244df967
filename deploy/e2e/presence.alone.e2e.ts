import type { BrowserContext, Page } from 'playwright-core';
import { afterEach, expect, test } from 'vitest';
import { expectAccessible } from './accessibility.ts';
import { newPerson, openHouse, screenshot, signInAtBank } from './harness.ts';
import { pointController, trigger, wearHeadset } from './headset.ts';
import { drawEvery, frames, lookOn, lookOnPeople } from './looking-on.ts';
import { picture } from './vr-person.ts';

const house = openHouse();

// A page that nobody looks at any more still draws, and here the processor draws all of them.
afterEach(() => Promise.all(house.browser.contexts().map((context) => context.close())));

/** A small window: the processor draws it. */
const SMALL = { width: 640, height: 400 } as const;
/** While the page beside the scene is looked at. */
const SELDOM_MS = 1000;

async function enterHall(page: Page): Promise<number> {
  await page.goto(`${house.atrium.branchUrl}/`);
  await page.waitForFunction(() => (window.__atriumProbe?.frames ?? 0) > 3 && window.__atriumProbe?.avatarId != null);
  return page.evaluate(() => window.__atriumProbe?.avatarId as number);
}

const ownPose = (page: Page) => page.evaluate(() => structuredClone(window.__atriumProbe?.ownPose));
type Part = 'head' | 'left' | 'right';
const drawn = (page: Page, avatarId: number) =>
  page.evaluate((id) => window.__atriumProbe?.remote?.[id], avatarId) as Promise<Record<Part, number[]> | undefined>;

/** Waits until `page` draws a part of someone within 5 cm of a place. */
async function untilDrawnAt(page: Page, avatarId: number, part: Part, place: readonly number[]): Promise<void> {
  await page
    .waitForFunction(
      ({ avatarId, part, place }) => {
        const at = window.__atriumProbe?.remote?.[avatarId]?.[part];
        return at !== undefined && Math.hypot(...at.map((value, axis) => value - (place[axis] ?? 0))) < 0.05;
      },
      { avatarId, part, place },
    )
    .catch(async () => expect((await drawn(page, avatarId))?.[part]).toEqual(place));
}

const placeOf = ({ x, y, z }: { x: number; y: number; z: number }) => [x, y, z];

test('two people in different browsers see each other move, by role and pseudonym and never by name', async () => {
  const anna = await newPerson(house.browser, { ...SMALL, init: lookOnPeople });
  const guest = await newPerson(house.browser, { ...SMALL, init: lookOnPeople });
  await anna.page.goto(`${house.atrium.branchUrl}/flat`);
  await anna.page.getByRole('banner').getByRole('button', { name: 'Sign in' }).click();
  await signInAtBank(anna.page, 'anna');

  const heard: string[] = [];
  guest.page.on('websocket', (socket) => socket.on('framereceived', ({ payload }) => heard.push(payload.toString())));
  const guestId = await enterHall(guest.page);
  const annaId = await enterHall(anna.page);
  await guest.page.waitForFunction((id) => window.__atriumProbe?.remote?.[id] !== undefined, annaId);
  await guest.page
    .getByText('2 here')
    .or(guest.page.getByText(/2 people/))
    .first()
    .waitFor();

  const before = await drawn(guest.page, annaId);
  await anna.page.locator('canvas').click({ position: { x: 5, y: 120 }, trial: true });
  await anna.page.keyboard.down('KeyW');
  await frames(anna.page, 12);
  await anna.page.keyboard.up('KeyW');
  await frames(anna.page, 6);
  const pose = await ownPose(anna.page);
  if (!pose || !before) throw new Error('no pose to compare');
  expect(
    Math.hypot(pose.headPosition.x - (before.head[0] ?? 0), pose.headPosition.z - (before.head[2] ?? 0)),
  ).toBeGreaterThan(0.2);
  await untilDrawnAt(guest.page, annaId, 'head', placeOf(pose.headPosition));
  const guestPose = await ownPose(guest.page);
  if (guestPose) await untilDrawnAt(anna.page, guestId, 'head', placeOf(guestPose.headPosition));

  expect(heard.join('\n')).not.toContain('Petrova');
  anna.expectClean();
  guest.expectClean();
});

test('someone with an emulated Quest teleports and moves both hands, and a desktop sees head and hands where they are', async () => {
  const init = async (context: BrowserContext) => {
    await wearHeadset(context);
    await lookOnPeople(context);
  };
  const quest = await newPerson(house.browser, { width: 480, height: 240, init });
  const watcher = await newPerson(house.browser, { ...SMALL, init: lookOnPeople });
  const { page } = quest;
  const questId = await enterHall(page);
  await enterHall(watcher.page);

  expect(await page.evaluate(() => window.__atriumProbe?.enterVR?.())).toBe(true);
  await page.waitForFunction(() => window.__atriumProbe?.presenting === true);
  await frames(page, 6);
  const start = await ownPose(page);
  if (!start) throw new Error('no pose in the headset');

  // Teleport: hold the trigger towards the floor ahead, and let go.
  await pointController(page, 'right', [0.2, 1.3, -0.3], [0, 0, -2.6]);
  await frames(page, 10);
  await trigger(page, 'right', 1);
  await frames(page, 8);
  await picture(page, 'vr-teleport');
  await trigger(page, 'right', 0);
  await frames(page, 8);
  const there = await ownPose(page);
  if (!there) throw new Error('no pose after the teleport');
  expect(
    Math.hypot(there.headPosition.x - start.headPosition.x, there.headPosition.z - start.headPosition.z),
  ).toBeGreaterThan(1);

  // Both hands up, and the head a little to the side.
  await page.evaluate(() => window.xrDevice.position.set(0.15, 1.6, 0.1));
  await pointController(page, 'left', [-0.3, 1.5, -0.4], [-0.3, 1.5, -2]);
  await pointController(page, 'right', [0.35, 1.75, -0.3], [0.35, 1.75, -2]);
  await frames(page, 12);
  const pose = await ownPose(page);
  if (!pose) throw new Error('no pose of the hands');
  expect(pose.left.present && pose.right.present).toBe(true);
  await picture(page, 'vr-branch');
  await untilDrawnAt(watcher.page, questId, 'head', placeOf(pose.headPosition));
  await untilDrawnAt(watcher.page, questId, 'left', placeOf(pose.left.position));
  await untilDrawnAt(watcher.page, questId, 'right', placeOf(pose.right.position));
  await screenshot(watcher.page, 'desktop-sees-headset');

  quest.expectClean();
  watcher.expectClean();
});

/** Opens a sheet, which takes the focus; Escape closes it, and gives the focus back to its button. */
async function expectSheet(page: Page, name: string, says = ''): Promise<void> {
  const button = page.getByRole('button', { name, exact: true });
  await button.click();
  await page.waitForFunction(() => document.activeElement?.closest('.sheet') !== null);
  await page.locator('.sheet').getByText(says).first().waitFor();
  await expectAccessible(page);
  await page.keyboard.press('Escape');
  expect(await button.evaluate((element) => element === document.activeElement)).toBe(true);
}

test('a customer in the 3D hall takes a ticket, is called, talks and sees the accounts, all beside the scene', async () => {
  const desk = await newPerson(house.browser);
  await desk.page.goto(`${house.atrium.branchUrl}/api/sign-in/staff?returnTo=/desk`);
  await signInAtBank(desk.page, 'elena');
  await desk.page.getByRole('button', { name: 'Go on duty' }).click();

  const { page, expectClean } = await newPerson(house.browser, { width: 900, height: 600, init: lookOn });
  await page.goto(`${house.atrium.branchUrl}/api/sign-in/customer?returnTo=/`);
  await signInAtBank(page, 'oliver');
  await page.waitForFunction(() => (window.__atriumProbe?.frames ?? 0) > 3);
  await drawEvery(page, SELDOM_MS);
  await expectAccessible(page);
  for (const name of ['Your look', 'Settings', 'Invite']) await expectSheet(page, name);
  await expectSheet(page, 'Help', 'This browser has no headset to enter.');
  await page.getByRole('button', { name: 'Take a ticket' }).click();
  const sheet = page.getByRole('region', { name: 'Take a ticket' });
  await expectAccessible(page);
  await sheet.getByRole('button', { name: 'Take a ticket' }).click();
  await sheet.getByTestId('ticket-number').waitFor();
  await desk.page.getByRole('button', { name: 'Call next' }).click();
  await page.getByRole('status').getByText('Called to Desk 1').waitFor();
  await page.getByRole('heading', { name: 'With Elena Markova' }).waitFor();
  await page.getByLabel('Message').fill('From the hall');
  await page.getByLabel('Message').press('Enter');
  await desk.page.getByText('From the hall').waitFor();
  await page.locator('summary', { hasText: 'Accounts and payments' }).click();
  await page.getByTestId('account-available').first().waitFor();
  await expectAccessible(page);
  await screenshot(page, 'branch-consultation');
  expectClean();
});

test.each([
  ['branch-desktop', { width: 1440, height: 900 }, []],
  [
    'branch-phone-ru',
    { width: 390, height: 844, touch: true, locale: 'ru-RU' },
    ['Ваш вид', 'Настройки', 'Помощь', 'Взять талон'],
  ],
])('the branch for people to look at, within its budget: %s', async (name, options, sheets) => {
  const person = await newPerson(house.browser, { ...options, init: lookOn });
  await enterHall(person.page);
  await frames(person.page, 4);
  await expectAccessible(person.page);
  await screenshot(person.page, name);
  await drawEvery(person.page, SELDOM_MS);
  const drawing = await person.page.evaluate(() => ({
    drawCalls: window.__atriumProbe?.drawCalls ?? 0,
    triangles: window.__atriumProbe?.triangles ?? 0,
  }));
  expect(drawing.drawCalls).toBeGreaterThan(0);
  expect(drawing.drawCalls).toBeLessThanOrEqual(100);
  expect(drawing.triangles).toBeLessThanOrEqual(350_000);
  for (const sheet of sheets) await expectSheet(person.page, sheet);
  person.expectClean();
});

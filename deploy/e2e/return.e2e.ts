import type { BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type CuttableNetwork, createCuttableNetwork } from './cuttable-network.ts';
import { newPerson, openHouse, type Person, screenshot, signInAtBank, startAtrium } from './harness.ts';
import { frames, lookOn, wearHeadset } from './headset.ts';

const house = openHouse();
/** The processor draws it. */
const SMALL = { width: 720, height: 480 } as const;
const CHAT_DRAFT = 'And one more thing: ';

let network: CuttableNetwork;
let consultant: Person;
let customer: Person;

beforeAll(async () => {
  network = await createCuttableNetwork();
  consultant = await newPerson(house.browser);
  const desk = consultant.page;
  await desk.goto(`${house.atrium.branchUrl}/api/sign-in/staff?returnTo=/desk`);
  await signInAtBank(desk, 'elena');
  await desk.getByRole('button', { name: 'Go on duty' }).click();

  customer = await newPerson(house.browser, { ...SMALL, proxy: network.server, init: lookOn });
  const { page } = customer;
  await page.goto(`${house.atrium.branchUrl}/api/sign-in/customer?returnTo=/`);
  await signInAtBank(page, 'anna');
  await untilInHall(page);
  await walk(page);

  await page.getByRole('button', { name: 'Take a ticket' }).click();
  await page.getByRole('region', { name: 'Take a ticket' }).getByRole('button', { name: 'Take a ticket' }).click();
  await desk.getByRole('button', { name: 'Call next' }).click();
  await page.getByRole('heading', { name: 'With Elena Markova' }).waitFor();
  await page.locator('summary').click();
  await page.getByRole('button', { name: 'Make a payment' }).click();
  await page.getByRole('radio', { name: 'Account details' }).check();
  for (const [label, text] of Object.entries(FORM)) await page.getByLabel(label).fill(text);
  await page.getByRole('radio', { name: 'Regularly' }).check();
  await page.getByLabel('Message').fill(CHAT_DRAFT);
});
afterAll(() => network?.close());

const FORM = {
  'Payee name': 'Oliver Bennett',
  'Sort code': '20-45-14',
  'Account number': '55779911',
  Amount: '25.40',
  Reference: 'Theatre tickets',
} as const;

async function untilInHall(page: Page): Promise<void> {
  await page.waitForFunction(
    () => (window.__atriumProbe?.frames ?? 0) > 3 && window.__atriumProbe?.avatarId != null,
    undefined,
    { timeout: 60_000 },
  );
}

/** A few steps away from where arrivals begin. */
async function walk(page: Page): Promise<void> {
  await page.keyboard.down('KeyW');
  await frames(page, 14);
  await page.keyboard.up('KeyW');
  await frames(page, 14);
}

const avatarIdOf = (page: Page) => page.evaluate(() => window.__atriumProbe?.avatarId ?? null);
const placeOf = (page: Page) =>
  page.evaluate(() => {
    const { x = Number.NaN, z = Number.NaN } = window.__atriumProbe?.ownPose?.headPosition ?? {};
    return { x, z };
  });

/** Waits for a new link: with it comes a new id. */
async function untilBack(page: Page, before: number | null): Promise<void> {
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

function expectNear(now: { x: number; z: number }, before: { x: number; z: number }): void {
  expect(Math.hypot(now.x - before.x, now.z - before.z)).toBeLessThan(0.05);
}

async function expectAllAsItWas(): Promise<void> {
  const { page } = customer;
  await page.getByRole('heading', { name: 'With Elena Markova' }).waitFor();
  await consultant.page.getByRole('heading', { name: 'With Anna Petrova' }).waitFor();
  await page.getByLabel('Payee name').waitFor();
  for (const [label, text] of Object.entries(FORM)) expect(await page.getByLabel(label).inputValue()).toBe(text);
  expect(await page.getByRole('radio', { name: 'Account details' }).isChecked()).toBe(true);
  expect(await page.getByRole('radio', { name: 'Regularly' }).isChecked()).toBe(true);
  expect(await page.getByLabel('Message').inputValue()).toBe(CHAT_DRAFT);
}

async function say(page: Page, text: string): Promise<void> {
  await page.getByLabel('Message').fill(text);
  await page.getByRole('button', { name: 'Send' }).click();
}

test('a network that goes silent for ten seconds: one comes back by oneself, and all is as it was', async () => {
  const { page } = customer;
  const [before, id] = [await placeOf(page), await avatarIdOf(page)];
  network.cut();
  await page.locator('[data-link=lost]').waitFor({ timeout: 30_000 });
  await screenshot(page, 'link-lost');
  await say(consultant.page, 'Said while you were away');
  await new Promise((passed) => setTimeout(passed, 10_000));
  network.restore();
  await untilBack(page, id);
  expectNear(await placeOf(page), before);
  await expectAllAsItWas();
  await page.getByText('Said while you were away').waitFor();
  await consultant.page.locator('.talk-presence[data-here]').waitFor();
});

test('a server that is killed and started again: the same, for both', async () => {
  const { page } = customer;
  const [before, id] = [await placeOf(page), await avatarIdOf(page)];
  await house.atrium.kill();
  await page.locator('[data-link=lost]').waitFor({ timeout: 30_000 });
  house.atrium = await startAtrium(house.atrium.place);
  await untilBack(page, id);
  expectNear(await placeOf(page), before);
  await expectAllAsItWas();
  await say(consultant.page, 'After the restart');
  await page.getByText('After the restart').waitFor();
});

test('a page that is reloaded, as a browser does that threw its tab away: the same', async () => {
  const { page } = customer;
  const before = await placeOf(page);
  await page.reload();
  await untilInHall(page);
  await frames(page, 30);
  expectNear(await placeOf(page), before);
  await expectAllAsItWas();
  await screenshot(page, 'form-restored');
  await page.getByText('After the restart').waitFor();
});

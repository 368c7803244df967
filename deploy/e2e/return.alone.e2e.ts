import type { BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { startAtrium } from '../atrium-process.ts';
import { type CuttableNetwork, createCuttableNetwork } from './cuttable-network.ts';
import { avatarIdOf, expectNear, placeOf, untilBack, untilInHall, walk } from './hall-visitor.ts';
import { newPerson, openHouse, type Person, screenshot, signInAtBank } from './harness.ts';
import { wearHeadset } from './headset.ts';
import { frames, lookOnPeople } from './looking-on.ts';

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

  customer = await newPerson(house.browser, { ...SMALL, proxy: network.server, init: lookOnPeople });
  const { page } = customer;
  await page.goto(`${house.atrium.branchUrl}/api/sign-in/customer?returnTo=/`);
  await signInAtBank(page, 'anna');
  await untilInHall(page);
  await walk(page);

  await page.getByRole('button', { name: 'Take a ticket' }).click();
  await page.getByRole('region', { name: 'Take a ticket' }).getByRole('button', { name: 'Take a ticket' }).click();
  await desk.getByRole('button', { name: 'Call next' }).click();
  await page.getByRole('heading', { name: 'With Elena Markova' }).waitFor();
  await page.locator('summary', { hasText: 'Accounts and payments' }).click();
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
  await page.getByRole('status').getByText('The connection is back.').waitFor();
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

test('what was said into a network that was gone is sent once there is one again, and is heard once', async () => {
  const { page } = customer;
  const id = await avatarIdOf(page);
  network.cut();
  await say(page, 'Into the void');
  await page.locator('[data-link=lost]').waitFor({ timeout: 30_000 });
  network.restore();
  await untilBack(page, id);
  await consultant.page.getByText('Into the void').waitFor();
  await page.locator('.chat-line[data-waiting]').waitFor({ state: 'detached' });
  for (const { page } of [customer, consultant]) expect(await page.getByText('Into the void').count()).toBe(1);
});

test('a second tab takes the body over where it stands, the first says so and takes it back where it stands then', async () => {
  const first = customer.page;
  const before = await placeOf(first);
  const second = await customer.context.newPage();
  onTestFinished(() => second.close());
  await second.setViewportSize(SMALL);
  await second.goto(`${house.atrium.branchUrl}/`);
  await untilInHall(second);
  await first.locator('[data-link=taken-over]').waitFor();
  await screenshot(first, 'taken-over');
  await frames(second, 30);
  expectNear(await placeOf(second), before);
  // The consultation has opened by itself, and has the keys.
  await second.getByRole('region', { name: 'Consultation' }).getByRole('button', { name: 'Close' }).click();
  await walk(second);
  const after = await placeOf(second);
  expect(Math.hypot(after.x - before.x, after.z - before.z)).toBeGreaterThan(0.2);

  await first.bringToFront();
  await first.waitForTimeout(1500);
  await first.getByRole('button', { name: 'Continue here' }).click();
  await untilBack(first, null);
  await second.locator('[data-link=taken-over]').waitFor();
  expectNear(await placeOf(first), after);
  // What was half filled is a tab's own.
  for (const [label, text] of Object.entries(FORM)) expect(await first.getByLabel(label).inputValue()).toBe(text);
});

test('whoever signs out leaves nothing half filled behind', async () => {
  const { page } = customer;
  const kept = () =>
    page.evaluate(() =>
      Object.keys(sessionStorage)
        .filter((name) => name.startsWith('atrium-draft:'))
        .sort(),
    );
  expect(await kept()).toContain('atrium-draft:payment');
  await page.getByRole('button', { name: 'Sign out' }).click();
  await page.getByRole('button', { name: 'Sign in', exact: true }).first().waitFor();
  expect(await kept()).toEqual([]);
  customer.expectClean();
  await customer.context.close();
});

test('a payment whose answer was lost is not made again by the form that comes back after a reload', async () => {
  const payer = await newPerson(house.browser);
  onTestFinished(() => payer.context.close());
  const { page } = payer;
  await page.goto(`${house.atrium.branchUrl}/api/sign-in/customer?returnTo=/flat`);
  await signInAtBank(page, 'oliver');
  await page.getByRole('button', { name: 'Make a payment' }).click();
  await page.getByRole('radio', { name: 'Account details' }).check();
  for (const [label, text] of Object.entries({ ...FORM, 'Payee name': 'Anna Petrova', 'Account number': '31926819' }))
    await page.getByLabel(label).fill(text);
  const approve = async () => {
    await page.getByRole('button', { name: 'Check the payment' }).click();
    await page.getByRole('button', { name: 'Continue to approval' }).click();
  };
  const made = () =>
    page.evaluate(async () => {
      const { payments } = await (await fetch('/api/payments')).json();
      return (payments as { reference: string }[]).filter(({ reference }) => reference === 'Theatre tickets').length;
    });

  await page.route('**/api/payments', async (route) => {
    if (route.request().method() !== 'POST') return route.continue();
    await route.fetch();
    await route.abort();
  });
  await approve();
  await page.getByTestId('check').waitFor();
  await expect.poll(made).toBe(1);
  await page.unroute('**/api/payments');
  await page.reload();
  await page.getByText('it is as you left it').waitFor();
  await approve();
  await page.getByTestId('binding-code').waitFor();
  expect(await made()).toBe(1);

  // It has become a payment: nothing half filled is left.
  await page.reload();
  await page.getByRole('button', { name: 'Make a payment' }).waitFor();
  payer.expectClean();
});

test('a headset that is taken off and put on again, asleep or out of VR: one stands where one stood, with the ticket', async () => {
  const init = async (context: BrowserContext) => {
    await wearHeadset(context);
    await lookOnPeople(context);
  };
  const quest = await newPerson(house.browser, { ...SMALL, init });
  const { page } = quest;
  await page.goto(`${house.atrium.branchUrl}/api/sign-in/customer?returnTo=/`);
  await signInAtBank(page, 'oliver');
  await untilInHall(page);
  await walk(page);
  await page.getByRole('button', { name: 'Take a ticket' }).click();
  const sheet = page.getByRole('region', { name: 'Take a ticket' });
  await sheet.getByRole('button', { name: 'Take a ticket' }).click();
  const ticket = (await sheet.getByTestId('ticket-number').textContent()) ?? '';
  const enterVr = async () => {
    expect(await page.evaluate(() => window.__atriumProbe?.enterVR?.())).toBe(true);
    await page.waitForFunction(() => window.__atriumProbe?.presenting === true);
    await frames(page, 10);
  };
  await enterVr();
  const before = await placeOf(page);
  const id = await avatarIdOf(page);

  await page.evaluate(() => window.xrDevice.updateVisibilityState('hidden'));
  await page.waitForTimeout(5000);
  await page.evaluate(() => window.xrDevice.updateVisibilityState('visible'));
  await frames(page, 20);
  expectNear(await placeOf(page), before);
  expect(await avatarIdOf(page)).toBe(id);

  await page.evaluate(() => window.__atriumProbe?.leaveVR?.());
  await page.waitForFunction(() => window.__atriumProbe?.presenting === false);
  await frames(page, 10);
  expectNear(await placeOf(page), before);
  await page.getByText(`Your ticket ${ticket}`).waitFor();
  await enterVr();
  expectNear(await placeOf(page), before);

  // Carried out of the branch, the head is brought back to where the server has it, and the play space with it.
  await page.evaluate(() => window.xrDevice.position.set(40, 1.65, 0));
  await page.waitForFunction(
    ({ x, z }) => {
      const head = window.__atriumProbe?.ownPose?.headPosition;
      return head !== undefined && Math.hypot(head.x - x, head.z - z) < 0.05;
    },
    before,
    { timeout: 30_000 },
  );
  await frames(page, 20);
  expectNear(await placeOf(page), before);
  quest.expectClean();
});

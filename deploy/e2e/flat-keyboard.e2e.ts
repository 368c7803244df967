import type { BrowserContext, Locator, Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { expectAccessible } from './accessibility.ts';
import { phoneOf, readTextedCode } from './customer-phone.ts';
import { newPerson, openHouse, readLedger, screenshot, signInAtBank } from './harness.ts';

const MARIA = '20451470872490';

const house = openHouse();

/** A browser without WebGL, and a mouse that nobody touches. */
async function withoutWebGl(context: BrowserContext): Promise<void> {
  await context.addInitScript(() => {
    const getContext = HTMLCanvasElement.prototype.getContext as (
      this: HTMLCanvasElement,
      kind: string,
      ...rest: unknown[]
    ) => unknown;
    HTMLCanvasElement.prototype.getContext = function (this: HTMLCanvasElement, kind: string, ...rest: unknown[]) {
      return /webgl|webgpu/.test(kind) ? null : getContext.call(this, kind, ...rest);
    } as typeof HTMLCanvasElement.prototype.getContext;
  });
}

/** Counts in the page what is played, by its length in tenths of a second. */
async function countSounds(context: BrowserContext): Promise<void> {
  await context.addInitScript(() => {
    const played: number[] = [];
    Object.assign(window, { played });
    const start = AudioBufferSourceNode.prototype.start;
    AudioBufferSourceNode.prototype.start = function (...rest) {
      played.push(Math.round((this.buffer?.duration ?? 0) * 10));
      start.apply(this, rest);
    };
  });
}
const played = (page: Page) => page.evaluate(() => (window as unknown as { played: number[] }).played);

/** What is announced, without the focus going there. */
const announced = (page: Page, text: string) => page.getByRole('status').getByText(text).first().waitFor();

/** Goes forward by Tab alone until the element has the focus. */
async function tabTo(page: Page, target: Locator): Promise<void> {
  await target.first().waitFor();
  for (let step = 0; step < 120; step++) {
    if (await target.first().evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`Tab never reaches ${target}`);
}

async function press(page: Page, name: string | RegExp): Promise<void> {
  await tabTo(page, page.getByRole('button', { name }));
  await page.keyboard.press('Enter');
}

async function type(page: Page, label: string, text: string): Promise<void> {
  await tabTo(page, page.getByLabel(label, { exact: true }));
  await page.keyboard.type(text);
}

async function withoutWebGlCounted(context: BrowserContext): Promise<void> {
  await withoutWebGl(context);
  await countSounds(context);
}

test('by keyboard alone and without WebGL: sign in, take a ticket, talk, pay', async () => {
  const consultant = await newPerson(house.browser);
  const desk = consultant.page;
  await desk.goto(`${house.atrium.branchUrl}/api/sign-in/staff?returnTo=/desk`);
  await signInAtBank(desk, 'james');
  await desk.getByRole('button', { name: 'Go on duty' }).click();

  const customer = await newPerson(house.browser, { width: 1280, height: 900, init: withoutWebGlCounted });
  const { page } = customer;
  await page.goto(`${house.atrium.branchUrl}/`);
  await page.getByRole('status').getByText('cannot show the branch in 3D').waitFor();
  await page.getByText('Guests can look around').waitFor();
  await expectAccessible(page);
  await screenshot(page, 'branch-without-webgl');

  await press(page, 'Sign in');
  await page.waitForURL((url) => url.hostname === 'bank.localhost');
  await type(page, 'Username', 'maria');
  await type(page, 'Password', 'demo-maria');
  await page.keyboard.press('Enter');
  await press(page, 'Allow');
  await page.waitForURL((url) => url.hostname === 'localhost');

  await press(page, 'Take a ticket');
  await page.getByTestId('ticket-number').waitFor();
  expect(await played(page)).toEqual([]);
  await desk.getByRole('button', { name: 'Call next' }).click();
  await announced(page, 'You are called. Your consultation is open.');
  await expect.poll(() => played(page)).toEqual([9]);
  await page.getByRole('heading', { name: 'With James Whitfield' }).waitFor();
  await type(page, 'Message', 'Hello by keys');
  await page.keyboard.press('Enter');
  await desk.getByText('Hello by keys').waitFor();

  await press(page, 'Make a payment');
  await tabTo(page, page.getByRole('radio', { name: 'Saved payee' }));
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowRight');
  await type(page, 'Payee name', 'Anna Petrova');
  await type(page, 'Sort code', '204514');
  await type(page, 'Account number', '31926819');
  await type(page, 'Amount', '7.77');
  await type(page, 'Reference', 'By keys');
  await page.keyboard.press('Enter');
  await press(page, 'Continue to approval');
  await page.getByTestId('binding-code').waitFor();

  const phone = await phoneOf(customer);
  await phone.goto(`${house.atrium.bankUrl}/approvals`);
  await phone.getByRole('link', { name: 'Set up a passkey' }).waitFor();
  await expectAccessible(phone);
  await tabTo(phone, phone.getByRole('link', { name: 'Set up a passkey' }));
  await phone.keyboard.press('Enter');
  await type(phone, 'Your password', 'demo-maria');
  await phone.keyboard.press('Enter');
  await phone.waitForURL(/\/passkeys\/new$/);
  await phone.getByLabel('Code', { exact: true }).waitFor();
  await type(phone, 'Code', await readTextedCode(customer, house.atrium));
  await phone.keyboard.press('Enter');
  await phone.waitForURL(/\/approvals$/);
  await phone.getByRole('button', { name: /Approve/ }).waitFor();
  await expectAccessible(phone);
  await press(phone, /Approve/);
  await phone.getByRole('heading', { name: 'Approved' }).waitFor();
  await page.getByTestId('receipt').waitFor();
  const { entries } = await readLedger(house.atrium, MARIA);
  expect(entries.filter(({ reference }) => reference === 'By keys').map(({ amount }) => amount)).toEqual(['-7.77']);
  customer.expectClean();
  consultant.expectClean();
});

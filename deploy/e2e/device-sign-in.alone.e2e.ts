import type { Page, Response } from 'playwright-core';
import decodeQR from 'qr/decode.js';
import { afterEach, expect, test } from 'vitest';
import { type DeviceSignIn, startDeviceSignIn } from '../../shared/identity.ts';
import { newPerson, openHouse, type Person, screenshot, signInAtBank } from './harness.ts';
import { frames, pointController, trigger } from './headset.ts';
import { enterVr, largeFrame, picture } from './vr-person.ts';

const house = openHouse();

// A page that nobody looks at any more still draws, and here the processor draws all of them.
afterEach(() => Promise.all(house.browser.contexts().map((context) => context.close())));

const PHONE = { width: 360, height: 640, touch: true } as const;
/** The kiosk of the flagship branch, and a place before it; `[x, z]` in metres. */
const KIOSK = [2.8, 1.5] as const;
const BEFORE_KIOSK = [2.8, 2.6] as const;

const headOf = (page: Page) => page.evaluate(() => window.__atriumProbe?.ownPose?.headPosition) as Promise<Place>;
type Place = { x: number; y: number; z: number };
/** Where the middle of the play space is, over the floor. */
type Origin = readonly [x: number, z: number];

/** Presses what the right controller points at, and lets go after some frames. */
async function press(page: Page, holdFrames = 4): Promise<void> {
  await frames(page, 8);
  await trigger(page, 'right', 1);
  await frames(page, holdFrames);
  await trigger(page, 'right', 0);
  await frames(page, 6);
}

/** Teleports, in strides that an arm can point at, until one stands before the kiosk. */
async function standAtKiosk(page: Page): Promise<Origin> {
  for (let stride = 0; stride < 4; stride++) {
    const head = await headOf(page);
    const [dx, dz] = [BEFORE_KIOSK[0] - head.x, BEFORE_KIOSK[1] - head.z];
    const length = Math.hypot(dx, dz);
    if (length < 0.25) break;
    const part = Math.min(1, 2.2 / length);
    await pointController(page, 'right', [0.2, 1.3, -0.2], [dx * part, 0, dz * part]);
    await press(page);
  }
  const { x, z } = await headOf(page);
  return [x, z];
}

/**
 * Presses the kiosk, below its screen, until the server is asked for what it should be; answers what it said. Where the processor
 * is slow a press lasts too long to be a click, and the next is shorter.
 */
async function pressKiosk(page: Page, origin: Origin, path: string): Promise<Response> {
  await pointController(page, 'right', [0.2, 1.1, -0.3], [KIOSK[0] - origin[0], 0.9, KIOSK[1] - origin[1]]);
  let heard: Response | null = null;
  page.on('response', (response) => {
    const isIt = response.request().method() === 'POST' && new URL(response.url()).pathname === path;
    if (isIt) heard = response;
  });
  for (const holdFrames of [4, 3, 2, 2, 1, 1]) if (!heard) await press(page, holdFrames);
  if (!heard) throw new Error(`nobody asked for ${path}`);
  return heard;
}

/** Reads a QR off what the headset shows, as a camera would. */
async function readQr(page: Page): Promise<string> {
  const picture = await largeFrame(page);
  const { width, height, pixels } = await page.evaluate(async (base64) => {
    const bitmap = await createImageBitmap(await (await fetch(`data:image/png;base64,${base64}`)).blob());
    // One eye is enough.
    const canvas = new OffscreenCanvas(bitmap.width / 2, bitmap.height);
    const context = canvas.getContext('2d') as OffscreenCanvasRenderingContext2D;
    context.drawImage(bitmap, 0, 0);
    const { data } = context.getImageData(0, 0, canvas.width, canvas.height);
    return { width: canvas.width, height: canvas.height, pixels: [...data] };
  }, picture);
  return decodeQR({ width, height, data: Uint8Array.from(pixels) }, { timeLimit: 5000 });
}

/** On the phone: opens what the QR says and signs in; ends where the code is to be matched. */
async function openOnPhone(link: string, username: string): Promise<Person> {
  const phone = await newPerson(house.browser, PHONE);
  await phone.page.goto(link);
  await phone.page.getByLabel('Username').fill(username);
  await phone.page.getByLabel('Password').fill(`demo-${username}`);
  await phone.page.getByRole('button', { name: 'Sign in' }).click();
  await phone.page.getByRole('heading', { name: 'Let this device in?' }).waitFor();
  return phone;
}

/** Opens the sign-in by phone on the flat page; answers the code and the QR's words. */
async function showCode(page: Page): Promise<DeviceSignIn> {
  const answered = page.waitForResponse((response) => new URL(response.url()).pathname === startDeviceSignIn.path);
  const dialog = page.getByRole('dialog');
  await ((await dialog.isVisible())
    ? dialog.getByRole('button', { name: 'New code' })
    : page.getByRole('button', { name: 'With your phone' })
  ).click();
  const started = startDeviceSignIn.answer.parse(await (await answered).json());
  await page.getByTestId('device-code').getByText(started.userCode).waitFor();
  return started;
}

test('in a headset one is shown a QR and a code; the phone matches it, and one is signed in without leaving VR', async () => {
  const quest = await enterVr(house);
  const { page } = quest;
  const origin = await standAtKiosk(page);
  const begun = await pressKiosk(page, origin, startDeviceSignIn.path);
  const { userCode, pageUrlWithCode } = startDeviceSignIn.answer.parse(await begun.json());
  await frames(page, 8);
  await picture(page, 'vr-phone-sign-in');
  expect(await readQr(page)).toBe(pageUrlWithCode);

  const phone = await openOnPhone(pageUrlWithCode, 'anna');
  for (const shown of ['VR headset', 'Meridian Bank, Riverside branch']) await phone.page.getByText(shown).waitFor();
  await screenshot(phone.page, 'bank-device-phone');
  await phone.page.getByRole('button', { name: userCode }).click();
  await phone.page.getByRole('heading', { name: 'Signed in' }).waitFor();

  await page.waitForFunction(
    async () => (await (await fetch('/api/session')).json()).customer?.legalName === 'Anna Petrova',
  );
  expect(await page.evaluate(() => window.__atriumProbe?.presenting)).toBe(true);
  // The hall knows it, too: the kiosk gives a ticket to whoever signed in.
  const ticket = await pressKiosk(page, origin, '/api/branches/flagship/ticket');
  expect(ticket.status()).toBe(200);
  await picture(page, 'vr-kiosk-signed-in');
  quest.expectClean();
  phone.expectClean();
}, 240_000);

test('on a page the phone says no, then another code than the page’s, then yes; signing out ends the session on the phone', async () => {
  const { page, expectClean } = await newPerson(house.browser);
  await page.goto(`${house.atrium.branchUrl}/flat`);
  const first = await showCode(page);
  await screenshot(page, 'flat-phone-sign-in');
  const phone = await openOnPhone(first.pageUrlWithCode, 'oliver');
  await phone.page.getByText('Computer or other browser').waitFor();
  await phone.page.getByRole('button', { name: 'None of these' }).click();
  await phone.page.getByRole('heading', { name: 'Not let in' }).waitFor();
  await page.getByText('The phone said no.').waitFor();

  const second = await showCode(page);
  await phone.page.goto(second.pageUrlWithCode);
  const others = phone.page.locator('button.choice').filter({ hasNotText: second.userCode });
  await others.first().click();
  await phone.page.getByRole('heading', { name: 'Not the code' }).waitFor();
  await page.getByText('The phone said no.').waitFor();
  await page.getByText('Guests can look around').waitFor();

  const third = await showCode(page);
  await phone.page.goto(third.pageUrl);
  await phone.page.getByLabel('Code on the device').fill(third.userCode.toLowerCase());
  await phone.page.getByRole('button', { name: 'Continue' }).click();
  await phone.page.getByRole('button', { name: third.userCode }).click();
  await phone.page.getByRole('heading', { name: 'Signed in' }).waitFor();
  await page.getByText('Oliver Bennett').first().waitFor();
  await page.getByRole('button', { name: 'Take a ticket' }).waitFor();
  await phone.page.goto(third.pageUrlWithCode);
  await phone.page.getByRole('heading', { name: 'Used already' }).waitFor();

  await phone.page.goto(`${house.atrium.bankUrl}/approvals`);
  await phone.page.getByText('Oliver Bennett').waitFor();
  await page.getByRole('banner').getByRole('button', { name: 'Sign out' }).click();
  await page.getByText('Guests can look around').waitFor();
  await expect
    .poll(async () => {
      await phone.page.reload();
      return phone.page.getByLabel('Password').isVisible();
    })
    .toBe(true);
  expectClean();
  phone.expectClean();
});

test('signing out of the branch signs out of the bank in the same browser, asks nothing, and comes back', async () => {
  const { page, expectClean } = await newPerson(house.browser);
  await page.goto(`${house.atrium.branchUrl}/api/sign-in/customer?returnTo=/flat`);
  await signInAtBank(page, 'maria');
  await page.getByRole('button', { name: 'Take a ticket' }).waitFor();
  await page.goto(`${house.atrium.bankUrl}/approvals`);
  expect(await page.getByLabel('Password').isVisible()).toBe(false);
  await page.goto(`${house.atrium.branchUrl}/flat`);
  await page.getByRole('banner').getByRole('button', { name: 'Sign out' }).click();
  await page.getByText('Guests can look around').waitFor();
  expect(new URL(page.url()).pathname).toBe('/flat');
  await page.goto(`${house.atrium.bankUrl}/approvals`);
  await page.getByLabel('Password').waitFor();
  expectClean();
});

import type { Page, Request, Response } from 'playwright-core';
import decodeQR from 'qr/decode.js';
import { afterEach, expect, test } from 'vitest';
import { startDeviceSignIn } from '../../shared/identity.ts';
import { openOnPhone } from './device-phone.ts';
import { openHouse, screenshot } from './harness.ts';
import { pointController, trigger } from './headset.ts';
import { frames } from './looking-on.ts';
import { enterVr, largeFrame, picture } from './vr-person.ts';

const house = openHouse();

// A page that nobody looks at any more still draws, and here the processor draws all of them.
afterEach(() => Promise.all(house.browser.contexts().map((context) => context.close())));

/** The kiosk of the flagship branch, and a place before it; `[x, z]` in metres. */
const KIOSK = [2.8, 1.5] as const;
const BEFORE_KIOSK = [2.8, 2.6] as const;
/** Metres; an arc comes down a little beside where one points. */
const NEAR_ENOUGH = 0.5;

const headOf = (page: Page) => page.evaluate(() => window.__atriumProbe?.ownPose?.headPosition) as Promise<Place>;
type Place = { x: number; y: number; z: number };

/** Presses what the right controller points at, and lets go after some frames. */
async function press(page: Page, holdFrames = 4): Promise<void> {
  await frames(page, 8);
  await trigger(page, 'right', 1);
  await frames(page, holdFrames);
  await trigger(page, 'right', 0);
  await frames(page, 6);
}

/** Teleports, in strides that an arm can point at, until one stands before the kiosk. */
async function standAtKiosk(page: Page): Promise<void> {
  for (let stride = 0; stride < 8; stride++) {
    const head = await headOf(page);
    const [dx, dz] = [BEFORE_KIOSK[0] - head.x, BEFORE_KIOSK[1] - head.z];
    const length = Math.hypot(dx, dz);
    if (length < NEAR_ENOUGH) return;
    const part = Math.min(1, 2.2 / length);
    await pointController(page, 'right', [0.2, 1.3, -0.2], [dx * part, 0, dz * part]);
    await press(page);
  }
  throw new Error(`not before the kiosk, but at ${JSON.stringify(await headOf(page))}`);
}

/**
 * Presses the kiosk, below its screen, until the server is asked for what it should be; answers what it said, which may take the
 * bank longer than many presses. Where the processor is slow a press lasts too long to be a click, and the next is shorter.
 */
async function pressKiosk(page: Page, path: string): Promise<Response> {
  const requests: Request[] = [];
  page.on('request', (request) => {
    if (request.method() === 'POST' && new URL(request.url()).pathname === path) requests.push(request);
  });
  for (const holdFrames of [4, 3, 2, 2, 1, 1]) {
    if (requests.length > 0) break;
    const { x, z } = await headOf(page);
    await pointController(page, 'right', [0.2, 1.1, -0.3], [KIOSK[0] - x, 0.9, KIOSK[1] - z]);
    await press(page, holdFrames);
  }
  const response = await requests[0]?.response();
  if (!response) throw new Error(`nobody asked for ${path} from ${JSON.stringify(await headOf(page))}`);
  return response;
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

test('in a headset one is shown a QR and a code; the phone matches it, and one is signed in without leaving VR', async () => {
  const quest = await enterVr(house);
  const { page } = quest;
  await standAtKiosk(page);
  const begun = await pressKiosk(page, startDeviceSignIn.path);
  const { userCode, pageUrlWithCode } = startDeviceSignIn.answer.parse(await begun.json());
  await frames(page, 8);
  await picture(page, 'vr-phone-sign-in');
  expect(await readQr(page)).toBe(pageUrlWithCode);

  const phone = await openOnPhone(house, pageUrlWithCode, 'anna');
  for (const shown of ['VR headset', 'Meridian Bank, Riverside branch']) await phone.page.getByText(shown).waitFor();
  await screenshot(phone.page, 'bank-device-phone');
  await phone.page.getByRole('button', { name: userCode }).click();
  await phone.page.getByRole('heading', { name: 'Signed in' }).waitFor();

  await page.waitForFunction(
    async () => (await (await fetch('/api/session')).json()).customer?.legalName === 'Anna Petrova',
  );
  expect(await page.evaluate(() => window.__atriumProbe?.presenting)).toBe(true);
  // The hall knows it, too: the kiosk gives a ticket to whoever signed in.
  const ticket = await pressKiosk(page, '/api/branches/flagship/ticket');
  expect(ticket.status()).toBe(200);
  await picture(page, 'vr-kiosk-signed-in');
  quest.expectClean();
  phone.expectClean();
}, 240_000);

import type { BrowserContext, Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { newPerson, openHouse, screenshot, signInAtBank } from './harness.ts';

/** Two browsers with Chromium's fake microphone, which beeps each second; what is heard is measured where it arrives. */
const house = openHouse([
  '--use-fake-ui-for-media-stream',
  '--use-fake-device-for-media-stream',
  '--autoplay-policy=no-user-gesture-required',
  // Names of one's own addresses are told by multicast, which machines of tests do not have.
  '--disable-features=WebRtcHideLocalIpsWithMdns',
]);

interface Watched {
  connections: RTCPeerConnection[];
}
async function watchConnections(context: BrowserContext): Promise<void> {
  await context.addInitScript(() => {
    const Native = globalThis.RTCPeerConnection;
    const connections: RTCPeerConnection[] = [];
    Object.assign(globalThis, { connections });
    globalThis.RTCPeerConnection = class extends Native {
      constructor(configuration?: RTCConfiguration) {
        super(configuration);
        connections.push(this);
      }
    };
  });
}

/** What arrives at a page's latest connection: packets, energy of what is played, and which ICE attempt carries it. */
async function arriving(page: Page): Promise<{ packets: number; energy: number; attempt: string; state: string }> {
  return page.evaluate(async () => {
    const connection = (globalThis as unknown as Watched).connections.at(-1);
    const heard = { packets: 0, energy: 0, attempt: '', state: connection?.connectionState ?? 'none' };
    heard.attempt = /a=ice-ufrag:(\S+)/.exec(connection?.currentRemoteDescription?.sdp ?? '')?.[1] ?? '';
    for (const report of (await connection?.getStats())?.values() ?? [])
      if (report.type === 'inbound-rtp') {
        heard.packets += report.packetsReceived;
        heard.energy += report.totalAudioEnergy ?? 0;
      }
    return heard;
  });
}
const ENERGY_OF_A_BEEP = 1e-4;
async function hears(page: Page): Promise<void> {
  const before = await arriving(page);
  await expect
    .poll(async () => (await arriving(page)).energy - before.energy, { timeout: 20_000 })
    .toBeGreaterThan(ENERGY_OF_A_BEEP);
}

test('the two hear each other, muted is silent, and a way that is lost is found again', async () => {
  const consultant = await newPerson(house.browser, { init: watchConnections });
  consultant.context.setDefaultTimeout(30_000);
  const desk = consultant.page;
  await desk.goto(`${house.atrium.branchUrl}/api/sign-in/staff?returnTo=/desk`);
  await signInAtBank(desk, 'james');
  await desk.getByRole('button', { name: 'Go on duty' }).click();

  const customer = await newPerson(house.browser, { width: 900, height: 900, init: watchConnections });
  customer.context.setDefaultTimeout(30_000);
  const { page } = customer;
  await page.goto(`${house.atrium.branchUrl}/api/sign-in/customer?returnTo=/flat`);
  await signInAtBank(page, 'maria');
  await page.getByRole('button', { name: 'Take a ticket' }).click();
  await page.getByTestId('ticket-number').waitFor();
  await desk.getByRole('button', { name: 'Call next' }).click();

  await page.getByRole('button', { name: 'Join with voice' }).click();
  await page.getByText('James Whitfield has not joined by voice yet.').waitFor();
  await desk.getByText('Мария Соколова is here by voice.').waitFor();
  await screenshot(desk, 'voice-offered');
  await desk.getByRole('button', { name: 'Join with voice' }).click();
  await page.getByText('James Whitfield is here by voice').waitFor();
  await desk.getByText('Мария Соколова is here by voice').waitFor();
  await Promise.all([hears(page), hears(desk)]);
  await screenshot(page, 'voice-on');

  // Muted: not a packet more, and not a sound; then heard again.
  await desk.locator('h1').click();
  await desk.keyboard.press('m');
  await desk.getByText('Muted: nothing of what you say is sent.').waitFor();
  await page.getByText('James Whitfield is muted').waitFor();
  await page.waitForTimeout(700);
  const silent = await arriving(page);
  await page.waitForTimeout(2500);
  const after = await arriving(page);
  expect(after.packets).toBe(silent.packets);
  expect(after.energy - silent.energy).toBeLessThan(ENERGY_OF_A_BEEP / 100);
  await screenshot(desk, 'voice-muted');
  await hears(desk);
  await desk.keyboard.press('m');
  await hears(page);

  // The network of one is cut, for the voice as for the link.
  const network = await customer.context.newCDPSession(page);
  const { attempt } = await arriving(page);
  const cut = { offline: false, latency: 0, downloadThroughput: -1, uploadThroughput: -1, packetLoss: 100 };
  await network.send('Network.enable');
  await network.send('Network.emulateNetworkConditions', cut);
  await page.getByText('the sound is lost').waitFor();
  await screenshot(page, 'voice-lost');
  await network.send('Network.emulateNetworkConditions', { ...cut, packetLoss: 0 });
  await page.getByText('James Whitfield is here by voice').waitFor();
  await Promise.all([hears(page), hears(desk)]);
  expect((await arriving(page)).attempt).not.toBe(attempt);

  // The talk's end is the voice's end.
  await desk.getByRole('button', { name: 'End consultation' }).click();
  await desk.getByRole('button', { name: 'Yes, end it' }).click();
  await page.getByText('The consultation has ended.').waitFor();
  await expect.poll(async () => (await arriving(page)).state).toBe('closed');
  await expect.poll(async () => (await arriving(desk)).state).toBe('closed');
  customer.expectClean();
  consultant.expectClean();
});

import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { createCuttableUdp } from './cuttable-udp.ts';
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
  const between = createCuttableUdp();
  const consultant = await newPerson(house.browser, { init: between.lead });
  consultant.context.setDefaultTimeout(30_000);
  const desk = consultant.page;
  await desk.goto(`${house.atrium.branchUrl}/api/sign-in/staff?returnTo=/desk`);
  await signInAtBank(desk, 'james');
  await desk.getByRole('button', { name: 'Go on duty' }).click();

  const customer = await newPerson(house.browser, { width: 900, height: 900, init: between.lead });
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

  // The way between them is cut: another is looked for by signals (an ICE restart), without anybody's doing, and found once there is one.
  const { attempt } = await arriving(page);
  between.isCut = true;
  await page.getByText('the sound is lost').waitFor();
  await screenshot(page, 'voice-lost');
  await expect.poll(async () => (await arriving(page)).attempt, { timeout: 20_000 }).not.toBe(attempt);
  between.isCut = false;
  await page.getByText('James Whitfield is here by voice').waitFor();
  await Promise.all([hears(page), hears(desk)]);

  // The talk's end is the voice's end.
  await desk.getByRole('button', { name: 'End consultation' }).click();
  await desk.getByRole('button', { name: 'Yes, end it' }).click();
  await page.getByText('The consultation has ended.').waitFor();
  await expect.poll(async () => (await arriving(page)).state).toBe('closed');
  await expect.poll(async () => (await arriving(desk)).state).toBe('closed');
  between.close();
  customer.expectClean();
  consultant.expectClean();
});

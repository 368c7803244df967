import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { expectAccessible } from './accessibility.ts';
import { createCuttableUdp } from './cuttable-udp.ts';
import { newPerson, openHouse, screenshot, signInAtBank } from './harness.ts';

/** Browsers with Chromium's fake microphone, which beeps each second; what is heard is measured where it arrives. */
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
interface Arriving {
  readonly packets: number;
  readonly energy: number;
  readonly attempt: string;
  readonly state: string;
  readonly direction: string | null | undefined;
}
/**
 * What arrives at one of a page's connections, as they were made: packets, energy of what is played, which ICE attempt carries it,
 * and what the two have agreed goes which way.
 */
async function arriving(page: Page, index = 0): Promise<Arriving> {
  return page.evaluate(async (at) => {
    const connection = (globalThis as unknown as Watched).connections[at];
    const direction = connection?.getTransceivers()[0]?.currentDirection;
    const heard = { packets: 0, energy: 0, attempt: '', state: connection?.connectionState ?? 'none', direction };
    heard.attempt = /a=ice-ufrag:(\S+)/.exec(connection?.currentRemoteDescription?.sdp ?? '')?.[1] ?? '';
    for (const report of (await connection?.getStats())?.values() ?? [])
      if (report.type === 'inbound-rtp') {
        heard.packets += report.packetsReceived;
        heard.energy += report.totalAudioEnergy ?? 0;
      }
    return heard;
  }, index);
}
const ENERGY_OF_A_BEEP = 1e-4;
async function hears(page: Page, index = 0): Promise<void> {
  const before = await arriving(page, index);
  await expect
    .poll(async () => (await arriving(page, index)).energy - before.energy, { timeout: 20_000 })
    .toBeGreaterThan(ENERGY_OF_A_BEEP);
}
const directions = (...ends: readonly (readonly [Page, number])[]) =>
  Promise.all(ends.map(async ([page, index]) => (await arriving(page, index)).direction));

test('the two hear each other, muted is silent, a lost way is found again; a supervisor listens, whispers and joins, never unseen', async () => {
  const between = createCuttableUdp();
  const consultant = await newPerson(house.browser, { init: between.lead });
  consultant.context.setDefaultTimeout(30_000);
  const desk = consultant.page;
  await desk.goto(`${house.atrium.branchUrl}/api/sign-in/staff?returnTo=/desk`);
  await signInAtBank(desk, 'elena');
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
  await page.getByText('Elena Markova has not joined by voice yet.').waitFor();
  await desk.getByText('Мария Соколова is here by voice.').waitFor();
  await screenshot(desk, 'voice-offered');
  await desk.getByRole('button', { name: 'Join with voice' }).click();
  await page.getByText('Elena Markova is here by voice').waitFor();
  await desk.getByText('Мария Соколова is here by voice').waitFor();
  await Promise.all([hears(page), hears(desk)]);
  await screenshot(page, 'voice-on');

  // Muted: not a packet more, and not a sound; then heard again.
  await desk.locator('h1').click();
  await desk.keyboard.press('m');
  await desk.getByText('Muted: nothing of what you say is sent.').waitFor();
  await page.getByText('Elena Markova is muted').waitFor();
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
  await page.getByText('Elena Markova is here by voice').waitFor();
  await Promise.all([hears(page), hears(desk)]);

  // A supervisor listens: the two are told before a word is heard, and hear nothing of them.
  const supervisor = await newPerson(house.browser, { init: between.lead });
  supervisor.context.setDefaultTimeout(30_000);
  const floor = supervisor.page;
  await floor.goto(`${house.atrium.branchUrl}/api/sign-in/staff?returnTo=/desk`);
  await signInAtBank(floor, 'james');
  const press = (name: string) => floor.getByRole('button', { name, exact: true }).click();
  const company = page.getByTestId('talk-company');
  await press('Listen');
  await company.getByText('James Whitfield, a supervisor, is listening').waitFor();
  await desk.getByText('James Whitfield, a supervisor, is listening. The customer is told.').waitFor();
  // As the supervisor's connections were made: to the customer, to the consultant; with each of them, theirs is the second.
  await Promise.all([hears(floor, 0), hears(floor, 1)]);
  const [toCustomer, toConsultant] = [[page, 1] as const, [desk, 1] as const];
  const ends = [[floor, 0], [floor, 1], toCustomer, toConsultant] as const;
  expect(await directions(...ends)).toEqual(['recvonly', 'recvonly', 'sendonly', 'sendonly']);
  await expectAccessible(floor);
  await screenshot(floor, 'supervisor-listens');
  await screenshot(page, 'supervisor-listens-customer');

  // Whispers: the consultant hears and reads it, and to the customer goes not a packet, nor a word.
  await press('Whisper');
  await company.getByText('may advise your consultant').waitFor();
  await hears(...toConsultant);
  await floor.getByLabel('Message').fill('Offer the other card');
  await floor.getByLabel('Message').press('Enter');
  await desk.getByText('Offer the other card').waitFor();
  await page.waitForTimeout(2500);
  expect(await page.getByText('Offer the other card').count()).toBe(0);
  expect(await arriving(...toCustomer)).toMatchObject({ packets: 0, energy: 0, direction: 'sendonly' });
  expect(await directions(...ends)).toEqual(['recvonly', 'sendrecv', 'sendonly', 'sendrecv']);
  await screenshot(desk, 'supervisor-whispers');

  // Joins: all hear all. On hold the customer hears nobody, and the other two go on.
  await press('Join');
  await company.getByText('James Whitfield, a supervisor, takes part in this talk.').waitFor();
  await Promise.all([hears(...toCustomer), hears(...toConsultant), hears(floor, 0), hears(floor, 1), hears(page)]);
  await expectAccessible(page);
  await desk.getByRole('button', { name: 'Hold' }).click();
  await expect.poll(() => directions([page, 0], toCustomer, [desk, 0])).toEqual(['inactive', 'inactive', 'inactive']);
  await hears(...toConsultant);
  await screenshot(page, 'supervisor-joined-hold');
  await desk.getByRole('button', { name: 'Back to the talk' }).click();
  await Promise.all([hears(...toCustomer), hears(page), hears(desk)]);

  // Leaves, and is gone for both.
  await press('Leave');
  await expect.poll(() => company.textContent()).toBe('');
  await expect.poll(async () => (await arriving(...toCustomer)).state).toBe('closed');
  await expect.poll(async () => (await arriving(floor)).state).toBe('closed');

  // The talk's end is the voice's end.
  await desk.getByRole('button', { name: 'End consultation' }).click();
  await desk.getByRole('button', { name: 'Yes, end it' }).click();
  await page.getByText('The consultation has ended.').waitFor();
  await expect.poll(async () => (await arriving(page)).state).toBe('closed');
  await expect.poll(async () => (await arriving(desk)).state).toBe('closed');
  between.close();
  customer.expectClean();
  consultant.expectClean();
  supervisor.expectClean();
});

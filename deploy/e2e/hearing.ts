import type { Page } from 'playwright-core';
import { expect } from 'vitest';

/** For a browser with Chromium's fake microphone, which beeps each second. */
export const FAKE_MICROPHONE = [
  '--use-fake-ui-for-media-stream',
  '--use-fake-device-for-media-stream',
  '--autoplay-policy=no-user-gesture-required',
  // Names of one's own addresses are told by multicast, which machines of tests do not have.
  '--disable-features=WebRtcHideLocalIpsWithMdns',
];

interface Watched {
  connections: RTCPeerConnection[];
}
interface Arriving {
  readonly packets: number;
  readonly energy: number;
  readonly attempt: string;
  readonly direction: string | null | undefined;
}
/** One end of a voice connection: whose, and which of those that are not closed, in the order they were made. */
export type End = readonly [page: Page, index: number];

/** How many voice connections a page has. Pages are to go the way of `cuttable-udp.ts`, which knows them. */
export const connected = (page: Page): Promise<number> =>
  page.evaluate(() => {
    const { connections } = globalThis as unknown as Watched;
    return connections.filter(({ connectionState }) => connectionState !== 'closed').length;
  });

/** What arrives at an end: packets, energy of what is played, which ICE attempt carries it, and what goes which way as both agreed. */
export function arriving([page, index]: End): Promise<Arriving> {
  return page.evaluate(async (at) => {
    const open = (globalThis as unknown as Watched).connections.filter((one) => one.connectionState !== 'closed');
    const connection = open[at];
    const direction = connection?.getTransceivers()[0]?.currentDirection;
    const heard = { packets: 0, energy: 0, attempt: '', direction };
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

/** Until a beep has been heard at each of these ends. */
export async function untilHeard(...ends: readonly End[]): Promise<void> {
  await Promise.all(
    ends.map(async (end) => {
      const before = await arriving(end);
      await expect.poll(async () => (await arriving(end)).energy - before.energy).toBeGreaterThan(ENERGY_OF_A_BEEP);
    }),
  );
}

/** For as long as two beeps last not a packet comes, and not a sound. */
export async function expectSilence(end: End): Promise<void> {
  const before = await arriving(end);
  await end[0].waitForTimeout(2500);
  const after = await arriving(end);
  expect(after.packets).toBe(before.packets);
  expect(after.energy - before.energy).toBeLessThan(ENERGY_OF_A_BEEP / 100);
}

export const directions = (...ends: readonly End[]) =>
  Promise.all(ends.map(async (end) => (await arriving(end)).direction));

import type { BrowserContext, Page } from 'playwright-core';
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
  /** Of voices that are played from a place; see {@link giveEars}. */
  placedEnergy?: number;
}
interface Arriving {
  readonly packets: number;
  readonly energy: number;
  /** The part of the energy that came from a body in the hall. */
  readonly placed: number;
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

/**
 * Measures on every page what voices are played from a place. Such a voice goes by Web Audio, and its element is muted: Chromium counts
 * `totalAudioEnergy` after the element's volume, so that it stays 0 however loud the voice is.
 */
export const giveEars = (context: BrowserContext): Promise<void> => context.addInitScript(hearPlaced).then(() => {});

/** Runs in the page. */
function hearPlaced(): void {
  const page = globalThis as unknown as Watched;
  const LOOK_EVERY_MS = 250;
  const ears = new Map<BaseAudioContext, AnalyserNode | null>();
  const connect = AudioNode.prototype.connect as (this: AudioNode, ...to: unknown[]) => unknown;
  const { createMediaStreamSource } = AudioContext.prototype;
  // Other contexts play the sounds of the hall.
  AudioContext.prototype.createMediaStreamSource = function (stream) {
    if (!ears.has(this)) ears.set(this, null);
    return createMediaStreamSource.call(this, stream);
  };
  Object.assign(AudioNode.prototype, {
    connect(this: AudioNode, ...to: unknown[]) {
      const { context } = this;
      if (to[0] === context.destination && ears.has(context)) connect.call(this, earOf(context));
      return connect.apply(this, to);
    },
  });

  function earOf(context: BaseAudioContext): AnalyserNode {
    const known = ears.get(context);
    if (known) return known;
    const ear = context.createAnalyser();
    ear.fftSize = 32_768;
    ears.set(context, ear);
    const samples = new Float32Array(ear.fftSize);
    let heardUntil = context.currentTime;
    setInterval(() => {
      const fresh = Math.min(Math.round((context.currentTime - heardUntil) * context.sampleRate), samples.length);
      heardUntil = context.currentTime;
      ear.getFloatTimeDomainData(samples);
      let sum = 0;
      for (const sample of samples.subarray(samples.length - fresh)) sum += sample * sample;
      page.placedEnergy = (page.placedEnergy ?? 0) + sum / context.sampleRate;
    }, LOOK_EVERY_MS);
    return ear;
  }
}

/**
 * What arrives at an end: packets, energy of what is played, which ICE attempt carries it, and what goes which way as both agreed. Who is
 * given ears has one connection, whose energy it is.
 */
export function arriving([page, index]: End): Promise<Arriving> {
  return page.evaluate(async (at) => {
    const { connections, placedEnergy: placed = 0 } = globalThis as unknown as Watched;
    const open = connections.filter((one) => one.connectionState !== 'closed');
    const connection = open[at];
    const direction = connection?.getTransceivers()[0]?.currentDirection;
    const heard = { packets: 0, energy: placed, placed, attempt: '', direction };
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
const ENERGY_OF_SILENCE = 1e-6;
const BEEPS_EVERY_MS = 1000;

/** Until a beep has been heard at each of these ends. */
export async function untilHeard(...ends: readonly End[]): Promise<void> {
  await Promise.all(
    ends.map(async (end) => {
      const before = await arriving(end);
      await expect.poll(async () => (await arriving(end)).energy - before.energy).toBeGreaterThan(ENERGY_OF_A_BEEP);
    }),
  );
}

/**
 * Once what was under way has come not a packet comes for as long as two beeps last, and not a sound. A busy machine plays late what it has
 * received: sound is looked for as long as one beep follows another, after that.
 */
export async function expectSilence(end: End): Promise<void> {
  const during = async (ms: number) => {
    const before = await arriving(end);
    await end[0].waitForTimeout(ms);
    const after = await arriving(end);
    return { packets: after.packets - before.packets, energy: after.energy - before.energy, now: after.packets };
  };
  await expect.poll(async () => (await during(200)).packets).toBe(0);
  const { now, packets } = await during(1300);
  expect(packets).toBe(0);
  let last = now;
  const heard = async () => {
    const { energy, now } = await during(BEEPS_EVERY_MS + 200);
    last = now;
    return energy;
  };
  await expect.poll(heard).toBeLessThan(ENERGY_OF_SILENCE);
  expect(last).toBe(now);
}

export const directions = (...ends: readonly End[]) =>
  Promise.all(ends.map(async (end) => (await arriving(end)).direction));

/** What a network does to one direction of a connection. */
export interface Network {
  /** One way, milliseconds, and by how much it varies to either side. */
  readonly delayMs: number;
  readonly jitterMs: number;
  /** Of all segments, so many are lost on the way (0 to 1). */
  readonly loss: number;
  /** Of all segments, so many are overtaken by the next. */
  readonly reordered: number;
  readonly bytesPerSecond: number;
}

/**
 * What is seen of others through it stays inside this, on a busy machine too: two to five times what a quiet one shows. Errors are at the displayed moment, of heads and hands within ten metres.
 */
export interface Bounds {
  readonly delayP95Ms: number;
  readonly headP95Metres: number;
  readonly handP95Metres: number;
  readonly headP95Degrees: number;
  readonly longestFreezeMs: number;
  /** Moves of more than {@link JUMP_METRES} in one frame that nobody made; for each pair of people, in a minute. */
  readonly jumpsPerMinute: number;
}

export const JUMP_METRES = 0.1;

export interface Profile {
  readonly name: string;
  readonly network: Network;
  readonly bounds: Bounds;
}

const LINE = { loss: 0, reordered: 0, bytesPerSecond: 10e6 };

export const PROFILES: readonly Profile[] = [
  {
    name: 'wire',
    network: { ...LINE, delayMs: 2, jitterMs: 0 },
    bounds: {
      delayP95Ms: 150,
      headP95Metres: 0.05,
      handP95Metres: 0.1,
      headP95Degrees: 5,
      longestFreezeMs: 800,
      jumpsPerMinute: 6,
    },
  },
  {
    name: 'home Wi-Fi',
    network: { ...LINE, delayMs: 20, jitterMs: 10, loss: 0.005, reordered: 0.01, bytesPerSecond: 1e6 },
    bounds: {
      delayP95Ms: 150,
      headP95Metres: 0.2,
      handP95Metres: 0.25,
      headP95Degrees: 8,
      longestFreezeMs: 1000,
      jumpsPerMinute: 10,
    },
  },
  {
    name: 'mobile',
    network: { ...LINE, delayMs: 60, jitterMs: 30, loss: 0.02, reordered: 0.02, bytesPerSecond: 250e3 },
    bounds: {
      delayP95Ms: 150,
      headP95Metres: 0.5,
      handP95Metres: 0.5,
      headP95Degrees: 15,
      longestFreezeMs: 1500,
      jumpsPerMinute: 15,
    },
  },
  {
    name: 'bad',
    network: { ...LINE, delayMs: 150, jitterMs: 60, loss: 0.05, reordered: 0.05, bytesPerSecond: 60e3 },
    bounds: {
      delayP95Ms: 150,
      headP95Metres: 2,
      handP95Metres: 2,
      headP95Degrees: 90,
      longestFreezeMs: 2500,
      jumpsPerMinute: 120,
    },
  },
];

/** Linux sends again after no less than this (RFC 6298 asks for a second; TCP_RTO_MIN). */
const LEAST_RETRANSMISSION_MS = 200;
/** Three later segments tell of a loss; people and rooms send one in 50 ms. */
const THREE_SEGMENTS_MS = 150;

/**
 * When each segment is read on the other side. TCP hands nothing on out of order: a segment that was lost, or overtaken, holds up
 * everything behind it until it is there, and then all comes at once.
 */
export function createDirection(random: () => number) {
  let freeAtMs = 0;
  let handedOnMs = 0;
  return {
    /** `nowMs`: when it was sent. Answers when it is handed on, never before what was sent earlier. */
    handedOnAt(network: Network, bytes: number, nowMs: number): number {
      const { delayMs, jitterMs, loss, reordered, bytesPerSecond } = network;
      freeAtMs = Math.max(freeAtMs, nowMs) + (1000 * bytes) / bytesPerSecond;
      let atMs = freeAtMs + Math.max(0, delayMs + jitterMs * (2 * random() - 1));
      const luck = random();
      if (luck < loss)
        // Half of the losses are noticed by what comes after, half by the clock.
        atMs +=
          random() < 0.5
            ? THREE_SEGMENTS_MS + 2 * delayMs
            : Math.max(LEAST_RETRANSMISSION_MS, 2 * delayMs + 8 * jitterMs) + delayMs;
      else if (luck < loss + reordered) atMs += Math.max(5, jitterMs);
      handedOnMs = Math.max(handedOnMs, atMs);
      return handedOnMs;
    },
  };
}

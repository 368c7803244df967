import { BATCH_HEADER_BYTES, SLOTS, writeTime } from '../../shared/pose/pose-batch.ts';
import { MAX_CHUNK_BYTES } from '../../shared/pose/pose-chain-format.ts';
import { PoseChainWriter } from '../../shared/pose/pose-chain-writer.ts';
import { decodePose, POSE_BYTES } from '../../shared/pose/pose-packet.ts';
import { QUALITIES } from '../../shared/pose/quantised-pose.ts';
import { createPose } from '../../shared/pose.ts';
import { HIDDEN, PERIODS, type Tier } from './interest-rules.ts';

/** Two keys in a row put a viewer on an avatar's chain. */
const KEYS_TO_JOIN = 2;

/** The longest batch; and the longest of all deltas in one tier. */
const BATCH_BYTES = BATCH_HEADER_BYTES + SLOTS * (1 + MAX_CHUNK_BYTES);
/** From one slot's packet to the next. */
const PACKET_STRIDE = 64;
/** Shorter runs are copied byte by byte, which takes less than to call what copies them at once. */
const LONG_RUN_BYTES = 24;

/** What is known of one body's latest pose beside its packet, and its chain in each tier that somebody sees. */
class Source {
  readonly slot: number;
  sampledAtMs = 0;
  jumps = 0;
  /** Counts poses; a chain that has seen the latest has nothing new. */
  count = 0;
  readonly chains: (PoseChainWriter | undefined)[] = [];
  readonly seen = new Float64Array(QUALITIES.length);
  readonly viewers = new Uint16Array(QUALITIES.length);

  constructor(slot: number) {
    this.slot = slot;
  }
}

const NOBODY = new Uint8Array(SLOTS).fill(HIDDEN);
/** The pose that is written just now. */
const pose = createPose();

/** The ways to the viewers. */
export interface ViewerLinks {
  /** Whether a viewer can be sent a batch now. */
  isReady(viewerSlot: number): boolean;
  /** The bytes are used again: copy or send them at once. */
  send(viewerSlot: number, bytes: Uint8Array): void;
}

/** How one viewer sees everybody. */
class Viewer {
  readonly tiers = new Uint8Array(SLOTS).fill(HIDDEN);
  readonly keysDue = new Uint8Array(SLOTS);
  /** Could not be sent anything at the last tick. */
  isBehind = false;
}

/**
 * Passes poses on: each is written once for each tier that somebody sees it in, and copied to each viewer that is due. A viewer
 * gets one batch a tick, of what is new, never of itself. After bodies and viewers have come in nothing is allocated.
 */
export class PoseRelay {
  readonly #sources = new Map<number, Source>();
  readonly #viewers = new Map<number, Viewer>();
  /**
   * The latest poses by slot, as they came. As a `Pose` each would be strewn over thirty places of the memory, none of which is at hand
   * when its turn comes: to read a packet once more takes less.
   */
  readonly #packets = new Uint8Array(SLOTS * PACKET_STRIDE);
  /** Those with something new this tick, in front; arrays, because every viewer goes through all of it. */
  readonly #fresh: Source[] = [];
  readonly #freshSlots = new Uint8Array(SLOTS);
  /** Of each, the tiers, as bits, whose chains have something new. */
  readonly #freshNews = new Uint8Array(SLOTS);
  /** The batch, and behind it for each tier a strip: this tick's deltas in a row, as they stand in the batch of who sees all of them so. */
  readonly #bytes = new Uint8Array(BATCH_BYTES * (1 + QUALITIES.length));
  /** How far each strip is written; and of each of the fresh, by tier, where its delta is. Empty: there is none, and all need the key. */
  readonly #stripEnds = new Uint32Array(QUALITIES.length);
  readonly #starts = new Uint32Array(QUALITIES.length * SLOTS);
  readonly #ends = new Uint32Array(QUALITIES.length * SLOTS);
  #tick = 0;

  enter(slot: number): void {
    this.#sources.set(slot, new Source(slot));
    this.#viewers.set(slot, new Viewer());
  }

  leave(slot: number): void {
    this.#sources.delete(slot);
    const gone = this.#viewers.get(slot);
    this.#viewers.delete(slot);
    for (const [other, source] of this.#sources) {
      const tier = gone?.tiers[other] ?? HIDDEN;
      if (tier !== HIDDEN) source.viewers[tier] = (source.viewers[tier] as number) - 1;
    }
    for (const viewer of this.#viewers.values()) viewer.tiers[slot] = HIDDEN;
  }

  /** Keeps a pose that can be read, packed as it is. A later one of the same tick replaces it. */
  put(slot: number, packet: Uint8Array, isJump: boolean, sampledAtMs: number): void {
    const source = this.#sources.get(slot);
    if (!source) return;
    const packets = this.#packets;
    for (let index = 0, at = slot * PACKET_STRIDE; index < POSE_BYTES; index++, at++)
      packets[at] = packet[index] as number;
    source.sampledAtMs = sampledAtMs;
    source.count++;
    if (isJump) source.jumps++;
  }

  /** How a viewer sees each slot now. */
  tiersOf(viewerSlot: number): Readonly<Uint8Array> {
    return this.#viewers.get(viewerSlot)?.tiers ?? NOBODY;
  }

  /** From now on the viewer sees that body so. */
  show(viewerSlot: number, slot: number, tier: Tier): void {
    const viewer = this.#viewers.get(viewerSlot);
    const source = this.#sources.get(slot);
    const before = viewer?.tiers[slot];
    if (!viewer || !source || before === undefined || before === tier) return;
    if (before !== HIDDEN) source.viewers[before] = (source.viewers[before] as number) - 1;
    if (tier !== HIDDEN) source.viewers[tier] = (source.viewers[tier] as number) + 1;
    viewer.tiers[slot] = tier;
    viewer.keysDue[slot] = KEYS_TO_JOIN;
    // Who stands still, and sends nothing, is to be seen by whoever comes in.
    if (tier !== HIDDEN && source.count > 0) source.seen[tier] = -1;
  }

  /** The viewer has lost the thread, or its link was not ready and is again: everything begins anew. */
  resync(viewerSlot: number): void {
    const viewer = this.#viewers.get(viewerSlot);
    if (!viewer) return;
    viewer.keysDue.fill(KEYS_TO_JOIN);
    for (const [slot, source] of this.#sources) {
      const tier = viewer.tiers[slot] as number;
      // Who stands still, and sends nothing, would otherwise never be sent again.
      if (tier !== HIDDEN && source.count > 0) source.seen[tier] = -1;
    }
  }

  /** Sends what is new to whoever is ready. For who was not, everything begins anew as soon as they are. */
  tick(nowMs: number, links: ViewerLinks): void {
    this.#tick++;
    for (const [viewerSlot, viewer] of this.#viewers) {
      const isReady = links.isReady(viewerSlot);
      // Once, and not in each tick until then, which would have everyone sent to everyone.
      if (isReady && viewer.isBehind) this.resync(viewerSlot);
      viewer.isBehind = !isReady;
    }
    for (let tier = 0; tier < QUALITIES.length; tier++) this.#stripEnds[tier] = BATCH_BYTES * (1 + tier);
    let fresh = 0;
    for (const source of this.#sources.values()) {
      const news = this.#advance(source, nowMs, fresh);
      if (news === 0) continue;
      this.#fresh[fresh] = source;
      this.#freshSlots[fresh] = source.slot;
      this.#freshNews[fresh] = news;
      fresh++;
    }
    writeTime(this.#bytes, nowMs);
    for (const [viewerSlot, viewer] of this.#viewers) {
      if (viewer.isBehind) continue;
      const length = this.#pack(viewer, fresh);
      if (length > BATCH_HEADER_BYTES) links.send(viewerSlot, this.#bytes.subarray(0, length));
    }
  }

  /**
   * Writes a body's latest pose, as the `index`-th of the fresh, in each tier that is due, and answers which, as bits. Slots take turns, so that not everyone's far
   * poses fall on one tick.
   */
  #advance(source: Source, nowMs: number, index: number): number {
    let news = 0;
    let isRead = false;
    for (let tier = 0; tier < PERIODS.length; tier++) {
      if (source.viewers[tier] === 0 || (this.#tick + source.slot) % (PERIODS[tier] as number) !== 0) continue;
      if (source.seen[tier] === source.count) continue;
      let chain = source.chains[tier];
      if (!chain) {
        chain = new PoseChainWriter(tier);
        source.chains[tier] = chain;
      }
      if (!isRead) isRead = decodePose(this.#packets, source.slot * PACKET_STRIDE, pose);
      chain.advance(pose, nowMs - source.sampledAtMs, source.jumps);
      source.seen[tier] = source.count;
      this.#lay(source.slot, chain, tier, index);
      news |= 1 << tier;
    }
    return news;
  }

  /** Puts a delta behind those before it in its tier's strip. */
  #lay(slot: number, { delta, deltaLength }: PoseChainWriter, tier: number, index: number): void {
    const bytes = this.#bytes;
    let at = this.#stripEnds[tier] as number;
    this.#starts[tier * SLOTS + index] = at;
    if (deltaLength > 0) bytes[at++] = slot;
    for (let byte = 0; byte < deltaLength; byte++) bytes[at++] = delta[byte] as number;
    this.#ends[tier * SLOTS + index] = at;
    this.#stripEnds[tier] = at;
  }

  /** The first `fresh` of the fresh, as the viewer sees them. Answers the batch's length. */
  #pack({ tiers, keysDue }: Viewer, fresh: number): number {
    const slots = this.#freshSlots;
    const news = this.#freshNews;
    let at = BATCH_HEADER_BYTES;
    /** What is next to each other in a strip is copied at once. */
    let runStart = 0;
    let runEnd = 0;
    for (let index = 0; index < fresh; index++) {
      const slot = slots[index] as number;
      const tier = tiers[slot] as number;
      // No chain is hidden, so that `HIDDEN` is no bit of the news.
      if (((news[index] as number) & (1 << tier)) === 0) continue;
      const start = this.#starts[tier * SLOTS + index] as number;
      const end = this.#ends[tier * SLOTS + index] as number;
      const due = keysDue[slot] as number;
      if (due > 0) keysDue[slot] = due - 1;
      const isKey = due > 0 || start === end;
      if (isKey || start !== runEnd) {
        at = this.#copy(runStart, runEnd, at);
        runStart = start;
      }
      runEnd = end;
      if (!isKey) continue;
      at = this.#writeKey(slot, (this.#fresh[index] as Source).chains[tier] as PoseChainWriter, at);
      runStart = end;
    }
    return this.#copy(runStart, runEnd, at);
  }

  /** Answers where the batch goes on. */
  #copy(start: number, end: number, at: number): number {
    const bytes = this.#bytes;
    if (end - start >= LONG_RUN_BYTES) bytes.copyWithin(at, start, end);
    else for (let from = start, to = at; from < end; from++, to++) bytes[to] = bytes[from] as number;
    return at + end - start;
  }

  #writeKey(slot: number, { key, keyLength }: PoseChainWriter, at: number): number {
    const bytes = this.#bytes;
    bytes[at] = slot;
    for (let byte = 0; byte < keyLength; byte++) bytes[at + 1 + byte] = key[byte] as number;
    return at + 1 + keyLength;
  }
}

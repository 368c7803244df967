import { ChainMemory } from '../../shared/pose/chain-guesses.ts';
import { BATCH_HEADER_BYTES, SLOTS, writeTime } from '../../shared/pose/pose-batch.ts';
import { MAX_CHUNK_BYTES } from '../../shared/pose/pose-chain-format.ts';
import { PoseChainWriter } from '../../shared/pose/pose-chain-writer.ts';
import { decodePose, POSE_BYTES } from '../../shared/pose/pose-packet.ts';
import { QUALITIES } from '../../shared/pose/quantised-pose.ts';
import { createPose } from '../../shared/pose.ts';
import { HIDDEN, PERIODS, type Tier } from './interest-rules.ts';

/** Two keys in a row put a viewer on an avatar's chain, or one that tells of the pose before it. */
const KEYS_TO_JOIN = 2;

/** In which a body can be shown. */
const TIERS = QUALITIES.length;
/** The longest batch; and the longest of all deltas in one tier. */
const BATCH_BYTES = BATCH_HEADER_BYTES + SLOTS * (1 + MAX_CHUNK_BYTES);
/** From one slot's packet to the next. */
const PACKET_STRIDE = 64;
/** Shorter runs are copied byte by byte, which takes less than to call what copies them at once. */
const LONG_RUN_BYTES = 24;

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

/**
 * Passes poses on: each is written once for each tier that somebody sees it in, and copied to each viewer that is due. A viewer
 * gets one batch a tick, of what is new, never of itself. After bodies and viewers have come in nothing is allocated.
 */
export class PoseRelay {
  /** The slots of those who have come in, in their order. Each sees all others, and is seen by them. */
  readonly #present: number[] = [];
  /** How each sees each other. Row: the viewer's slot; column: the slot of whom it sees. */
  readonly #tiers = new Uint8Array(SLOTS * SLOTS).fill(HIDDEN);
  readonly #keysDue = new Uint8Array(SLOTS * SLOTS);
  /** By slot: its viewer's row of {@link #tiers}, and whether it could not be sent anything at the last tick. */
  readonly #rows: (Uint8Array | undefined)[] = new Array(SLOTS).fill(undefined);
  readonly #isBehind = new Uint8Array(SLOTS);
  /**
   * The latest poses by slot, as they came. As a `Pose` each would be strewn over thirty places of the memory, none of which is at hand
   * when its turn comes: to read a packet once more takes less.
   */
  readonly #packets = new Uint8Array(SLOTS * PACKET_STRIDE);
  readonly #sampledAtMs = new Float64Array(SLOTS);
  readonly #jumps = new Uint32Array(SLOTS);
  /** Counts poses; a chain that has seen the latest has nothing new. */
  readonly #counts = new Float64Array(SLOTS);
  /** By slot and tier: its chain, once somebody has seen it so; the count it has seen; and how many see it so. */
  readonly #chains: (PoseChainWriter | undefined)[] = new Array(SLOTS * TIERS).fill(undefined);
  readonly #seen = new Float64Array(SLOTS * TIERS);
  readonly #viewers = new Uint16Array(SLOTS * TIERS);
  readonly #chainMemory = new ChainMemory(SLOTS * TIERS);
  /** Those with something new this tick, in front; arrays, because every viewer goes through all of it. */
  readonly #freshSlots = new Uint8Array(SLOTS);
  /** Of each, the tiers, as bits, whose chains have something new. */
  readonly #freshNews = new Uint8Array(SLOTS);
  /** The batch, and behind it for each tier a strip: this tick's deltas in a row, as they stand in the batch of who sees all of them so. */
  readonly #bytes = new Uint8Array(BATCH_BYTES * (1 + TIERS));
  /** How far each strip is written; and of each of the fresh, by tier, where its delta is. Empty: there is none, and all need the key. */
  readonly #stripEnds = new Uint32Array(TIERS);
  readonly #starts = new Uint32Array(TIERS * SLOTS);
  readonly #ends = new Uint32Array(TIERS * SLOTS);
  #tick = 0;

  enter(slot: number): void {
    this.#present.push(slot);
    const row = slot * SLOTS;
    this.#tiers.fill(HIDDEN, row, row + SLOTS);
    this.#rows[slot] = this.#tiers.subarray(row, row + SLOTS);
    this.#isBehind[slot] = 0;
    this.#jumps[slot] = 0;
    this.#counts[slot] = 0;
  }

  leave(slot: number): void {
    const at = this.#present.indexOf(slot);
    if (at < 0) return;
    this.#present.splice(at, 1);
    for (const other of this.#present) {
      const tier = this.#tiers[slot * SLOTS + other] as number;
      if (tier !== HIDDEN) this.#count(other, tier, -1);
      this.#tiers[other * SLOTS + slot] = HIDDEN;
    }
    this.#rows[slot] = undefined;
    const [from, to] = [slot * TIERS, (slot + 1) * TIERS];
    this.#chains.fill(undefined, from, to);
    this.#seen.fill(0, from, to);
    this.#viewers.fill(0, from, to);
  }

  /** Keeps a pose that can be read, packed as it is. A later one of the same tick replaces it. */
  put(slot: number, packet: Uint8Array, isJump: boolean, sampledAtMs: number): void {
    if (this.#rows[slot] === undefined) return;
    const packets = this.#packets;
    for (let index = 0, at = slot * PACKET_STRIDE; index < POSE_BYTES; index++, at++)
      packets[at] = packet[index] as number;
    this.#sampledAtMs[slot] = sampledAtMs;
    this.#counts[slot] = (this.#counts[slot] as number) + 1;
    if (isJump) this.#jumps[slot] = (this.#jumps[slot] as number) + 1;
  }

  /** How a viewer sees each slot now. */
  tiersOf(viewerSlot: number): Readonly<Uint8Array> {
    return this.#rows[viewerSlot] ?? NOBODY;
  }

  /** From now on the viewer sees that body so. */
  show(viewerSlot: number, slot: number, tier: Tier): void {
    if (this.#rows[viewerSlot] === undefined || this.#rows[slot] === undefined) return;
    const at = viewerSlot * SLOTS + slot;
    const before = this.#tiers[at] as number;
    if (before === tier) return;
    if (before !== HIDDEN) this.#count(slot, before, -1);
    if (tier !== HIDDEN) this.#count(slot, tier, 1);
    this.#tiers[at] = tier;
    this.#keysDue[at] = KEYS_TO_JOIN;
    this.#sendAgain(slot, tier);
  }

  /** One viewer more or less sees a body so. */
  #count(slot: number, tier: number, change: 1 | -1): void {
    const at = slot * TIERS + tier;
    this.#viewers[at] = (this.#viewers[at] as number) + change;
  }

  /** Who stands still, and sends nothing, is to be seen by whoever comes in, and by who has lost the thread. */
  #sendAgain(slot: number, tier: number): void {
    if (tier !== HIDDEN && (this.#counts[slot] as number) > 0) this.#seen[slot * TIERS + tier] = -1;
  }

  /** The viewer has lost the thread, or its link was not ready and is again: everything begins anew. */
  resync(viewerSlot: number): void {
    const tiers = this.#rows[viewerSlot];
    if (tiers === undefined) return;
    const row = viewerSlot * SLOTS;
    this.#keysDue.fill(KEYS_TO_JOIN, row, row + SLOTS);
    for (const slot of this.#present) this.#sendAgain(slot, tiers[slot] as number);
  }

  /** Sends what is new to whoever is ready. For who was not, everything begins anew as soon as they are. */
  tick(nowMs: number, links: ViewerLinks): void {
    this.#tick++;
    for (const viewer of this.#present) {
      const isReady = links.isReady(viewer);
      // Once, and not in each tick until then, which would have everyone sent to everyone.
      if (isReady && this.#isBehind[viewer] === 1) this.resync(viewer);
      this.#isBehind[viewer] = isReady ? 0 : 1;
    }
    for (let tier = 0; tier < TIERS; tier++) this.#stripEnds[tier] = BATCH_BYTES * (1 + tier);
    let fresh = 0;
    for (const slot of this.#present) {
      const news = this.#advance(slot, nowMs, fresh);
      if (news === 0) continue;
      this.#freshSlots[fresh] = slot;
      this.#freshNews[fresh] = news;
      fresh++;
    }
    writeTime(this.#bytes, nowMs);
    for (const viewer of this.#present) {
      if (this.#isBehind[viewer] === 1) continue;
      const length = this.#pack(viewer, fresh);
      if (length > BATCH_HEADER_BYTES) links.send(viewer, this.#bytes.subarray(0, length));
    }
  }

  /**
   * Writes a body's latest pose, as the `index`-th of the fresh, in each tier that is due, and answers which, as bits. Slots take turns, so
   * that not everyone's far poses fall on one tick.
   */
  #advance(slot: number, nowMs: number, index: number): number {
    let news = 0;
    let isRead = false;
    const count = this.#counts[slot] as number;
    for (let tier = 0; tier < TIERS; tier++) {
      const at = slot * TIERS + tier;
      if (this.#viewers[at] === 0 || (this.#tick + slot) % (PERIODS[tier] as number) !== 0) continue;
      if (this.#seen[at] === count) continue;
      if (!isRead) isRead = decodePose(this.#packets, slot * PACKET_STRIDE, pose);
      const chain = this.#chainOf(slot, tier);
      chain.advance(pose, nowMs - (this.#sampledAtMs[slot] as number), this.#jumps[slot] as number);
      this.#seen[at] = count;
      this.#lay(slot, chain, tier, index);
      news |= 1 << tier;
    }
    return news;
  }

  #chainOf(slot: number, tier: number): PoseChainWriter {
    const at = slot * TIERS + tier;
    const chain = this.#chains[at] ?? new PoseChainWriter(tier, this.#chainMemory, at);
    this.#chains[at] = chain;
    return chain;
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
  #pack(viewer: number, fresh: number): number {
    const row = viewer * SLOTS;
    const tiers = this.#tiers;
    const keysDue = this.#keysDue;
    const slots = this.#freshSlots;
    const news = this.#freshNews;
    let at = BATCH_HEADER_BYTES;
    /** What is next to each other in a strip is copied at once. */
    let runStart = 0;
    let runEnd = 0;
    for (let index = 0; index < fresh; index++) {
      const slot = slots[index] as number;
      const tier = tiers[row + slot] as number;
      // No chain is hidden, so that `HIDDEN` is no bit of the news.
      if (((news[index] as number) & (1 << tier)) === 0) continue;
      const start = this.#starts[tier * SLOTS + index] as number;
      const end = this.#ends[tier * SLOTS + index] as number;
      const due = keysDue[row + slot] as number;
      const isKey = due > 0 || start === end;
      if (isKey || start !== runEnd) {
        at = this.#copy(runStart, runEnd, at);
        runStart = start;
      }
      runEnd = end;
      if (!isKey) continue;
      const chain = this.#chainOf(slot, tier);
      at = this.#writeKey(slot, chain, at);
      if (due > 0) keysDue[row + slot] = chain.keyJoins ? 0 : due - 1;
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

import { type Client, ClientState } from '@colyseus/core';
import { POSE, POSES } from '../../shared/branch.ts';
import { POSE_BYTES } from '../../shared/pose/pose-packet.ts';
import { bufferedBytes } from '../lib/buffered-bytes.ts';
import type { RoomGuard } from '../lib/room-guard.ts';
import { closeLane, headerOf, openLane, sendStraight } from '../lib/straight-messages.ts';
import type { BranchService } from './branch-service.ts';
import { PoseInbox } from './pose-inbox.ts';
import type { ViewerLinks } from './pose-relay.ts';

const POSE_HEADER = headerOf(POSE);
const POSES_HEADER = headerOf(POSES);
/** Someone whose link is so far behind is sent nothing more until it has caught up, and then everything anew. */
const MAX_BUFFERED_BYTES = 64 * 1024;

/** Someone with a body. */
interface Embodied {
  readonly client: Client;
  /** What everyone sees of them, as far as poses change it. */
  readonly shown: { zone: string };
}

export interface PoseLinksDeps {
  readonly branch: BranchService;
  readonly guard: RoomGuard;
  /** Of the room's clock, milliseconds. */
  readonly nowMs: () => number;
}

/** The links of those who have a body in a room, by slot: their poses come in by them, and everyone's batches go out. */
export class PoseLinks implements ViewerLinks {
  readonly #deps: PoseLinksDeps;
  readonly #bySlot: (Embodied | undefined)[] = [];
  readonly #inbox = new PoseInbox();

  constructor(deps: PoseLinksDeps) {
    this.#deps = deps;
  }

  /** From now on this client's poses are the slot's. */
  enter(slot: number, client: Client, shown: { zone: string }): void {
    this.#bySlot[slot] = { client, shown };
    const { guard, nowMs } = this.#deps;
    const inbox = this.#inbox;
    const take = guard.straightFrom(client, (bytes) => {
      if (!inbox.put(slot, bytes, nowMs())) this.receive(client, slot, bytes);
    });
    openLane(client, POSE_HEADER, POSE_BYTES, take);
  }

  leave(slot: number): void {
    // What they sent until now is theirs, and not of whoever has the slot next.
    this.judge();
    const left = this.#bySlot[slot];
    if (left) closeLane(left.client);
    this.#bySlot[slot] = undefined;
  }

  /**
   * Keeps a pose until it is judged, at the next tick at the latest; what is none is refused. Colyseus also brings here a plain message that
   * calls itself `_$bpose`, with anything in it.
   */
  receive(client: Client, slot: number | null, bytes: Uint8Array): void {
    const { guard, nowMs } = this.#deps;
    if (!(bytes instanceof Uint8Array) || slot === null || this.#bySlot[slot]?.client !== client) {
      guard.refuse(client, { code: 'pose-malformed' });
      return;
    }
    if (bytes.byteLength === POSE_BYTES && this.#inbox.put(slot, bytes, nowMs())) return;
    this.judge();
    this.#judgeOne(slot, bytes, nowMs());
  }

  /** Judges what has come since it was last asked: before each tick, and before something changes by which poses are judged. */
  judge(): void {
    this.#inbox.drain(this.#judgeOne);
  }

  readonly #judgeOne = (slot: number, packet: Uint8Array, atMs: number) => {
    const embodied = this.#bySlot[slot];
    if (!embodied) return;
    const { branch, guard } = this.#deps;
    const refused = branch.receive(slot, packet, atMs);
    if (refused) return guard.refuse(embodied.client, refused);
    const zone = branch.zoneOf(slot);
    if (zone !== undefined && embodied.shown.zone !== zone) embodied.shown.zone = zone;
  };

  isReady(slot: number): boolean {
    const client = this.#bySlot[slot]?.client;
    // Colyseus keeps what is sent to someone who never ends the handshake, without limit.
    return client?.state === ClientState.JOINED && bufferedBytes(client) <= MAX_BUFFERED_BYTES;
  }

  send(slot: number, bytes: Uint8Array): void {
    const client = this.#bySlot[slot]?.client;
    if (client) sendStraight(client, POSES_HEADER, bytes);
  }
}

import type { BranchPlan } from '../../shared/branch.ts';
import { SLOTS } from '../../shared/pose/pose-batch.ts';
import { decodePose, POSE_BYTES, sampledAtMs } from '../../shared/pose/pose-packet.ts';
import { createPose } from '../../shared/pose.ts';
import type { Refused } from '../../shared/rooms.ts';
import type { Principal } from '../lib/principal.ts';
import {
  type BodyTrack,
  follow,
  MAX_ALLOWANCE_METRES,
  PERSONAL_SPACE_METRES,
  refusalOf,
  spawnOf,
  zoneAt,
} from './branch-rules.ts';
import { Interest } from './interest.ts';
import { createVisibility } from './interest-rules.ts';
import { PoseRelay, type ViewerLinks } from './pose-relay.ts';

export type PersonRole = 'guest' | 'customer' | 'consultant' | 'supervisor';

/** Slots, less one that is kept free so that a slot is never given again at once. */
export const MAX_BODIES = SLOTS - 1;

/** One body in the branch. */
interface Body extends BodyTrack {
  readonly slot: number;
  lookX: number;
  lookZ: number;
  zone: string;
  speaking: boolean;
  readonly partners: Set<number>;
}

export interface Place {
  readonly x: number;
  readonly z: number;
}

/** One instance of a branch, knowing no socket: whose bodies are where, and what each is to be told. Times are of the room's clock, milliseconds. */
export interface BranchService {
  /** Gives someone a body, at `place` or where arrivals begin. Answers its slot and zone; null where there is no slot left. */
  enter(nowMs: number, place?: Place): { readonly slot: number; readonly zone: string } | null;
  /** Answers where the body was. */
  leave(slot: number): Place | null;
  /** Judges a pose of any bytes; answers null where it was taken, and what to tell its sender where it was not. */
  receive(slot: number, bytes: Uint8Array, nowMs: number): Refused | null;
  zoneOf(slot: number): string | undefined;
  /** Where a body is, and in which booth; undefined where there is none. */
  placeOf(slot: number): (Place & { readonly booth: string | null }) | undefined;
  /** Two in a consultation: they may stand close, share a booth, and always see each other at their best. */
  pair(slot: number, other: number, isPaired: boolean): void;
  /** The viewer could not read what it was sent. */
  resync(slot: number): void;
  /** One batch for each viewer that is ready and has something new to see. */
  tick(nowMs: number, links: ViewerLinks): void;
}

export function createBranchService(plan: BranchPlan): BranchService {
  const bodies = new Map<number, Body>();
  const relay = new PoseRelay();
  const interest = new Interest(relay, createVisibility(plan));
  const booths = new Set(plan.zones.filter(({ kind }) => kind === 'booth').map(({ id }) => id));
  /** The next pose is read into it. */
  let scratch = createPose();
  /** Used again at each pose. */
  const near: Body[] = [];
  let arrivals = 0;
  let lastSlot = -1;
  let ticks = 0;

  /** The next free one after the last given, so that a slot rests as long as it can. */
  function takeSlot(): number | null {
    if (bodies.size >= MAX_BODIES) return null;
    do lastSlot = (lastSlot + 1) % SLOTS;
    while (bodies.has(lastSlot));
    return lastSlot;
  }

  /** A booth belongs to whoever is in it, and to those who are in consultation with them. */
  function isClosedTo(body: Body, zone: string): boolean {
    if (!booths.has(zone)) return false;
    for (const other of bodies.values())
      if (other !== body && other.zone === zone && !body.partners.has(other.slot)) return true;
    return false;
  }

  /** Those whose personal space may hold the place; all others cannot matter, and are most. */
  function strangersAt({ x, z }: Place, body: Body): readonly Body[] {
    near.length = 0;
    for (const other of bodies.values()) {
      const isFar = Math.abs(other.x - x) > PERSONAL_SPACE_METRES || Math.abs(other.z - z) > PERSONAL_SPACE_METRES;
      if (!isFar && other !== body && !body.partners.has(other.slot)) near.push(other);
    }
    return near;
  }

  return {
    enter(nowMs, place) {
      const slot = takeSlot();
      if (slot === null) return null;
      const { x, z } = place ?? spawnOf(plan, arrivals++);
      const body: Body = {
        slot,
        x,
        z,
        anchorX: x,
        anchorZ: z,
        atMs: nowMs,
        allowanceMetres: MAX_ALLOWANCE_METRES,
        jumpedAtMs: Number.NEGATIVE_INFINITY,
        arriving: true,
        lookX: 0,
        lookZ: -1,
        zone: zoneAt(plan, x, z),
        speaking: false,
        partners: new Set(),
      };
      bodies.set(slot, body);
      relay.enter(slot);
      for (const viewer of bodies.values()) interest.judge(viewer, bodies);
      return { slot, zone: body.zone };
    },

    leave(slot) {
      const body = bodies.get(slot);
      bodies.delete(slot);
      relay.leave(slot);
      for (const other of bodies.values()) other.partners.delete(slot);
      return body ? { x: body.x, z: body.z } : null;
    },

    receive(slot, bytes, nowMs) {
      const body = bodies.get(slot);
      if (!body) return { code: 'pose-malformed' };
      const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
      const at = () => ({ x: body.x, z: body.z });
      if (bytes.byteLength !== POSE_BYTES || !decodePose(view, 0, scratch)) return { code: 'pose-malformed', at: at() };
      const around = {
        plan,
        strangers: strangersAt(scratch.headPosition, body),
        isClosed: (zone: string) => isClosedTo(body, zone),
      };
      const code = refusalOf(scratch, body, around, nowMs);
      if (code) return { code, at: at() };
      follow(scratch, body, plan, nowMs);
      look(body, scratch.headRotation);
      body.speaking = scratch.speaking;
      const zone = zoneAt(plan, body.x, body.z);
      const hasMovedOn = zone !== body.zone;
      body.zone = zone;
      // Its sender's clock is only believed where it is neither ahead of ours nor far behind.
      const sampledMs = Math.min(nowMs, Math.max(sampledAtMs(view, 0), nowMs - MAX_AGE_MS));
      scratch = relay.put(slot, scratch, sampledMs);
      if (hasMovedOn) for (const viewer of bodies.values()) interest.judge(viewer, bodies);
      return null;
    },

    zoneOf: (slot) => bodies.get(slot)?.zone,

    placeOf(slot) {
      const body = bodies.get(slot);
      return body && { x: body.x, z: body.z, booth: booths.has(body.zone) ? body.zone : null };
    },

    pair(slot, other, isPaired) {
      const [one, two] = [bodies.get(slot), bodies.get(other)];
      if (!one || !two) return;
      if (isPaired) {
        one.partners.add(other);
        two.partners.add(slot);
      } else {
        one.partners.delete(other);
        two.partners.delete(slot);
      }
    },

    resync: (slot) => relay.resync(slot),

    tick(nowMs, links) {
      interest.tick(bodies, ticks++);
      relay.tick(nowMs, links);
    },
  };
}

/** Older is as good as lost; the format cannot say more. */
const MAX_AGE_MS = 120;

/** Where -z of the head points on the floor; a head that looks straight up or down keeps what it looked at. */
function look(body: Body, { x, y, z, w }: { x: number; y: number; z: number; w: number }): void {
  const lookX = -2 * (x * z + w * y);
  const lookZ = -(1 - 2 * (x * x + y * y));
  const length = Math.sqrt(lookX * lookX + lookZ * lookZ);
  if (length < 0.1) return;
  body.lookX = lookX / length;
  body.lookZ = lookZ / length;
}

/** What everyone may know of a person: never who they are. */
export function roleOf(principal: Principal): PersonRole {
  if (principal.kind !== 'staff') return principal.kind;
  return principal.roles.includes('supervisor') ? 'supervisor' : 'consultant';
}

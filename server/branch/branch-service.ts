import type { BranchPlan } from '../../shared/branch.ts';
import { SLOTS } from '../../shared/pose/pose-batch.ts';
import { decodePose, POSE_BYTES, sampledAtMs } from '../../shared/pose/pose-packet.ts';
import { createPose } from '../../shared/pose.ts';
import type { Refused } from '../../shared/rooms.ts';
import type { Principal } from '../lib/principal.ts';
import { Bodies } from './bodies.ts';
import {
  type BodyTrack,
  follow,
  PERSONAL_SPACE_METRES,
  refusalOf,
  type Surroundings,
  spawnOf,
  trackAt,
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
  const bodies = new Bodies<Body>();
  const relay = new PoseRelay();
  const interest = new Interest(relay, createVisibility(plan));
  const booths = new Set(plan.zones.filter(({ kind }) => kind === 'booth').map(({ id }) => id));
  /** Used again at each pose: the pose itself, whose it is, and who else is near. */
  const pose = createPose();
  let judged: Body;
  const strangers: Body[] = [];
  const around: Surroundings = { plan, strangers, isClosed: (zone) => isClosedTo(judged, zone) };
  let arrivals = 0;
  let lastSlot = -1;
  let ticks = 0;

  /** The next free one after the last given, so that a slot rests as long as it can. */
  function takeSlot(): number | null {
    if (bodies.all.length >= MAX_BODIES) return null;
    do lastSlot = (lastSlot + 1) % SLOTS;
    while (bodies.get(lastSlot));
    return lastSlot;
  }

  /** A booth belongs to whoever is in it, and to those who are in consultation with them. */
  function isClosedTo(body: Body, zone: string): boolean {
    if (!booths.has(zone)) return false;
    for (const other of bodies.all)
      if (other !== body && other.zone === zone && !body.partners.has(other.slot)) return true;
    return false;
  }

  /** Those whose personal space may hold the place; all others cannot matter, and are most. */
  function findStrangers({ x, z }: Place, body: Body): void {
    bodies.near(x, z, PERSONAL_SPACE_METRES, body, strangers);
    for (let index = strangers.length - 1; index >= 0; index--)
      if (body.partners.has((strangers[index] as Body).slot)) strangers.splice(index, 1);
  }

  function judgeInterests(): void {
    for (const viewer of bodies.all) interest.judge(viewer, bodies.all);
  }

  return {
    enter(nowMs, place) {
      const slot = takeSlot();
      if (slot === null) return null;
      const body: Body = {
        ...trackAt(plan, place ?? spawnOf(plan, arrivals++), nowMs),
        slot,
        lookX: 0,
        lookZ: -1,
        speaking: false,
        partners: new Set(),
      };
      bodies.enter(body);
      relay.enter(slot);
      judgeInterests();
      return { slot, zone: body.zone };
    },

    leave(slot) {
      const body = bodies.leave(slot);
      relay.leave(slot);
      for (const other of bodies.all) other.partners.delete(slot);
      return body ? { x: body.x, z: body.z } : null;
    },

    receive(slot, bytes, nowMs) {
      const body = bodies.get(slot);
      if (!body) return { code: 'pose-malformed' };
      if (bytes.byteLength !== POSE_BYTES || !decodePose(bytes, 0, pose))
        return { code: 'pose-malformed', at: { x: body.x, z: body.z } };
      judged = body;
      findStrangers(pose.headPosition, body);
      const code = refusalOf(pose, body, around, nowMs);
      if (code) return { code, at: { x: body.x, z: body.z } };
      const zoneBefore = body.zone;
      follow(pose, body, plan, nowMs);
      bodies.moved(body);
      look(body, pose.headRotation);
      body.speaking = pose.speaking;
      // Its sender's clock is only believed where it is neither ahead of ours nor far behind.
      const sampledMs = Math.min(nowMs, Math.max(sampledAtMs(bytes, 0), nowMs - MAX_AGE_MS));
      relay.put(slot, bytes, pose.teleported, sampledMs);
      if (body.zone !== zoneBefore) judgeInterests();
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
      interest.tick(bodies.all, ticks++);
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

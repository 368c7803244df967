import type { BranchPlan } from '../../shared/branch.ts';
import { createPose, decodePose, POSE_BYTES } from '../../shared/pose.ts';
import type { Refused } from '../../shared/rooms.ts';
import type { Principal } from '../lib/principal.ts';
import { type BodyTrack, follow, MAX_ALLOWANCE_METRES, refusalOf, spawnOf, zoneAt } from './branch-rules.ts';
import { createPoseRelay } from './pose-relay.ts';

export type PersonRole = 'guest' | 'customer' | 'consultant' | 'supervisor';

/** One body (or bodiless link) in the branch. */
interface Body extends BodyTrack {
  readonly embodied: boolean;
  zone: string;
}

/** One instance of a branch, knowing no socket: who is here, where they are, and what each is to be told. */
export interface BranchService {
  /** Answers the zone they begin in. */
  join(avatarId: number, embodied: boolean, nowMs: number): string;
  leave(avatarId: number): void;
  /** Judges a pose of any bytes; answers null where it was taken, and what to tell its sender where it was not. */
  receive(avatarId: number, bytes: Uint8Array, nowMs: number): Refused | null;
  zoneOf(avatarId: number): string | undefined;
  /** The poses a newcomer needs to see who is standing still; null where there are none. The bytes are reused. */
  welcome(avatarId: number, nowMs: number): Uint8Array | null;
  /** One batch for each embodied viewer that has something new to see. The bytes are reused: send or copy them at once. */
  tick(nowMs: number, send: (viewerId: number, bytes: Uint8Array) => void): void;
}

export function createBranchService(plan: BranchPlan): BranchService {
  const bodies = new Map<number, Body>();
  const embodied = new Set<number>();
  const relay = createPoseRelay();
  const scratch = createPose();
  let arrivals = 0;

  return {
    join(avatarId, isEmbodied, nowMs) {
      const { x, z } = spawnOf(plan, arrivals++);
      const zone = zoneAt(plan, x, z);
      bodies.set(avatarId, {
        x,
        z,
        atMs: nowMs,
        allowanceMetres: MAX_ALLOWANCE_METRES,
        // The first pose may be at any spawn: a jump from the first of them is free.
        jumpedAtMs: Number.NEGATIVE_INFINITY,
        embodied: isEmbodied,
        zone,
      });
      if (isEmbodied) embodied.add(avatarId);
      return zone;
    },
    leave(avatarId) {
      bodies.delete(avatarId);
      embodied.delete(avatarId);
      relay.remove(avatarId);
    },
    receive(avatarId, bytes, nowMs) {
      const body = bodies.get(avatarId);
      if (!body?.embodied) return { code: 'pose-malformed' };
      const at = () => ({ x: body.x, z: body.z });
      if (bytes.byteLength !== POSE_BYTES) return { code: 'pose-malformed', at: at() };
      if (!decodePose(new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength), 0, scratch))
        return { code: 'pose-malformed', at: at() };
      const code = refusalOf(scratch, body, plan, nowMs);
      if (code) return { code, at: at() };
      follow(scratch, body, nowMs);
      body.zone = zoneAt(plan, body.x, body.z);
      relay.put(avatarId, bytes);
      return null;
    },
    zoneOf: (avatarId) => bodies.get(avatarId)?.zone,
    welcome: (avatarId, nowMs) => relay.everything(avatarId, nowMs),
    tick: (nowMs, send) => relay.tick(embodied, nowMs, send),
  };
}

/** What everyone may know of a person: never who they are. */
export function roleOf(principal: Principal): PersonRole {
  if (principal.kind !== 'staff') return principal.kind;
  return principal.roles.includes('supervisor') ? 'supervisor' : 'consultant';
}

import { encodePose, POSE_BYTES } from '../../shared/pose/pose-packet.ts';
import { createPose, POSE_RATE_HZ, type Pose } from '../../shared/pose.ts';

/** Fills a pose from the headset or the camera; answers false where there is none to send now. */
export type PoseSampler = (into: Pose) => boolean;

export interface PoseSender {
  /**
   * Call each frame with the frame's time, on our clock and on the room's, and how long it is until the room's next tick where
   * that is known. Sends one pose shortly before each tick, so that none is overwritten and none waits long.
   */
  frame(nowMs: number, roomMs: number, untilTickMs?: number | null): void;
  /** Whether {@link frame} would send one now: asked first, where the times it is told are to be worked out for it. */
  isDue(nowMs: number): boolean;
  /** The next pose sent is marked as a jump: after a teleport, a correction, or a new link. */
  markTeleported(): void;
}

/** A pose is sent so long before a tick, in the first frame after: a frame, the way there, and a little. */
const LEAD_MS = 24;

/** Encodes into one buffer that is used again, {@link POSE_RATE_HZ} times a second at most. */
export function createPoseSender(sample: PoseSampler, send: (bytes: Uint8Array) => void): PoseSender {
  const pose = createPose();
  const bytes = new Uint8Array(POSE_BYTES);
  const view = new DataView(bytes.buffer);
  const intervalMs = 1000 / POSE_RATE_HZ;
  let dueMs = Number.NEGATIVE_INFINITY;
  // A new link begins with a jump: the server does not know where we stand.
  let teleported = true;
  return {
    frame(nowMs, roomMs, untilTickMs = null) {
      if (nowMs < dueMs || !sample(pose)) return;
      pose.teleported = teleported;
      if (!encodePose(pose, roomMs, view, 0)) return;
      send(bytes);
      teleported = false;
      // What was missed is not made up for.
      if (untilTickMs === null) dueMs = nowMs - dueMs < intervalMs ? dueMs + intervalMs : nowMs + intervalMs;
      // In step: for the tick after the one that this pose makes; one that is early for its tick is followed by a fresher.
      else dueMs = nowMs + untilTickMs - LEAD_MS + (untilTickMs <= LEAD_MS ? intervalMs : 0);
    },
    isDue: (nowMs) => nowMs >= dueMs,
    markTeleported() {
      teleported = true;
    },
  };
}

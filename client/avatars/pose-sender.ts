import { encodePose, POSE_BYTES } from '../../shared/pose/pose-packet.ts';
import { createPose, POSE_RATE_HZ, type Pose } from '../../shared/pose.ts';

/** Fills a pose from the headset or the camera; answers false where there is none to send now. */
export type PoseSampler = (into: Pose) => boolean;

export interface PoseSender {
  /** Call each frame with the frame's time, on our clock and on the room's; sends when one is due. */
  frame(nowMs: number, roomMs: number): void;
  /** The next pose sent is marked as a jump: after a teleport, a correction, or a new link. */
  markTeleported(): void;
}

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
    frame(nowMs, roomMs) {
      if (nowMs < dueMs || !sample(pose)) return;
      pose.teleported = teleported;
      if (!encodePose(pose, roomMs, view, 0)) return;
      send(bytes);
      teleported = false;
      // In step with the rate, or anew after a pause: what was missed is not made up for.
      dueMs = nowMs - dueMs < intervalMs ? dueMs + intervalMs : nowMs + intervalMs;
    },
    markTeleported() {
      teleported = true;
    },
  };
}

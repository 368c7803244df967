import { encodePose, POSE_BYTES } from '../../shared/pose/pose-packet.ts';
import { createPose, POSE_RATE_HZ, type Pose } from '../../shared/pose.ts';
import { isRoomKnown, isTickKnown, type Moment } from '../net/room-clock.ts';

/** Fills a pose from the headset or the camera; answers false where there is none to send now. */
export type PoseSampler = (into: Pose) => boolean;

export interface PoseSender {
  /**
   * Call each frame with the frame's moment. Sends one pose shortly before each tick of the room, so that none is overwritten
   * and none waits long.
   */
  frame(moment: Readonly<Moment>): void;
  /** The next pose sent is marked as a jump: after a teleport, a correction, or a new link. */
  markTeleported(): void;
}

/** A pose is sent so long before a tick, in the first frame after: a frame, the way there, and a little. */
const LEAD_MS = 24;
/** Later than any time of a room: the server takes it for the moment it arrives. */
const LATEST = 2 ** 32 - 1;

/** In a field: a variable that a closure keeps is put on the heap each time it is written. */
class Due {
  atMs = Number.NEGATIVE_INFINITY;
}

/** Encodes into one buffer that is used again, {@link POSE_RATE_HZ} times a second at most. */
export function createPoseSender(sample: PoseSampler, send: (bytes: Uint8Array) => void): PoseSender {
  const pose = createPose();
  const bytes = new Uint8Array(POSE_BYTES);
  const view = new DataView(bytes.buffer);
  const intervalMs = 1000 / POSE_RATE_HZ;
  const due = new Due();
  // A new link begins with a jump: the server does not know where we stand.
  let teleported = true;
  return {
    frame(moment) {
      const { nowMs, roomMs, untilTickMs } = moment;
      if (nowMs < due.atMs || !sample(pose)) return;
      pose.teleported = teleported;
      // A whole number is no fraction, and is handed over without garbage; a pose has room for 32 bits of it.
      if (!encodePose(pose, isRoomKnown(moment) ? Math.round(roomMs) >>> 0 : LATEST, view, 0)) return;
      send(bytes);
      teleported = false;
      // What was missed is not made up for.
      if (!isTickKnown(moment)) due.atMs = nowMs - due.atMs < intervalMs ? due.atMs + intervalMs : nowMs + intervalMs;
      // In step: for the tick after the one that this pose makes; one that is early for its tick is followed by a fresher.
      else due.atMs = nowMs + untilTickMs - LEAD_MS + (untilTickMs <= LEAD_MS ? intervalMs : 0);
    },
    markTeleported() {
      teleported = true;
    },
  };
}

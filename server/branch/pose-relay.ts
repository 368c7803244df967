import {
  BATCH_ENTRY_BYTES,
  BATCH_HEADER_BYTES,
  markTeleported,
  POSE_BYTES,
  saysTeleported,
} from '../../shared/pose.ts';

/** Keeps the latest pose of each body and packs, for each viewer, those of the others that are new since the last tick. */
export interface PoseRelay {
  /** Keeps a copy; a later pose of the same tick replaces it, but a jump that was not yet sent is kept in its flags. */
  put(avatarId: number, bytes: Uint8Array): void;
  remove(avatarId: number): void;
  /** All that is known, for someone who has just come in; null where they are alone. The bytes are reused. */
  everything(viewerId: number, timeMs: number): Uint8Array | null;
  /** Calls `send` for each viewer that has something to see. The bytes are reused: copy or send them at once. */
  tick(viewers: Iterable<number>, timeMs: number, send: (viewerId: number, bytes: Uint8Array) => void): void;
}

interface Latest {
  readonly bytes: Uint8Array;
  fresh: boolean;
}

export function createPoseRelay(): PoseRelay {
  const latest = new Map<number, Latest>();
  let buffer = new Uint8Array(BATCH_HEADER_BYTES + 64 * BATCH_ENTRY_BYTES);
  let view = new DataView(buffer.buffer);

  function pack(viewerId: number, timeMs: number, onlyFresh: boolean): Uint8Array | null {
    const room = BATCH_HEADER_BYTES + latest.size * BATCH_ENTRY_BYTES;
    if (buffer.byteLength < room) {
      buffer = new Uint8Array(room * 2);
      view = new DataView(buffer.buffer);
    }
    let offset = BATCH_HEADER_BYTES;
    for (const [avatarId, pose] of latest) {
      if (avatarId === viewerId || (onlyFresh && !pose.fresh)) continue;
      view.setUint16(offset, avatarId, true);
      buffer.set(pose.bytes, offset + 2);
      offset += BATCH_ENTRY_BYTES;
    }
    if (offset === BATCH_HEADER_BYTES) return null;
    view.setFloat64(0, timeMs, true);
    return buffer.subarray(0, offset);
  }

  return {
    put(avatarId, bytes) {
      let pose = latest.get(avatarId);
      if (!pose) {
        pose = { bytes: new Uint8Array(POSE_BYTES), fresh: false };
        latest.set(avatarId, pose);
      }
      const isJumpPending = pose.fresh && saysTeleported(pose.bytes);
      pose.bytes.set(bytes);
      if (isJumpPending) markTeleported(pose.bytes);
      pose.fresh = true;
    },
    remove: (avatarId) => void latest.delete(avatarId),
    everything: (viewerId, timeMs) => pack(viewerId, timeMs, false),
    tick(viewers, timeMs, send) {
      for (const viewerId of viewers) {
        const bytes = pack(viewerId, timeMs, true);
        if (bytes) send(viewerId, bytes);
      }
      for (const pose of latest.values()) pose.fresh = false;
    },
  };
}

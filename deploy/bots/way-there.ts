import type { Pose, Vector } from '../../shared/pose.ts';

export interface Floor {
  readonly x: number;
  readonly z: number;
}

/** Further than one walks between two poses: there one jumps, as visitors do by pointing. */
const LONGEST_STEP_METRES = 1;
/** A little less, and less often, than the branch allows (`server/branch/branch-rules.ts`). */
const LONGEST_JUMP_METRES = 11;
const SHORTEST_JUMP_METRES = 2;
const JUMP_EVERY_MS = 450;
/** Who was refused stands still for so long. */
const PAUSE_MS = 150;

/** Takes someone from where the server has them to where they mean to be, in jumps where it is far. */
export function createWayThere(from: Floor) {
  let { x, z } = from;
  let jumpMetres = LONGEST_JUMP_METRES;
  let waitUntilMs = Number.NEGATIVE_INFINITY;
  let isRefused = false;
  return {
    /** Judges the pose that is meant; where it is too far for one jump, it is written anew for the first part of the way. */
    next(pose: Pose, nowMs: number): 'walk' | 'jump' | 'wait' {
      if (isRefused) waitUntilMs = Math.max(waitUntilMs, nowMs + PAUSE_MS);
      isRefused = false;
      if (nowMs < waitUntilMs) return 'wait';
      const head = pose.headPosition;
      const distance = Math.hypot(head.x - x, head.z - z);
      if (distance > jumpMetres)
        carry(pose, (x - head.x) * (1 - jumpMetres / distance), (z - head.z) * (1 - jumpMetres / distance));
      ({ x, z } = head);
      if (distance <= LONGEST_STEP_METRES) return 'walk';
      waitUntilMs = nowMs + JUMP_EVERY_MS;
      return 'jump';
    },
    /** The server refused, and has the body there. The next jump is shorter: this one may have ended in a desk. */
    beginAt(place: Floor): void {
      ({ x, z } = place);
      jumpMetres = Math.max(SHORTEST_JUMP_METRES, jumpMetres * 0.8);
      isRefused = true;
    },
  };
}

function carry({ headPosition, left, right }: Pose, dx: number, dz: number): void {
  const move = (position: Vector) => {
    position.x += dx;
    position.z += dz;
  };
  move(headPosition);
  move(left.position);
  move(right.position);
}

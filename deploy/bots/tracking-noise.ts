import type { Pose, Rotation, Vector } from '../../shared/pose.ts';
import { createNormal, createRandom } from './seeded-random.ts';

/** One deviation, on each axis. */
const NOISE_METRES = 0.001;
const NOISE_RADIANS = (0.2 * Math.PI) / 180;

/** What tracking adds to the truth: white noise of 1 mm on each axis of each place, and 0.2 degrees about each axis of each rotation. */
export function createTrackingNoise(seed: number): (pose: Pose) => void {
  const normal = createNormal(createRandom(seed));
  const shake = (position: Vector) => {
    position.x += normal() * NOISE_METRES;
    position.y += normal() * NOISE_METRES;
    position.z += normal() * NOISE_METRES;
  };
  const tremble = (rotation: Rotation) => {
    const half = NOISE_RADIANS / 2;
    const a = normal() * half;
    const b = normal() * half;
    const c = normal() * half;
    const { x, y, z, w } = rotation;
    rotation.x = x + w * a + y * c - z * b;
    rotation.y = y + w * b + z * a - x * c;
    rotation.z = z + w * c + x * b - y * a;
    rotation.w = w - x * a - y * b - z * c;
    const length = Math.hypot(rotation.x, rotation.y, rotation.z, rotation.w);
    rotation.x /= length;
    rotation.y /= length;
    rotation.z /= length;
    rotation.w /= length;
  };
  return ({ headPosition, headRotation, left, right }) => {
    shake(headPosition);
    tremble(headRotation);
    for (const hand of [left, right]) {
      if (!hand.present) continue;
      shake(hand.position);
      tremble(hand.rotation);
    }
  };
}

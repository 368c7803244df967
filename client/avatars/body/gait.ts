/**
 * Where the feet are. A foot that stands does not move until it lifts: it is then carried to where the body will be when
 * the other one has made its step too. Metres and seconds, on the floor plane.
 */
export interface Foot {
  x: number;
  z: number;
  yaw: number;
  fromX: number;
  fromZ: number;
  fromYaw: number;
  /** Seconds since it lifted; negative while it stands. */
  liftedSeconds: number;
  /** Height of the sole. */
  height: number;
}

export interface Gait {
  readonly left: Foot;
  readonly right: Foot;
  velocityX: number;
  velocityZ: number;
  lastX: number;
  lastZ: number;
  isPlaced: boolean;
}

function createFoot(): Foot {
  return { x: 0, z: 0, yaw: 0, fromX: 0, fromZ: 0, fromYaw: 0, liftedSeconds: -1, height: 0 };
}

export function createGait(): Gait {
  return {
    left: createFoot(),
    right: createFoot(),
    velocityX: 0,
    velocityZ: 0,
    lastX: 0,
    lastZ: 0,
    isPlaced: false,
  };
}

/** Half the way between the feet of someone who stands. */
export const HALF_STANCE_METRES = 0.098;
const VELOCITY_SETTLES_SECONDS = 0.1;
/** Faster than anyone walks: the body was put elsewhere. */
const JUMP_METRES_PER_SECOND = 9;
const FASTEST_METRES_PER_SECOND = 2.6;
const SLOW_STEP_SECONDS = 0.42;
const FAST_STEP_SECONDS = 0.26;
/** How far the body may leave a standing foot behind before it follows, at rest and walking. */
const IDLE_ERROR_METRES = 0.1;
const WALKING_ERROR_METRES = 0.05;
const TURN_ERROR_RADIANS = 0.55;
const STILL_METRES_PER_SECOND = 0.18;
const LONGEST_REACH_METRES = 0.36;

/** One frame: `x` and `z` are under the hips, `yaw` is the body's. Steps are longer for a larger body. */
export function walk(gait: Gait, x: number, z: number, yaw: number, size: number, seconds: number): void {
  const movedX = x - gait.lastX;
  const movedZ = z - gait.lastZ;
  gait.lastX = x;
  gait.lastZ = z;
  const longestMove = JUMP_METRES_PER_SECOND * Math.max(seconds, 1 / 60);
  if (!gait.isPlaced || Math.sqrt(movedX * movedX + movedZ * movedZ) > longestMove) {
    stand(gait, x, z, yaw, size);
    return;
  }
  if (seconds <= 0) return;
  const blend = 1 - Math.exp(-seconds / VELOCITY_SETTLES_SECONDS);
  gait.velocityX += (movedX / seconds - gait.velocityX) * blend;
  gait.velocityZ += (movedZ / seconds - gait.velocityZ) * blend;
  const speed = Math.sqrt(gait.velocityX * gait.velocityX + gait.velocityZ * gait.velocityZ);
  if (speed > FASTEST_METRES_PER_SECOND) {
    gait.velocityX *= FASTEST_METRES_PER_SECOND / speed;
    gait.velocityZ *= FASTEST_METRES_PER_SECOND / speed;
  }
  const isLeftUp = gait.left.liftedSeconds >= 0;
  const isRightUp = gait.right.liftedSeconds >= 0;
  if (!isLeftUp && !isRightUp) liftOne(gait, x, z, yaw, size, speed);
  carry(gait, gait.left, -1, x, z, yaw, size, speed, seconds);
  carry(gait, gait.right, 1, x, z, yaw, size, speed, seconds);
}

/** Puts both feet under a body at once. */
export function stand(gait: Gait, x: number, z: number, yaw: number, size: number): void {
  gait.isPlaced = true;
  gait.lastX = x;
  gait.lastZ = z;
  gait.velocityX = 0;
  gait.velocityZ = 0;
  putDown(gait.left, homeX(x, yaw, size, -1), homeZ(z, yaw, size, -1), yaw);
  putDown(gait.right, homeX(x, yaw, size, 1), homeZ(z, yaw, size, 1), yaw);
}

function putDown(foot: Foot, x: number, z: number, yaw: number): void {
  foot.x = x;
  foot.z = z;
  foot.yaw = yaw;
  foot.liftedSeconds = -1;
  foot.height = 0;
}

const homeX = (x: number, yaw: number, size: number, sign: number) =>
  x + Math.cos(yaw) * sign * HALF_STANCE_METRES * size;
const homeZ = (z: number, yaw: number, size: number, sign: number) =>
  z - Math.sin(yaw) * sign * HALF_STANCE_METRES * size;

function turnBetween(from: number, to: number): number {
  const turn = to - from;
  return turn - 2 * Math.PI * Math.round(turn / (2 * Math.PI));
}

/** How badly a standing foot is out of place; over 1 it has to follow. */
function strain(foot: Foot, sign: number, x: number, z: number, yaw: number, size: number, speed: number): number {
  const awayX = homeX(x, yaw, size, sign) - foot.x;
  const awayZ = homeZ(z, yaw, size, sign) - foot.z;
  const away = Math.sqrt(awayX * awayX + awayZ * awayZ);
  const allowed = speed > STILL_METRES_PER_SECOND ? WALKING_ERROR_METRES : IDLE_ERROR_METRES;
  return Math.max(away / (allowed * size), Math.abs(turnBetween(foot.yaw, yaw)) / TURN_ERROR_RADIANS);
}

function liftOne(gait: Gait, x: number, z: number, yaw: number, size: number, speed: number): void {
  const left = strain(gait.left, -1, x, z, yaw, size, speed);
  const right = strain(gait.right, 1, x, z, yaw, size, speed);
  if (Math.max(left, right) < 1) return;
  const foot = left > right ? gait.left : gait.right;
  foot.fromX = foot.x;
  foot.fromZ = foot.z;
  foot.fromYaw = foot.yaw;
  foot.liftedSeconds = 0;
}

/** How long one step takes. */
function stepSeconds(speed: number): number {
  const share = Math.min(speed / 2, 1);
  return SLOW_STEP_SECONDS + (FAST_STEP_SECONDS - SLOW_STEP_SECONDS) * share;
}

function carry(
  gait: Gait,
  foot: Foot,
  sign: -1 | 1,
  x: number,
  z: number,
  yaw: number,
  size: number,
  speed: number,
  seconds: number,
): void {
  if (foot.liftedSeconds < 0) return;
  foot.liftedSeconds += seconds;
  const duration = stepSeconds(speed);
  const share = Math.min(foot.liftedSeconds / duration, 1);
  // Where the hips will be in the middle of the time that the foot then stands.
  const aheadSeconds = Math.max(duration - foot.liftedSeconds, 0) + duration / 2;
  let aheadX = gait.velocityX * aheadSeconds;
  let aheadZ = gait.velocityZ * aheadSeconds;
  const ahead = Math.sqrt(aheadX * aheadX + aheadZ * aheadZ);
  const longest = LONGEST_REACH_METRES * size;
  if (ahead > longest) {
    aheadX *= longest / ahead;
    aheadZ *= longest / ahead;
  }
  const eased = share * share * (3 - 2 * share);
  foot.x = foot.fromX + (homeX(x, yaw, size, sign) + aheadX - foot.fromX) * eased;
  foot.z = foot.fromZ + (homeZ(z, yaw, size, sign) + aheadZ - foot.fromZ) * eased;
  foot.yaw = foot.fromYaw + turnBetween(foot.fromYaw, yaw) * eased;
  foot.height = Math.sin(Math.PI * share) * (0.035 + 0.03 * Math.min(speed, 2)) * size;
  if (share < 1) return;
  foot.liftedSeconds = -1;
  foot.height = 0;
}

import { createFloorPoint } from '../../../shared/walkable.ts';
import { Angle, shorterWay } from './unboxed.ts';

/**
 * Where the feet are. A foot that stands does not move until it lifts: it is then carried to where the body will be when
 * the other one has made its step too. Metres and seconds, on the floor plane.
 */
export class Foot {
  x = 0;
  z = 0;
  yaw = 0;
  fromX = 0;
  fromZ = 0;
  fromYaw = 0;
  /** Seconds since it lifted; negative while it stands. */
  liftedSeconds = -1;
  /** Height of the sole. */
  height = 0;
  /** How far ahead of the hips it is. */
  stride = 0;
  /** How badly it is out of place while it stands; over 1 it has to follow. */
  strain = 0;
}

/** What the feet have to follow: mutable, written before each step. */
export class Carried {
  /** Under the hips. */
  x = 0;
  z = 0;
  yaw = 0;
  /** Steps are longer for a larger body. */
  size = 1;
  /** Since the frame before. */
  seconds = 0;
}

export interface Gait {
  readonly left: Foot;
  readonly right: Foot;
  readonly body: Carried;
  /** Of the body, metres a second. */
  speed: number;
  velocityX: number;
  velocityZ: number;
  lastX: number;
  lastZ: number;
  isPlaced: boolean;
}

export function createGait(): Gait {
  return {
    left: new Foot(),
    right: new Foot(),
    body: new Carried(),
    speed: 0,
    velocityX: 0,
    velocityZ: 0,
    lastX: 0,
    lastZ: 0,
    isPlaced: false,
  };
}

/** Half the way between the feet of someone who stands. */
const HALF_STANCE_METRES = 0.098;
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

/** One frame: the feet follow `gait.body`. */
export function walk(gait: Gait): void {
  const { x, z, seconds } = gait.body;
  const movedX = x - gait.lastX;
  const movedZ = z - gait.lastZ;
  gait.lastX = x;
  gait.lastZ = z;
  const longestMove = JUMP_METRES_PER_SECOND * Math.max(seconds, 1 / 60);
  if (!gait.isPlaced || Math.sqrt(movedX * movedX + movedZ * movedZ) > longestMove) {
    stand(gait);
    return;
  }
  if (seconds <= 0) return;
  const blend = 1 - Math.exp(-seconds / VELOCITY_SETTLES_SECONDS);
  gait.velocityX += (movedX / seconds - gait.velocityX) * blend;
  gait.velocityZ += (movedZ / seconds - gait.velocityZ) * blend;
  const speed = Math.sqrt(gait.velocityX * gait.velocityX + gait.velocityZ * gait.velocityZ);
  gait.speed = speed;
  if (speed > FASTEST_METRES_PER_SECOND) {
    gait.velocityX *= FASTEST_METRES_PER_SECOND / speed;
    gait.velocityZ *= FASTEST_METRES_PER_SECOND / speed;
  }
  const isLeftUp = gait.left.liftedSeconds >= 0;
  const isRightUp = gait.right.liftedSeconds >= 0;
  if (!isLeftUp && !isRightUp) liftOne(gait);
  carry(gait, gait.left, -1);
  carry(gait, gait.right, 1);
}

/** Puts both feet under the body at once. */
export function stand(gait: Gait): void {
  gait.isPlaced = true;
  gait.lastX = gait.body.x;
  gait.lastZ = gait.body.z;
  gait.velocityX = 0;
  gait.velocityZ = 0;
  gait.speed = 0;
  putDown(gait.left, gait.body, -1);
  putDown(gait.right, gait.body, 1);
}

function putDown(foot: Foot, body: Carried, sign: -1 | 1): void {
  findHome(body, sign);
  foot.x = home.x;
  foot.z = home.z;
  foot.yaw = body.yaw;
  foot.liftedSeconds = -1;
  foot.height = 0;
}

/** Where a foot belongs under the body that {@link findHome} was asked about last. */
const home = createFloorPoint();
function findHome({ x, z, yaw, size }: Carried, sign: -1 | 1): void {
  home.x = x + Math.cos(yaw) * sign * HALF_STANCE_METRES * size;
  home.z = z - Math.sin(yaw) * sign * HALF_STANCE_METRES * size;
}

/** From how a foot is turned to how the body is. */
const turn = new Angle();

function strain(foot: Foot, sign: -1 | 1, { body, speed }: Gait): void {
  findHome(body, sign);
  const awayX = home.x - foot.x;
  const awayZ = home.z - foot.z;
  const away = Math.sqrt(awayX * awayX + awayZ * awayZ);
  const allowed = speed > STILL_METRES_PER_SECOND ? WALKING_ERROR_METRES : IDLE_ERROR_METRES;
  turn.radians = body.yaw - foot.yaw;
  shorterWay(turn);
  foot.strain = Math.max(away / (allowed * body.size), Math.abs(turn.radians) / TURN_ERROR_RADIANS);
}

function liftOne(gait: Gait): void {
  strain(gait.left, -1, gait);
  strain(gait.right, 1, gait);
  const foot = gait.left.strain > gait.right.strain ? gait.left : gait.right;
  if (foot.strain < 1) return;
  foot.fromX = foot.x;
  foot.fromZ = foot.z;
  foot.fromYaw = foot.yaw;
  foot.liftedSeconds = 0;
}

function carry(gait: Gait, foot: Foot, sign: -1 | 1): void {
  if (foot.liftedSeconds < 0) return;
  const { body, speed } = gait;
  foot.liftedSeconds += body.seconds;
  // How long one step takes.
  const duration = SLOW_STEP_SECONDS + (FAST_STEP_SECONDS - SLOW_STEP_SECONDS) * Math.min(speed / 2, 1);
  const share = Math.min(foot.liftedSeconds / duration, 1);
  // Where the hips will be in the middle of the time that the foot then stands.
  const aheadSeconds = Math.max(duration - foot.liftedSeconds, 0) + duration / 2;
  let aheadX = gait.velocityX * aheadSeconds;
  let aheadZ = gait.velocityZ * aheadSeconds;
  const ahead = Math.sqrt(aheadX * aheadX + aheadZ * aheadZ);
  const longest = LONGEST_REACH_METRES * body.size;
  if (ahead > longest) {
    aheadX *= longest / ahead;
    aheadZ *= longest / ahead;
  }
  const eased = share * share * (3 - 2 * share);
  findHome(body, sign);
  foot.x = foot.fromX + (home.x + aheadX - foot.fromX) * eased;
  foot.z = foot.fromZ + (home.z + aheadZ - foot.fromZ) * eased;
  turn.radians = body.yaw - foot.fromYaw;
  shorterWay(turn);
  foot.yaw = foot.fromYaw + turn.radians * eased;
  foot.height = Math.sin(Math.PI * share) * (0.035 + 0.03 * Math.min(speed, 2)) * body.size;
  if (share < 1) return;
  foot.liftedSeconds = -1;
  foot.height = 0;
}

import { useFrame, useThree } from '@react-three/fiber';
import { useXRStore } from '@react-three/xr';
import { type RefObject, useEffect, useMemo, useRef } from 'react';
import type { Group } from 'three';
import { createFloorPoint, type Ground } from '../../shared/walkable.ts';
import { type Comfort, mayWalkSmoothly, riseOf, snapRadians, TURN_RADIANS_PER_SECOND } from './comfort.ts';
import { stepBlink } from './correction.ts';
import { FrameOrder } from './frame-order.ts';
import { addPadSticks } from './gamepad.ts';
import { isUnderWay, leaveSeat, stepJourney } from './journey.ts';
import { EYE_HEIGHT_METRES, lookBy, type Steering, stepWalker, type Walker } from './locomotion.ts';
import { bindKeys, bindLookDrag } from './locomotion-input.ts';
import type { Strangers } from './personal-space.ts';
import { bringHeadTo, moveHeadTo, readSnapTurn, turnAbout } from './play-space.ts';
import { readSticks } from './sticks.ts';
import { stepVignette, type Vignette } from './vignette.ts';
import { stepVrWalk } from './vr-walk.ts';

/** Eyes of someone on a chair, without a headset. */
const SEATED_EYES_METRES = 1.2;
const PAD_LOOK_RADIANS_PER_SECOND = 1.2;

interface LocomotionOptions {
  readonly walker: Walker;
  readonly ground: Ground;
  readonly strangers: Strangers;
  /** The touch stick's share of the steering; the hook adds the keys. */
  readonly stick: Readonly<Steering>;
  /** The gamepad in use, if any. */
  readonly pad: { readonly current: Gamepad | null };
  /** How one likes to move with a headset on. */
  readonly comfort: Comfort;
  /** Is kept at how dark the edge of the view is to be. */
  readonly vignette: Vignette;
  /** Group of the `XROrigin`. */
  readonly origin: RefObject<Group | null>;
}

/**
 * Moves the camera by keys, drag, touch, gamepad and presses on the floor; in VR moves the play space by the controllers' sticks,
 * as `comfort` says. Teleporting is in `WalkableFloor`.
 */
export function useLocomotion(options: LocomotionOptions): void {
  const { walker, ground, strangers, stick, pad, comfort, vignette, origin } = options;
  const canvas = useThree((state) => state.gl.domElement);
  const xr = useXRStore();
  const keys = useRef<Steering>({ forward: 0, sideways: 0, turn: 0 });
  const steering = useRef<Steering>({ forward: 0, sideways: 0, turn: 0 });
  const snap = useRef({ armed: true });
  const surroundings = useMemo(() => ({ comfort, ground, strangers }), [comfort, ground, strangers]);
  /** Where one stood when the headset was put on; the first frames of a session do not know the head yet. */
  const arrival = useRef(createFloorPoint(walker.x, walker.z));
  const isArriving = useRef(false);

  useEffect(() => bindKeys(window, keys.current), []);
  useEffect(() => bindLookDrag(canvas, walker), [canvas, walker]);
  // Whoever puts a headset on stays where they stood, and whoever takes it off where their head was.
  useEffect(
    () =>
      xr.subscribe((state, before) => {
        if (state.session === before.session) return;
        walker.walking = false;
        walker.jumped = true;
        isArriving.current = state.session !== undefined;
        if (state.session) return;
        walker.x = walker.head.x;
        walker.z = walker.head.z;
      }),
    [xr, walker],
  );

  useFrame(({ camera, gl }, delta, frame: XRFrame | undefined) => {
    const now = steering.current;
    if (gl.xr.isPresenting) {
      if (!readHead(frame, gl.xr.getReferenceSpace(), walker)) return;
      if (isArriving.current) {
        isArriving.current = false;
        const { x, z } = arrival.current;
        bringHeadTo(walker, x, z);
      }
      if (stepBlink(walker.correction, delta)) moveHeadTo(walker, walker.correction.to.x, walker.correction.to.z);
      const session = gl.xr.getSession();
      if (session) readSticks(comfort, session.inputSources, now);
      const isCarried = moveInVr(walker, now, snap.current, surroundings, delta);
      stepVignette(vignette, isCarried, comfort.vignette, delta);
      travel(walker, delta, true);
      placeOrigin(origin.current, walker, riseOf(comfort, walker.journey.seat !== null));
      return;
    }
    now.forward = keys.current.forward + stick.forward;
    now.sideways = keys.current.sideways + stick.sideways;
    now.turn = keys.current.turn + stick.turn;
    if (pad.current) lookBy(walker, 0, addPadSticks(pad.current, now) * PAD_LOOK_RADIANS_PER_SECOND * delta);
    now.forward = clamp(now.forward);
    now.sideways = clamp(now.sideways);
    now.turn = clamp(now.turn);
    stepWalker(walker, now, ground, delta, strangers);
    travel(walker, delta, false);
    camera.position.x = walker.x;
    camera.position.y = walker.journey.seat ? SEATED_EYES_METRES : EYE_HEIGHT_METRES;
    camera.position.z = walker.z;
    camera.rotation.order = 'YXZ';
    camera.rotation.x = walker.pitch;
    camera.rotation.y = walker.yaw;
    camera.rotation.z = 0;
    camera.updateMatrixWorld();
    arrival.current.x = walker.x;
    arrival.current.z = walker.z;
    placeOrigin(origin.current, walker, 0);
  }, FrameOrder.locomotion);
}

interface VrSurroundings {
  readonly comfort: Comfort;
  readonly ground: Ground;
  readonly strangers: Strangers;
}

/** Turns and walks by the sticks; answers whether the view was carried along, which a step of a snap turn does not. */
function moveInVr(
  walker: Walker,
  steering: Readonly<Steering>,
  snap: { armed: boolean },
  { comfort, ground, strangers }: VrSurroundings,
  seconds: number,
): boolean {
  const isSmooth = comfort.turn === 'smooth' && comfort.move !== 'spots';
  const turn = isSmooth
    ? steering.turn * TURN_RADIANS_PER_SECOND[comfort.turnSpeed] * seconds
    : readSnapTurn(snap, steering.turn, snapRadians(comfort));
  if (turn !== 0) turnAbout(walker, turn);
  const mayWalk = mayWalkSmoothly(comfort) && !walker.correction.active;
  const hasWalked = mayWalk && stepVrWalk(walker, walker.headYaw, steering, ground, seconds, strangers);
  return hasWalked || (isSmooth && turn !== 0);
}

/** A frame of the way to a place that was chosen by name. */
function travel(walker: Walker, seconds: number, inVr: boolean): void {
  const { journey } = walker;
  leaveSeat(journey, walker.head);
  if (!isUnderWay(journey)) return;
  walker.walking = false;
  if (inVr) walker.correction.dim = 1;
  const place = stepJourney(journey, seconds);
  if (!place) return;
  bringHeadTo(walker, place.x, place.z);
  if (isUnderWay(journey)) return;
  if (inVr) turnAbout(walker, walker.headYaw - journey.yaw);
  else walker.yaw = journey.yaw;
}

/** Reads where the head is over the floor, and where it looks; answers false while the headset is not tracked. */
function readHead(frame: XRFrame | undefined, space: XRReferenceSpace | null, walker: Walker): boolean {
  const viewer = frame && space ? frame.getViewerPose(space) : undefined;
  if (!viewer) return false;
  // Of the matrix: each number that a point of the browser's is asked for is put on the heap.
  const { matrix } = viewer.transform;
  const x = matrix[12] as number;
  const z = matrix[14] as number;
  const sine = Math.sin(walker.yaw);
  const cosine = Math.cos(walker.yaw);
  walker.head.x = walker.x + x * cosine + z * sine;
  walker.head.z = walker.z - x * sine + z * cosine;
  // The turn to the left, however the head nods or tilts.
  walker.headYaw = walker.yaw + Math.atan2(matrix[8] as number, matrix[10] as number);
  return true;
}

function placeOrigin(origin: Group | null, walker: Walker, riseMetres: number): void {
  if (!origin) return;
  origin.position.x = walker.x;
  origin.position.y = riseMetres;
  origin.position.z = walker.z;
  origin.rotation.y = walker.yaw;
  origin.updateMatrixWorld();
}

function clamp(value: number): number {
  return Math.min(Math.max(value, -1), 1);
}

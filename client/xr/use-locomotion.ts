import { useFrame, useThree } from '@react-three/fiber';
import { useXRStore } from '@react-three/xr';
import { type RefObject, useEffect, useRef } from 'react';
import type { Group } from 'three';
import type { FloorPoint, Ground } from '../../shared/walkable.ts';
import { stepBlink } from './correction.ts';
import { FrameOrder } from './frame-order.ts';
import { EYE_HEIGHT_METRES, type Steering, stepWalker, type Walker } from './locomotion.ts';
import { bindKeys, bindLookDrag } from './locomotion-input.ts';
import type { Strangers } from './personal-space.ts';
import { bringHeadTo, moveHeadTo, readSnapTurn, turnAbout } from './play-space.ts';

/** Standard gamepad mapping of WebXR: axes 2 and 3 are the stick. */
const STICK_X = 2;

interface LocomotionOptions {
  readonly walker: Walker;
  readonly ground: Ground;
  readonly strangers: Strangers;
  /** The touch stick's share of the steering; the hook adds the keys. */
  readonly stick: Readonly<Steering>;
  /** Group of the `XROrigin`. */
  readonly origin: RefObject<Group | null>;
}

/**
 * Moves the camera by keys, drag, touch and presses on the floor; in VR moves the play space by snap turns of either
 * controller's stick. Teleporting is in `WalkableFloor`.
 */
export function useLocomotion({ walker, ground, strangers, stick, origin }: LocomotionOptions): void {
  const canvas = useThree((state) => state.gl.domElement);
  const xr = useXRStore();
  const keys = useRef<Steering>({ forward: 0, sideways: 0, turn: 0 });
  const steering = useRef<Steering>({ forward: 0, sideways: 0, turn: 0 });
  const snap = useRef({ armed: true });
  /** Where one stood when the headset was put on; the first frames of a session do not know the head yet. */
  const arrival = useRef<FloorPoint>({ x: walker.x, z: walker.z });
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
    if (gl.xr.isPresenting) {
      if (!readHead(frame, gl.xr.getReferenceSpace(), walker)) return;
      if (isArriving.current) {
        isArriving.current = false;
        const { x, z } = arrival.current;
        bringHeadTo(walker, x, z);
      }
      if (stepBlink(walker.correction, delta)) moveHeadTo(walker, walker.correction.to.x, walker.correction.to.z);
      const turn = readSnapTurn(snap.current, stickOf(gl.xr.getSession()));
      if (turn !== 0) turnAbout(walker, turn);
      placeOrigin(origin.current, walker);
      return;
    }
    const now = steering.current;
    now.forward = clamp(keys.current.forward + stick.forward);
    now.sideways = clamp(keys.current.sideways + stick.sideways);
    now.turn = clamp(keys.current.turn + stick.turn);
    stepWalker(walker, now, ground, delta, strangers);
    camera.position.set(walker.x, EYE_HEIGHT_METRES, walker.z);
    camera.rotation.set(walker.pitch, walker.yaw, 0, 'YXZ');
    camera.updateMatrixWorld();
    arrival.current.x = walker.x;
    arrival.current.z = walker.z;
    placeOrigin(origin.current, walker);
  }, FrameOrder.locomotion);
}

/** Reads where the head is over the floor; answers false while the headset is not tracked. */
function readHead(frame: XRFrame | undefined, space: XRReferenceSpace | null, walker: Walker): boolean {
  const viewer = frame && space ? frame.getViewerPose(space) : undefined;
  if (!viewer) return false;
  const { x, z } = viewer.transform.position;
  const sine = Math.sin(walker.yaw);
  const cosine = Math.cos(walker.yaw);
  walker.head.x = walker.x + x * cosine + z * sine;
  walker.head.z = walker.z - x * sine + z * cosine;
  return true;
}

function placeOrigin(origin: Group | null, walker: Walker): void {
  if (!origin) return;
  origin.position.set(walker.x, 0, walker.z);
  origin.rotation.y = walker.yaw;
  origin.updateMatrixWorld();
}

/** The stick that is pushed furthest sideways, of whatever controllers there are. */
function stickOf(session: XRSession | null): number {
  let furthest = 0;
  for (let index = 0; session && index < session.inputSources.length; index++) {
    const x = session.inputSources[index]?.gamepad?.axes[STICK_X] ?? 0;
    if (Math.abs(x) > Math.abs(furthest)) furthest = x;
  }
  return furthest;
}

function clamp(value: number): number {
  return Math.min(Math.max(value, -1), 1);
}

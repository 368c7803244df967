import { useFrame, useThree } from '@react-three/fiber';
import { useXRStore } from '@react-three/xr';
import { type RefObject, useEffect, useRef } from 'react';
import { type Group, Vector3 } from 'three';
import { type FloorPoint, type Ground, isWalkable } from '../../shared/walkable.ts';
import { FrameOrder } from './frame-order.ts';
import {
  bringHeadTo,
  EYE_HEIGHT_METRES,
  readSnapTurn,
  type Steering,
  stepWalker,
  turnAbout,
  type Walker,
} from './locomotion.ts';
import { bindKeys, bindLookDrag } from './locomotion-input.ts';

const head = new Vector3();
/** Standard gamepad mapping of WebXR: axes 2 and 3 are the stick. */
const STICK_X = 2;
/** The camera of a new session knows where the head is after its first frames. */
const FRAMES_TO_TRACKING = 3;

interface LocomotionOptions {
  readonly walker: Walker;
  readonly ground: Ground;
  /** The touch stick's share of the steering; the hook adds the keys. */
  readonly stick: Readonly<Steering>;
  /** Group of the `XROrigin`. */
  readonly origin: RefObject<Group | null>;
}

/**
 * Moves the camera by keys, drag, touch and presses on the floor; in VR moves the play space by snap turns of either
 * controller's stick. Teleporting is {@link teleport}.
 */
export function useLocomotion({ walker, ground, stick, origin }: LocomotionOptions): void {
  const canvas = useThree((state) => state.gl.domElement);
  const xr = useXRStore();
  const keys = useRef<Steering>({ forward: 0, sideways: 0, turn: 0 });
  const steering = useRef<Steering>({ forward: 0, sideways: 0, turn: 0 });
  const snap = useRef({ armed: true });
  const standing = useRef<FloorPoint>({ x: walker.x, z: walker.z });
  const framesToCentre = useRef(0);

  useEffect(() => bindKeys(window, keys.current), []);
  useEffect(() => bindLookDrag(canvas, walker), [canvas, walker]);
  // Whoever puts a headset on stays where they stood, and whoever takes it off where their head was.
  useEffect(
    () =>
      xr.subscribe((state, before) => {
        if (state.session === before.session) return;
        walker.walking = false;
        walker.jumped = true;
        if (state.session) {
          standing.current.x = walker.x;
          standing.current.z = walker.z;
          framesToCentre.current = FRAMES_TO_TRACKING;
        } else {
          walker.x = standing.current.x;
          walker.z = standing.current.z;
        }
      }),
    [xr, walker],
  );

  useFrame(({ camera, gl }, delta) => {
    if (gl.xr.isPresenting) {
      head.setFromMatrixPosition(camera.matrixWorld);
      if (framesToCentre.current > 0) {
        framesToCentre.current -= 1;
        if (framesToCentre.current === 0) bringHeadTo(walker, head, standing.current.x, standing.current.z);
      } else {
        standing.current.x = head.x;
        standing.current.z = head.z;
      }
      if (walker.sentBack) {
        // A glide that one does not steer makes one sick in a headset: there it is a jump.
        walker.sentBack = false;
        bringHeadTo(walker, head, walker.rightPlace.x, walker.rightPlace.z);
      }
      const turn = readSnapTurn(snap.current, stickOf(gl.xr.getSession()));
      if (turn !== 0) turnAbout(walker, head, turn);
      placeOrigin(origin.current, walker);
      return;
    }
    const now = steering.current;
    now.forward = clamp(keys.current.forward + stick.forward);
    now.sideways = clamp(keys.current.sideways + stick.sideways);
    now.turn = clamp(keys.current.turn + stick.turn);
    stepWalker(walker, now, ground, delta);
    camera.position.set(walker.x, EYE_HEIGHT_METRES, walker.z);
    camera.rotation.set(walker.pitch, walker.yaw, 0, 'YXZ');
    camera.updateMatrixWorld();
    placeOrigin(origin.current, walker);
  }, FrameOrder.locomotion);
}

/**
 * Brings whoever wears the headset to a place on the floor, if one can stand there.
 *
 * @param headPlace where the head is now, metres in the scene
 * @returns whether it did
 */
export function teleport(walker: Walker, ground: Ground, headPlace: Vector3, x: number, z: number): boolean {
  if (!isWalkable(ground, x, z)) return false;
  bringHeadTo(walker, headPlace, x, z);
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

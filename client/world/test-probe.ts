import { useFrame, useThree } from '@react-three/fiber';
import { useXRStore } from '@react-three/xr';
import { type RefObject, useEffect } from 'react';
import { type Camera, type Group, PerspectiveCamera, Quaternion, type Scene, Vector3, type WebGLRenderer } from 'three';
import { copyPose, createPose, type Pose } from '../../shared/pose.ts';
import type { DrawnAvatars } from '../avatars/RemoteAvatars.tsx';
import { useBranch } from '../net/branch-store.ts';
import type { PanelView } from '../panels/PanelSurface.tsx';
import { FrameOrder } from '../xr/frame-order.ts';
import { enterHeadset } from '../xr/headset-mode.ts';
import { PLACE } from './StaticBranch.tsx';
import type { BranchModel } from './use-branch-model.ts';

/**
 * What a browser test may see of the branch: it sets `window.__atriumProbe = {}` before the page loads, and the scene
 * fills it each frame. Read-only but for `view`, `plain` and `isQuiet`. Where no test has set it, nothing runs.
 */
export interface AtriumProbe {
  /** Set before the page loads by what measures the page itself: of the fields below, only those above the line are kept. */
  isQuiet: boolean;
  frames: number;
  /** When the first frame was drawn that one can walk in, milliseconds of the page's clock. */
  walkableAtMs: number;
  /** What is drawn, and by what: asked for figures now and then. */
  renderer: WebGLRenderer;
  scene: Scene;
  /** The camera, in VR that of the left eye. */
  seenBy(): Camera;
  /** The model: how much of it is there. */
  model: 'loading' | 'core' | 'whole' | 'failed' | 'bare';
  // ──
  /** World place and rotation of the camera (in VR of the head), `[x, y, z]` and `[x, y, z, w]`. */
  camera: { position: number[]; rotation: number[] };
  presenting: boolean;
  /** Of the headset, while it is worn. */
  mode: XRSessionMode | null;
  session: XRSession | undefined;
  /** Of the last frame, both eyes together. */
  drawCalls: number;
  triangles: number;
  avatarId: number | null;
  ownPose: Pose;
  /** By avatar id: where the parts of the other bodies were last drawn. */
  remote: Record<number, { head: number[]; left: number[]; right: number[] }>;
  /** Where pictures are taken from: the camera is put there, and the body stays where it is. */
  view: { position: [number, number, number]; target: [number, number, number]; degrees: number } | null;
  /** The place is left undrawn, people and panels are not: a processor that draws is three times as fast. Set by tests. */
  plain: boolean;
  /** The panel before the eyes of whoever wears a headset; null while there is none. */
  panel: PanelView | null;
  /** The next frame as it was drawn, both eyes: its pixels from its lower left, and a PNG as a data URL. */
  readFrame(): Promise<DrawnFrame>;
  /** Where a place of the world was drawn for the left eye, pixels of {@link readFrame}. */
  pixelOf(place: readonly [number, number, number]): readonly [x: number, y: number] | null;
  /** A place of the world in the play space, where the emulated headset counts its metres. */
  playSpace(place: readonly [number, number, number]): readonly [number, number, number];
  /** The other way round. */
  worldOf(place: readonly [number, number, number]): readonly [number, number, number];
  enterVR(): Promise<boolean>;
  leaveVR(): Promise<void>;
}

interface DrawnFrame {
  readonly width: number;
  readonly height: number;
  readonly rgba: Uint8Array;
  readonly png: string;
}

declare global {
  interface Window {
    __atriumProbe?: Partial<AtriumProbe>;
  }
}

/** Whether a test looks on. */
export function isProbed(): boolean {
  return window.__atriumProbe !== undefined;
}

/** Whether it wants to be told of every frame. */
export function isWatched(): boolean {
  return isProbed() && !window.__atriumProbe?.isQuiet;
}

const position = new Vector3();
const rotation = new Quaternion();

/** The camera's parent carries the body about: it is laid aside. */
function takeView(
  camera: PerspectiveCamera,
  { position: at, target, degrees }: NonNullable<AtriumProbe['view']>,
): void {
  camera.parent?.position.set(0, 0, 0);
  camera.parent?.rotation.set(0, 0, 0);
  camera.position.set(...at);
  camera.lookAt(...target);
  camera.fov = degrees;
  camera.updateProjectionMatrix();
  camera.parent?.updateMatrixWorld(true);
}

/** What was drawn is gone after its frame: it is read at the end of it. */
function readNextFrame(scene: Scene): Promise<DrawnFrame> {
  return new Promise((read) => {
    scene.onAfterRender = (renderer) => {
      scene.onAfterRender = () => {};
      const context = renderer.getContext();
      const { drawingBufferWidth: width, drawingBufferHeight: height } = context;
      const rgba = new Uint8Array(4 * width * height);
      context.readPixels(0, 0, width, height, context.RGBA, context.UNSIGNED_BYTE, rgba);
      read({ width, height, rgba, png: renderer.domElement.toDataURL() });
    };
  });
}

function pixelOf(gl: WebGLRenderer, place: readonly [number, number, number]): readonly [number, number] | null {
  const eye = gl.xr.getCamera().cameras[0];
  if (!eye) return null;
  const { x, y, z } = new Vector3(...place).project(eye);
  if (z > 1) return null;
  const { x: left, y: bottom, z: width, w: height } = eye.viewport;
  return [left + ((x + 1) / 2) * width, bottom + ((y + 1) / 2) * height];
}

interface TestProbeProps {
  readonly ownPose: Pose;
  readonly drawn: DrawnAvatars | undefined;
  readonly model: BranchModel;
  /** Group of the `XROrigin`. */
  readonly origin: RefObject<Group | null>;
}

/** Fills the probe. Mounted only where {@link isProbed}. */
export function TestProbe({ ownPose, drawn, model, origin }: TestProbeProps) {
  const xr = useXRStore();
  const { gl, scene, get } = useThree();
  useEffect(() => {
    const probe = window.__atriumProbe;
    if (!probe) return;
    probe.frames = 0;
    probe.renderer = gl;
    probe.scene = scene;
    probe.seenBy = () => (gl.xr.isPresenting ? gl.xr.getCamera().cameras[0] : undefined) ?? get().camera;
    probe.ownPose = createPose();
    probe.enterVR = () => enterHeadset(xr);
    probe.readFrame = () => readNextFrame(scene);
    probe.playSpace = (place) => origin.current?.worldToLocal(new Vector3(...place)).toArray() ?? place;
    probe.worldOf = (place) => origin.current?.localToWorld(new Vector3(...place)).toArray() ?? place;
    probe.pixelOf = (place) => pixelOf(gl, place);
    probe.leaveVR = async () => xr.getState().session?.end();
  }, [xr, gl, scene, get, origin]);
  useFrame(({ gl, camera }) => {
    const probe = window.__atriumProbe;
    if (!probe?.ownPose) return;
    probe.frames = (probe.frames ?? 0) + 1;
    if (model.kind === 'ready') probe.walkableAtMs ??= performance.now();
    probe.model = model.kind === 'ready' ? (model.isWhole ? 'whole' : 'core') : model.kind;
    if (probe.isQuiet) return;
    if (probe.view && camera instanceof PerspectiveCamera) takeView(camera, probe.view);
    const place = scene.getObjectByName(PLACE);
    if (place) place.visible = !probe.plain;
    probe.presenting = gl.xr.isPresenting;
    probe.mode = xr.getState().mode;
    probe.session = xr.getState().session;
    if (probe.presenting) {
      position.copy(ownPose.headPosition);
      rotation.copy(ownPose.headRotation);
    } else {
      camera.matrixWorld.decompose(position, rotation, new Vector3());
    }
    probe.camera = { position: position.toArray(), rotation: rotation.toArray() };
    probe.drawCalls = gl.info.render.calls;
    probe.triangles = gl.info.render.triangles;
    probe.avatarId = useBranch.getState().avatarId;
    copyPose(ownPose, probe.ownPose);
    if (drawn) probe.remote = Object.fromEntries(drawn);
  }, FrameOrder.probe);
  return null;
}

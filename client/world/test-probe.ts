import { useFrame, useThree } from '@react-three/fiber';
import { useXRStore } from '@react-three/xr';
import { useEffect } from 'react';
import { type Camera, PerspectiveCamera, Quaternion, type Scene, Vector3, type WebGLRenderer } from 'three';
import { copyPose, createPose, type Pose } from '../../shared/pose.ts';
import type { DrawnAvatars } from '../avatars/RemoteAvatars.tsx';
import { useBranch } from '../net/branch-store.ts';
import type { PanelView } from '../panels/PanelSurface.tsx';
import { FrameOrder } from '../xr/frame-order.ts';
import type { BranchModel } from './use-branch-model.ts';

/**
 * What a browser test may see of the branch: it sets `window.__atriumProbe = {}` before the page loads, and the scene
 * fills it each frame. Read-only but for `view` and `isQuiet`. Where no test has set it, nothing runs.
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
  /** Of the last frame, both eyes together. */
  drawCalls: number;
  triangles: number;
  avatarId: number | null;
  ownPose: Pose;
  /** By avatar id: where the parts of the other bodies were last drawn. */
  remote: Record<number, { head: number[]; left: number[]; right: number[] }>;
  /** Where pictures are taken from: the camera is put there, and the body stays where it is. */
  view: { position: [number, number, number]; target: [number, number, number]; degrees: number } | null;
  /** The panel before the eyes of whoever wears a headset; null while there is none. */
  panel: PanelView | null;
  enterVR(): Promise<boolean>;
  leaveVR(): Promise<void>;
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

interface TestProbeProps {
  readonly ownPose: Pose;
  readonly drawn: DrawnAvatars | undefined;
  readonly model: BranchModel;
}

/** Fills the probe. Mounted only where {@link isProbed}. */
export function TestProbe({ ownPose, drawn, model }: TestProbeProps) {
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
    probe.enterVR = async () => (await xr.enterVR()) !== undefined;
    probe.leaveVR = async () => xr.getState().session?.end();
  }, [xr, gl, scene, get]);
  useFrame(({ gl, camera }) => {
    const probe = window.__atriumProbe;
    if (!probe?.ownPose) return;
    probe.frames = (probe.frames ?? 0) + 1;
    if (model.kind === 'ready') probe.walkableAtMs ??= performance.now();
    probe.model = model.kind === 'ready' ? (model.isWhole ? 'whole' : 'core') : model.kind;
    if (probe.isQuiet) return;
    if (probe.view && camera instanceof PerspectiveCamera) takeView(camera, probe.view);
    probe.presenting = gl.xr.isPresenting;
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

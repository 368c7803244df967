import { useFrame } from '@react-three/fiber';
import { useXRStore } from '@react-three/xr';
import { useEffect } from 'react';
import { PerspectiveCamera, Quaternion, Vector3 } from 'three';
import { copyPose, createPose, type Pose } from '../../shared/pose.ts';
import type { DrawnAvatars } from '../avatars/RemoteAvatars.tsx';
import { useBranch } from '../net/branch-store.ts';
import type { PanelView } from '../panels/PanelSurface.tsx';
import { FrameOrder } from '../xr/frame-order.ts';
import type { BranchModel } from './use-branch-model.ts';

/**
 * What a browser test may see of the branch: it sets `window.__atriumProbe = {}` before the page loads, and the scene
 * fills it each frame. Read-only but for `view`. Where no test has set it, nothing runs.
 */
export interface AtriumProbe {
  frames: number;
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
  /** The model: how much of it is there. */
  model: 'loading' | 'core' | 'whole' | 'failed' | 'bare';
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
  readonly drawn: DrawnAvatars;
  readonly model: BranchModel;
}

/** Fills the probe. Mounted only where {@link isProbed}. */
export function TestProbe({ ownPose, drawn, model }: TestProbeProps) {
  const xr = useXRStore();
  useEffect(() => {
    const probe = window.__atriumProbe;
    if (!probe) return;
    probe.frames = 0;
    probe.ownPose = createPose();
    probe.enterVR = async () => (await xr.enterVR()) !== undefined;
    probe.leaveVR = async () => xr.getState().session?.end();
  }, [xr]);
  useFrame(({ gl, camera }) => {
    const probe = window.__atriumProbe;
    if (!probe?.ownPose) return;
    probe.frames = (probe.frames ?? 0) + 1;
    if (probe.view && camera instanceof PerspectiveCamera) takeView(camera, probe.view);
    probe.presenting = gl.xr.isPresenting;
    if (probe.presenting) {
      position.copy(ownPose.headPosition);
      rotation.copy(ownPose.headRotation);
    } else {
      camera.matrixWorld.decompose(position, rotation, new Vector3());
    }
    probe.camera = { position: position.toArray(), rotation: rotation.toArray() };
    probe.model = model.kind === 'ready' ? (model.isWhole ? 'whole' : 'core') : model.kind;
    probe.drawCalls = gl.info.render.calls;
    probe.triangles = gl.info.render.triangles;
    probe.avatarId = useBranch.getState().avatarId;
    copyPose(ownPose, probe.ownPose);
    probe.remote = Object.fromEntries(drawn);
  }, FrameOrder.probe);
  return null;
}

import { useFrame } from '@react-three/fiber';
import { useXRStore } from '@react-three/xr';
import { useEffect } from 'react';
import { Quaternion, Vector3 } from 'three';
import { copyPose, createPose, type Pose } from '../../shared/pose.ts';
import type { DrawnAvatars } from '../avatars/RemoteAvatars.tsx';
import { useBranch } from '../net/branch-store.ts';
import type { PanelView } from '../panels/PanelSurface.tsx';
import { FrameOrder } from '../xr/frame-order.ts';

/**
 * What a browser test may see of the branch: it sets `window.__atriumProbe = {}` before the page loads, and the scene
 * fills it each frame. Read-only: writing here changes nothing. Where no test has set it, nothing runs.
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

/** Fills the probe. Mounted only where {@link isProbed}. */
export function TestProbe({ ownPose, drawn }: { readonly ownPose: Pose; readonly drawn: DrawnAvatars }) {
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
    probe.remote = Object.fromEntries(drawn);
  }, FrameOrder.probe);
  return null;
}

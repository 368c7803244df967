import { useFrame } from '@react-three/fiber';
import { useXR } from '@react-three/xr';
import { useMemo } from 'react';
import type { Pose } from '../../../shared/pose.ts';
import { FrameOrder } from '../../xr/frame-order.ts';
import { createBodyState } from '../body/body-state.ts';
import { BUILDS } from '../body/looks.ts';
import { poseBody } from '../body/pose-body.ts';
import { useOwnVrm } from './own-vrm.ts';
import { VrmBody } from './VrmBody.tsx';

/** One's own model, on oneself, for one's own eyes in a headset. */
export function OwnVrmBody({ pose }: { readonly pose: Readonly<Pose> }) {
  const inVr = useXR((state) => state.session !== undefined);
  const vrm = useOwnVrm((state) => state.vrm);
  return inVr && vrm ? <Worn key={vrm.facts.name} file={vrm.file} pose={pose} /> : null;
}

const [BUILD] = BUILDS;

function Worn({ file, pose }: { readonly file: ArrayBuffer; readonly pose: Readonly<Pose> }) {
  const body = useMemo(() => createBodyState(0), []);
  useFrame((_, seconds) => {
    if (BUILD) poseBody(body, pose, BUILD, 0, seconds);
  }, FrameOrder.poseIn + 1);
  return <VrmBody file={file} body={body} isHeadless onFailed={forget} />;
}

function forget(): void {
  useOwnVrm.setState({ vrm: null });
}

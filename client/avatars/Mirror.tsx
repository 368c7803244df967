import { useFrame, useThree } from '@react-three/fiber';
import { useEffect, useMemo, useState } from 'react';
import { Quaternion, Vector3 } from 'three';
import { createPose } from '../../shared/pose.ts';
import { createAvatarCrowd, type Figure } from './avatar-crowd.ts';
import { loadBodyParts } from './body/body-parts.ts';
import { lookOf, type UniformColours } from './body/looks.ts';
import { VrmBody } from './vrm/VrmBody.tsx';

const EYE_HEIGHT_METRES = 1.62;
const ONESELF = { avatarId: 1, slot: 0 };
/** Once round in so many seconds. */
const TURN_SECONDS = 14;
const UP = new Vector3(0, 1, 0);
const turn = new Quaternion();

interface MirrorProps {
  readonly packed: number;
  readonly isStaff: boolean;
  readonly uniform: UniformColours;
  /** Turn slowly, to be seen from all sides. */
  readonly isTurning: boolean;
  readonly onReady: () => void;
  /** A model of one's own, in place of the body. */
  readonly vrm: ArrayBuffer | null;
  readonly onVrmFailed: () => void;
}

/** Oneself as others see one, in a canvas of its own: a body that breathes, blinks and turns. */
export function Mirror({ packed, isStaff, uniform, isTurning, onReady, vrm, onVrmFailed }: MirrorProps) {
  const crowd = useMemo(() => createAvatarCrowd(), []);
  const [figure, setFigure] = useState<Figure | null>(null);
  const pose = useMemo(() => {
    const standing = createPose();
    standing.headPosition.y = EYE_HEIGHT_METRES;
    return standing;
  }, []);
  const camera = useThree((state) => state.camera);
  useEffect(() => {
    camera.position.set(0, 1.18, 3.1);
    camera.lookAt(0, 0.88, 0);
  }, [camera]);
  useEffect(() => {
    let isGone = false;
    const entered = crowd.enter(ONESELF, lookOf(0, 0, false, { primary: '#000000', accent: '#000000' }));
    setFigure(entered);
    void loadBodyParts().then(
      (parts) => {
        if (isGone) return;
        crowd.bring(parts);
        onReady();
      },
      () => {},
    );
    return () => {
      isGone = true;
      if (entered) crowd.leave(entered);
      crowd.dispose();
    };
  }, [crowd, onReady]);
  useEffect(() => {
    if (figure) crowd.dress(figure, lookOf(packed, 0, isStaff, uniform));
  }, [crowd, figure, packed, isStaff, uniform]);
  useFrame((state, delta) => {
    if (!figure) return;
    const yaw = isTurning ? Math.PI + 0.25 + (state.clock.elapsedTime * 2 * Math.PI) / TURN_SECONDS : Math.PI + 0.25;
    turn.setFromAxisAngle(UP, yaw);
    pose.headRotation.x = turn.x;
    pose.headRotation.y = turn.y;
    pose.headRotation.z = turn.z;
    pose.headRotation.w = turn.w;
    crowd.place(figure, pose, state.camera.matrixWorld, delta);
    crowd.commit();
  });
  return (
    <>
      <hemisphereLight args={['#fffaf0', '#d8cdbb', 1.9]} />
      <directionalLight color="#fff0d8" intensity={1.1} position={[4, 6, 7]} />
      <primitive object={crowd.group} visible={vrm === null} />
      {vrm && figure && <VrmBody file={vrm} body={figure.state} isHeadless={false} onFailed={onVrmFailed} />}
    </>
  );
}

import { useFrame } from '@react-three/fiber';
import { useXR } from '@react-three/xr';
import { useRef } from 'react';
import { type Group, MathUtils, Vector3 } from 'three';
import { FrameOrder } from '../xr/frame-order.ts';
import { SceneText } from './SceneText.tsx';

const AHEAD_METRES = 1.3;
const BELOW_EYES_METRES = 0.32;
/** How fast the notice comes along when the head turns, per second: slowly enough to be read. */
const FOLLOW_PER_SECOND = 2.5;

const head = new Vector3();
const ahead = new Vector3();

interface VrNoticeProps {
  /** What to say; nothing is shown while empty. */
  readonly title: string;
  readonly hint: string;
}

/** A line that keeps in view of whoever wears a headset: there, the page with its panels cannot be seen. */
export function VrNotice({ title, hint }: VrNoticeProps) {
  const inVr = useXR((state) => state.session !== undefined);
  if (!inVr || title === '') return null;
  return <FollowingNotice title={title} hint={hint} />;
}

function FollowingNotice({ title, hint }: VrNoticeProps) {
  const group = useRef<Group>(null);
  useFrame(({ camera }, delta) => {
    if (!group.current) return;
    head.setFromMatrixPosition(camera.matrixWorld);
    camera.getWorldDirection(ahead).setY(0).normalize().multiplyScalar(AHEAD_METRES).add(head);
    ahead.y = head.y - BELOW_EYES_METRES;
    const { position } = group.current;
    position.lerp(ahead, MathUtils.clamp(FOLLOW_PER_SECOND * delta, 0, 1));
    group.current.rotation.set(-0.2, Math.atan2(head.x - position.x, head.z - position.z), 0, 'YXZ');
  }, FrameOrder.locomotion);
  return (
    // Drawn over everything: a notice behind a kiosk is none.
    <group ref={group}>
      <mesh renderOrder={10}>
        <planeGeometry args={[0.72, 0.2]} />
        <meshBasicMaterial color="#10302c" toneMapped={false} depthTest={false} transparent />
      </mesh>
      <SceneText
        position={[0, 0.035, 0.004]}
        fontSize={0.042}
        color="#ffffff"
        maxWidth={0.68}
        textAlign="center"
        isOnTop
      >
        {title}
      </SceneText>
      <SceneText
        position={[0, -0.045, 0.004]}
        fontSize={0.026}
        color="#cfe0da"
        maxWidth={0.68}
        textAlign="center"
        isOnTop
      >
        {hint}
      </SceneText>
    </group>
  );
}

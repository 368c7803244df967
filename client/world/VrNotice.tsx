import { useXR } from '@react-three/xr';
import { SceneText } from './SceneText.tsx';
import { useFollowGaze } from './use-follow-gaze.ts';

const PLACE = { aheadMetres: 1.3, belowEyesMetres: 0.32 } as const;

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
  const group = useFollowGaze(PLACE);
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
        overAll={11}
      >
        {title}
      </SceneText>
      <SceneText
        position={[0, -0.045, 0.004]}
        fontSize={0.026}
        color="#cfe0da"
        maxWidth={0.68}
        textAlign="center"
        overAll={11}
      >
        {hint}
      </SceneText>
    </group>
  );
}

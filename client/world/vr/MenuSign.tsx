import { useFrame } from '@react-three/fiber';
import { useRef, useState } from 'react';
import { type Group, MathUtils, Vector3 } from 'three';
import type { PanelColours } from '../../panels/panel-paint.ts';
import { FrameOrder } from '../../xr/frame-order.ts';
import type { Walker } from '../../xr/locomotion.ts';
import { SceneText } from '../SceneText.tsx';
import { useComfort } from '../use-comfort.ts';

const AHEAD_METRES = 0.52;
const BELOW_EYES_METRES = 0.4;
/** Away from the hand that presses it, and from the middle, where the screens are that one stands before. */
const ASIDE_METRES = 0.24;
const TILT = -0.65;
/** The sign stays where it is until the head has turned so far; then it comes along, per second. */
const LAZY_RADIANS = 0.7;
const FOLLOW_PER_SECOND = 4;
const WIDTH = 0.15;
const HEIGHT = 0.056;

const head = new Vector3();

interface MenuSignProps {
  readonly label: string;
  readonly colours: PanelColours;
  readonly walker: Walker;
  readonly onPress: () => void;
}

/** A small sign at the waist (a face button opens the same), within reach of either hand, ray or finger: the one thing that opens all the others. */
export function MenuSign({ label, colours, walker, onPress }: MenuSignProps) {
  const group = useRef<Group>(null);
  const yaw = useRef<number | null>(null);
  const isLeftHanded = useComfort().hand === 'left';
  const isDown = useRef(false);
  const [isHovered, setHovered] = useState(false);
  useFrame(({ camera }, delta) => {
    const sign = group.current;
    if (!sign?.parent) return;
    const local = walker.headYaw - walker.yaw;
    yaw.current ??= local;
    const behind = MathUtils.euclideanModulo(local - yaw.current + Math.PI, 2 * Math.PI) - Math.PI;
    if (Math.abs(behind) > LAZY_RADIANS) yaw.current += behind * Math.min(1, FOLLOW_PER_SECOND * delta);
    sign.parent.worldToLocal(head.setFromMatrixPosition(camera.matrixWorld));
    const turned = yaw.current;
    const aside = isLeftHanded ? ASIDE_METRES : -ASIDE_METRES;
    sign.position.set(
      head.x - Math.sin(turned) * AHEAD_METRES + Math.cos(turned) * aside,
      head.y - BELOW_EYES_METRES,
      head.z - Math.cos(turned) * AHEAD_METRES - Math.sin(turned) * aside,
    );
    sign.rotation.set(TILT, turned, 0, 'YXZ');
  }, FrameOrder.poseIn);
  return (
    <group
      ref={group}
      onPointerDown={() => {
        isDown.current = true;
      }}
      onPointerUp={() => {
        // However long it was held: nobody needs to be quick.
        if (isDown.current) onPress();
        isDown.current = false;
      }}
      onPointerEnter={() => setHovered(true)}
      onPointerLeave={() => {
        isDown.current = false;
        setHovered(false);
      }}
    >
      <mesh>
        <planeGeometry args={[WIDTH, HEIGHT]} />
        <meshBasicMaterial color={isHovered ? colours.accent : colours.brand} toneMapped={false} />
      </mesh>
      <SceneText position={[0, 0, 0.002]} fontSize={0.026} color="#ffffff">
        {label}
      </SceneText>
    </group>
  );
}

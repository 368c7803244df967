import { useRef, useState } from 'react';
import type { Group } from 'three';
import type { PanelColours } from '../../panels/panel-paint.ts';
import type { Walker } from '../../xr/locomotion.ts';
import { SceneText } from '../SceneText.tsx';
import { useComfort } from '../use-comfort.ts';
import { useLazyFollow } from './use-lazy-follow.ts';

const AHEAD_METRES = 0.52;
const BELOW_EYES_METRES = 0.4;
/** Away from the hand that presses it, and from the middle, where the screens are that one stands before. */
const ASIDE_METRES = 0.24;
const TILT = -0.65;
const WIDTH = 0.15;
const HEIGHT = 0.056;

interface MenuSignProps {
  readonly label: string;
  readonly colours: PanelColours;
  readonly walker: Walker;
  readonly onPress: () => void;
}

/** A small sign at the waist (a face button opens the same), within reach of either hand, ray or finger: the one thing that opens all the others. */
export function MenuSign({ label, colours, walker, onPress }: MenuSignProps) {
  const group = useRef<Group>(null);
  const isLeftHanded = useComfort().hand === 'left';
  const isDown = useRef(false);
  const [isHovered, setHovered] = useState(false);
  useLazyFollow(group, walker, {
    ahead: AHEAD_METRES,
    below: BELOW_EYES_METRES,
    aside: isLeftHanded ? ASIDE_METRES : -ASIDE_METRES,
    lean: TILT,
  });
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

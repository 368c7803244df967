import { useEffect, useMemo, useRef, useState } from 'react';
import { type Group, NoBlending, Path, Shape, ShapeGeometry } from 'three';
import type { PanelColours } from '../../panels/panel-paint.ts';
import type { Walker } from '../../xr/locomotion.ts';
import { WINDOW, windowPlace } from '../../xr/phone-window.ts';
import { SceneText } from '../SceneText.tsx';
import { useLazyFollow } from './use-lazy-follow.ts';

/** Over everything but the dark of `CorrectionDim`: nothing of the branch is left in it. */
const RENDER_ORDER = 950;
const PLACE = windowPlace();
const BUTTON = { width: 0.1, height: 0.036 } as const;

interface PhoneWindowProps {
  readonly label: string;
  readonly colours: PanelColours;
  readonly walker: Walker;
  readonly onClose: () => void;
}

/**
 * A hole in the branch, through which the headset's cameras show the real room, with one's own hands and the phone in them. What
 * is drawn there is nothing at all: alpha 0, which the headset fills with the camera picture.
 */
export function PhoneWindow({ label, colours, walker, onClose }: PhoneWindowProps) {
  const group = useRef<Group>(null);
  const [isHovered, setHovered] = useState(false);
  useLazyFollow(group, walker, { ahead: PLACE.ahead, below: PLACE.below, aside: 0, lean: PLACE.lean });
  const { hole, frame, button } = useMemo(makeShapes, []);
  useEffect(
    () => () => {
      for (const shape of [hole, frame, button]) shape.dispose();
    },
    [hole, frame, button],
  );
  const over = { depthTest: false, depthWrite: false, toneMapped: false, fog: false, transparent: true } as const;
  return (
    <group ref={group}>
      {/* Hands and people are never between the eyes and the camera's picture of them. */}
      <mesh geometry={hole} renderOrder={RENDER_ORDER} frustumCulled={false} pointerEvents="none">
        <meshBasicMaterial {...over} color="#000000" opacity={0} blending={NoBlending} />
      </mesh>
      <mesh geometry={frame} renderOrder={RENDER_ORDER + 1} frustumCulled={false} pointerEvents="none">
        <meshBasicMaterial {...over} color={colours.accent} />
      </mesh>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: a group has no keyboard; the panel has the same button */}
      <group
        position={[0, -WINDOW.heightMetres / 2 - BUTTON.height / 2 - 0.014, 0]}
        onClick={onClose}
        onPointerEnter={() => setHovered(true)}
        onPointerLeave={() => setHovered(false)}
      >
        <mesh geometry={button} renderOrder={RENDER_ORDER + 1}>
          <meshBasicMaterial {...over} color={isHovered ? colours.accent : colours.brand} />
        </mesh>
        <SceneText position={[0, 0, 0.002]} fontSize={0.018} color="#ffffff" overAll={RENDER_ORDER + 2}>
          {label}
        </SceneText>
      </group>
    </group>
  );
}

function makeShapes() {
  const { widthMetres: width, heightMetres: height, radiusMetres: radius, frameMetres: edge } = WINDOW;
  const rim = roundRect(new Shape(), width + 2 * edge, height + 2 * edge, radius + edge);
  rim.holes.push(roundRect(new Path(), width, height, radius));
  return {
    hole: new ShapeGeometry(roundRect(new Shape(), width, height, radius), 8),
    frame: new ShapeGeometry(rim, 8),
    button: new ShapeGeometry(roundRect(new Shape(), BUTTON.width, BUTTON.height, BUTTON.height / 2), 8),
  };
}

function roundRect<T extends Path>(path: T, width: number, height: number, radius: number): T {
  const [x, y] = [width / 2, height / 2];
  path.moveTo(-x + radius, -y);
  path.lineTo(x - radius, -y);
  path.absarc(x - radius, -y + radius, radius, -Math.PI / 2, 0, false);
  path.lineTo(x, y - radius);
  path.absarc(x - radius, y - radius, radius, 0, Math.PI / 2, false);
  path.lineTo(-x + radius, y);
  path.absarc(-x + radius, y - radius, radius, Math.PI / 2, Math.PI, false);
  path.lineTo(-x, -y + radius);
  path.absarc(-x + radius, -y + radius, radius, Math.PI, 1.5 * Math.PI, false);
  return path;
}

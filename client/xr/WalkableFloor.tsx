import { useFrame, useThree } from '@react-three/fiber';
import { TeleportTarget } from '@react-three/xr';
import { useEffect, useMemo, useRef } from 'react';
import { type Mesh, Vector3 } from 'three';
import { createFloorPoint, type FloorPoint, type Ground, settle } from '../../shared/walkable.ts';
import { FrameOrder } from './frame-order.ts';
import { type Walker, walkTo } from './locomotion.ts';
import { keepClear, type Strangers } from './personal-space.ts';
import { bringHeadTo } from './play-space.ts';
import { walkableGeometry } from './walkable-geometry.ts';

/** A press this near to where one can stand means that place. */
const REACH_METRES = 0.6;

/** Whoever teleports comes from outside of everyone's space. */
const FAR_AWAY: Readonly<FloorPoint> = { x: 1e6, z: 1e6 };
const place = createFloorPoint();

interface WalkableFloorProps {
  readonly ground: Ground;
  readonly walker: Walker;
  /** Nobody teleports into their space. */
  readonly strangers: Strangers;
  /** Whether a ray in VR may land here. */
  readonly mayTeleport: boolean;
  readonly markerColour: string;
}

/** The floor as something to press: a click or a tap walks there, a teleport ray in VR lands there. */
export function WalkableFloor({ ground, walker, strangers, mayTeleport, markerColour }: WalkableFloorProps) {
  const xr = useThree((state) => state.gl.xr);
  const landing = useMemo(() => walkableGeometry(ground), [ground]);
  useEffect(() => () => landing.dispose(), [landing]);
  const { minX, minZ, maxX, maxZ } = ground.bounds;

  const stand = (point: Vector3): boolean => {
    place.x = point.x;
    place.z = point.z;
    return settle(ground, place, REACH_METRES);
  };
  return (
    <>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: a mesh has no keyboard; keys walk by use-locomotion.ts */}
      <mesh
        position={[(minX + maxX) / 2, 0, (minZ + maxZ) / 2]}
        rotation-x={-Math.PI / 2}
        onClick={(event) => {
          if (!xr.isPresenting && stand(event.point)) walkTo(walker, place.x, place.z);
        }}
      >
        <planeGeometry args={[maxX - minX, maxZ - minZ]} />
        <meshBasicMaterial visible={false} />
      </mesh>
      {mayTeleport && (
        <TeleportTarget
          onTeleport={(_, event) => {
            // The library's own landing point does not know that the play space may be turned.
            if (!('point' in event && event.point instanceof Vector3 && stand(event.point))) return;
            keepClear(ground, FAR_AWAY, place, strangers);
            if (place.x !== FAR_AWAY.x) bringHeadTo(walker, place.x, place.z);
          }}
        >
          <mesh geometry={landing}>
            <meshBasicMaterial visible={false} />
          </mesh>
        </TeleportTarget>
      )}
      <GoalMarker walker={walker} colour={markerColour} />
    </>
  );
}

/** A ring on the floor where the body is walking to. */
function GoalMarker({ walker, colour }: { readonly walker: Walker; readonly colour: string }) {
  const ring = useRef<Mesh>(null);
  useFrame(() => {
    if (!ring.current) return;
    ring.current.visible = walker.walking;
    if (walker.walking) ring.current.position.set(walker.goal.x, 0.012, walker.goal.z);
  }, FrameOrder.locomotion);
  return (
    <mesh ref={ring} rotation-x={-Math.PI / 2} visible={false}>
      <ringGeometry args={[0.15, 0.185, 40]} />
      <meshBasicMaterial color={colour} transparent opacity={0.85} depthWrite={false} />
    </mesh>
  );
}

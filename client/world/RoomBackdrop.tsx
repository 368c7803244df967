import { useXR } from '@react-three/xr';
import { BackSide } from 'three';
import { showsRoom } from '../xr/headset-mode.ts';

/** Within the far plane from anywhere in the branch, and behind the city. */
const RADIUS_METRES = 110;

/**
 * Where a headset fills what is left empty with its camera picture, nothing is to be left empty by chance: a shell behind everything,
 * drawn first. Only the phone window opens onto the room.
 */
export function RoomBackdrop({ colour }: { readonly colour: string }) {
  const isNeeded = useXR((state) => showsRoom(state.session));
  if (!isNeeded) return null;
  return (
    <mesh renderOrder={-1000} frustumCulled={false} pointerEvents="none">
      <sphereGeometry args={[RADIUS_METRES, 16, 8]} />
      <meshBasicMaterial color={colour} side={BackSide} depthWrite={false} toneMapped={false} fog={false} />
    </mesh>
  );
}

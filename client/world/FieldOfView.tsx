import { useThree } from '@react-three/fiber';
import { useEffect } from 'react';
import { MathUtils, PerspectiveCamera } from 'three';

const WANTED_ACROSS_DEGREES = 88;
const NARROWEST_DEGREES = 52;
const WIDEST_DEGREES = 82;

/** Keeps about the same width of the hall in view on a wide monitor and on a phone held upright. */
export function FieldOfView() {
  const camera = useThree((state) => state.camera);
  const aspect = useThree((state) => state.size.width / Math.max(state.size.height, 1));
  useEffect(() => {
    // In VR the headset has its own.
    if (!(camera instanceof PerspectiveCamera) || 'isArrayCamera' in camera) return;
    const across = Math.tan(MathUtils.degToRad(WANTED_ACROSS_DEGREES) / 2);
    const upright = MathUtils.radToDeg(2 * Math.atan(across / aspect));
    camera.fov = MathUtils.clamp(upright, NARROWEST_DEGREES, WIDEST_DEGREES);
    camera.updateProjectionMatrix();
  }, [camera, aspect]);
  return null;
}

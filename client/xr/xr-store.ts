import { createXRStore, type XRStore } from '@react-three/xr';

/** The frame rate of a headset, Hz: a steady 72 or 90 is kinder than a 120 that is missed. */
const WANTED_RATES = [90, 72];
/** Someone who needs time to press and let go is still pressing, not holding. */
export const CLICK_MS = 1500;

const pointers = {
  teleportPointer: {
    rayModel: { color: '#b8904f', opacity: 0.9, size: 0.012 },
    cursorModel: { color: '#b8904f', size: 0.28 },
  },
  rayPointer: { clickThresholdMs: CLICK_MS, rayModel: { color: '#f4efe6' }, cursorModel: { color: '#f4efe6' } },
  grabPointer: false,
} as const;

/** The XR session of the branch. What it needs is self-hosted; nothing is emulated outside of tests. */
export function createBranchXRStore(): XRStore {
  return createXRStore({
    baseAssetPath: new URL('/xr-profiles/', location.href).href,
    emulate: false,
    offerSession: 'immersive-vr',
    enterGrantedSession: ['immersive-vr'],
    handTracking: true,
    layers: false,
    anchors: false,
    meshDetection: false,
    planeDetection: false,
    hitTest: false,
    bodyTracking: false,
    domOverlay: false,
    foveation: 1,
    frameRate: (rates) => WANTED_RATES.find((rate) => Array.from(rates).includes(rate)) ?? false,
    controller: pointers,
    hand: pointers,
  });
}

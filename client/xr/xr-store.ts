import { createXRStore, type XRStore } from '@react-three/xr';
import { BranchController, BranchHand } from './XRInputs.tsx';

/** Frame rates to ask a headset for, Hz: a steady 90 or 72 is kinder than a 120 that is missed. */
const WANTED_RATES = [90, 72];

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
    controller: BranchController,
    hand: BranchHand,
  });
}

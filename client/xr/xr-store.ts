import { createXRStore, type XRStore } from '@react-three/xr';
import { enterHeadset, isHandheld } from './headset-mode.ts';
import { BranchController, BranchHand } from './XRInputs.tsx';

/** Frame rates to ask a headset for, Hz: a steady 90 or 72 is kinder than a 120 that is missed. */
const WANTED_RATES = [90, 72];

/** The XR session of the branch. What it needs is self-hosted; nothing is emulated outside of tests. */
export function createBranchXRStore(): XRStore {
  const store = createXRStore({
    baseAssetPath: new URL('/xr-profiles/', location.href).href,
    emulate: false,
    // `true` offers the mode with a camera picture where there is one.
    offerSession: isHandheld(navigator.userAgent) ? 'immersive-vr' : true,
    // The library would ask for every mode that there is, one after the other.
    enterGrantedSession: false,
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
  // From one page of the branch to another without taking the headset off.
  navigator.xr?.addEventListener('sessiongranted', () => void enterHeadset(store));
  return store;
}

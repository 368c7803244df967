import type { XRStore } from '@react-three/xr';

/** Modes of a headset session, the better one first: over a camera picture, a window to the real room can be opened. */
const HEADSET_MODES = ['immersive-ar', 'immersive-vr'] as const;
export type HeadsetMode = (typeof HEADSET_MODES)[number];

/**
 * Whether this is a phone. Its `immersive-ar` is the phone's own screen held before one: not a place to walk into. A headset's
 * browser calls itself `VR`, also where it calls itself mobile.
 */
export function isHandheld(userAgent: string): boolean {
  return /\bMobile\b/.test(userAgent) && !/\bVR\b/.test(userAgent);
}

/** The modes to try on this device, in order. */
export function modesToTry(userAgent: string): readonly HeadsetMode[] {
  return isHandheld(userAgent) ? ['immersive-vr'] : HEADSET_MODES;
}

/** Puts the headset on, in the best mode that it has; answers whether it did. To be called from a press. */
export async function enterHeadset(store: Pick<XRStore, 'enterXR'>): Promise<boolean> {
  for (const mode of modesToTry(navigator.userAgent)) {
    if (!(await navigator.xr?.isSessionSupported(mode).catch(() => false))) continue;
    const session = await store.enterXR(mode).catch(() => undefined);
    if (session) return true;
  }
  return false;
}

/** Whether what is left empty of a frame shows the real room. */
export function showsRoom(session: Pick<XRSession, 'environmentBlendMode'> | undefined): boolean {
  return session?.environmentBlendMode === 'alpha-blend';
}

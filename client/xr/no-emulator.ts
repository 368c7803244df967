/** Stands in for the XR library's headset emulator, which it loads only when asked to emulate; we never ask. */
export const DevUI = undefined;
export const SyntheticEnvironmentModule = undefined;
export const XRDevice = undefined;
export const metaQuest2 = undefined;
export const metaQuest3 = undefined;
export const metaQuestPro = undefined;
export const oculusQuest1 = undefined;

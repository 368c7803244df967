/**
 * The order of work in one frame, as priorities of `useFrame`: lower runs first. All are negative, because a positive
 * one takes rendering away from React Three Fiber. The XR store itself reads the headset at -1000.
 */
export const FrameOrder = {
  /** Moves your body, and the camera or the play space with it. */
  locomotion: -200,
  /** Reads where head and hands are now, and sends it. */
  poseOut: -150,
  /** Puts the others where they are now. */
  poseIn: -100,
  /** Looks at the result, in tests. */
  probe: -10,
} as const;

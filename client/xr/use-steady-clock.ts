import { useThree } from '@react-three/fiber';
import { useEffect } from 'react';
import type { Clock } from 'three';

const LONGEST_FRAME_SECONDS = 0.08;

/** The scene's clock, in a frame: three.js has asked the browser for the time then, and keeps it. */
export type FrameClock = Pick<Clock, 'oldTime'>;

/** Writes when the frame is, by `performance.now()`. Whoever asks the browser again has another number on the heap. */
export function readFrameTime({ oldTime }: FrameClock, into: { nowMs: number }): void {
  into.nowMs = oldTime;
}

/**
 * No frame counts for more than {@link LONGEST_FRAME_SECONDS}: after a pause nothing leaps. The XR library's teleport
 * ray needs it too: it follows the hand by a share of `delta` / 0.1 s, and over a tenth of a second swings past it.
 */
export function useSteadyClock(): void {
  const clock = useThree((state) => state.clock);
  useEffect(() => {
    const getDelta = clock.getDelta.bind(clock);
    clock.getDelta = () => {
      // Handed on as it came: a fraction that is worked out anew is put on the heap anew.
      const seconds = getDelta();
      // biome-ignore lint/complexity/useMathMinMax: the least of two is a new number
      return seconds > LONGEST_FRAME_SECONDS ? LONGEST_FRAME_SECONDS : seconds;
    };
    return () => {
      clock.getDelta = getDelta;
    };
  }, [clock]);
}

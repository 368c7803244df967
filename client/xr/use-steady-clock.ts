import { useThree } from '@react-three/fiber';
import { useEffect } from 'react';

const LONGEST_FRAME_SECONDS = 0.08;

/**
 * No frame counts for more than {@link LONGEST_FRAME_SECONDS}: after a pause nothing leaps. The XR library's teleport
 * ray needs it too: it follows the hand by a share of `delta` / 0.1 s, and over a tenth of a second swings past it.
 */
export function useSteadyClock(): void {
  const clock = useThree((state) => state.clock);
  useEffect(() => {
    const getDelta = clock.getDelta.bind(clock);
    clock.getDelta = () => Math.min(getDelta(), LONGEST_FRAME_SECONDS);
    return () => {
      clock.getDelta = getDelta;
    };
  }, [clock]);
}

import { type RefObject, useEffect, useState } from 'react';

/** Whether the browser has taken the graphics away from the canvas in `place`: after sleep, or where another program needs them. */
export function useLostGraphics(place: RefObject<HTMLElement | null>): boolean {
  const [isLost, setIsLost] = useState(false);
  useEffect(() => {
    const element = place.current;
    const lose = () => setIsLost(true);
    const restore = () => setIsLost(false);
    // The events do not bubble, but they are seen on their way down.
    element?.addEventListener('webglcontextlost', lose, true);
    element?.addEventListener('webglcontextrestored', restore, true);
    return () => {
      element?.removeEventListener('webglcontextlost', lose, true);
      element?.removeEventListener('webglcontextrestored', restore, true);
    };
  }, [place]);
  return isLost;
}

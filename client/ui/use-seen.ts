import { type RefObject, useEffect, useRef, useState } from 'react';

/** So far before it comes into sight, what is to be seen is fetched. */
const AHEAD = '200px';

/** Whether an element has been in sight, or nearly: what is farther down a page is asked for when somebody comes to it. */
export function useSeen<T extends HTMLElement>(): readonly [RefObject<T | null>, boolean] {
  const place = useRef<T>(null);
  const [isSeen, setIsSeen] = useState(false);
  useEffect(() => {
    if (isSeen || !place.current) return;
    const watch = new IntersectionObserver(
      (entries) => entries.some(({ isIntersecting }) => isIntersecting) && setIsSeen(true),
      { rootMargin: AHEAD },
    );
    watch.observe(place.current);
    return () => watch.disconnect();
  }, [isSeen]);
  return [place, isSeen];
}

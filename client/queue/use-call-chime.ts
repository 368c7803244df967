import { useEffect, useRef } from 'react';
import { soundChime } from './call-chime.ts';

/** Sounds when one's own number is called: at the change, not for a page that opens on a called ticket. */
export function useCallChime(isCalled: boolean): void {
  const was = useRef<boolean | null>(null);
  useEffect(() => {
    if (was.current === false && isCalled) soundChime();
    was.current = isCalled;
  }, [isCalled]);
}

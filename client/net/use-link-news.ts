import { useEffect, useState } from 'react';
import { useBranch } from './branch-store.ts';

const SAID_MS = 8000;

/** What is to be said of the branch's link: that it is lost, and for a while that it is back. Null where there is no news. */
export function useLinkNews(): 'lost' | 'back' | null {
  const isLost = useBranch(({ status }) => status === 'reconnecting' || status === 'refused');
  const isThere = useBranch(({ status }) => status === 'connected');
  const [wasLost, setWasLost] = useState(false);
  useEffect(() => {
    if (isLost) setWasLost(true);
  }, [isLost]);
  useEffect(() => {
    if (!wasLost || !isThere) return;
    const timer = setTimeout(() => setWasLost(false), SAID_MS);
    return () => clearTimeout(timer);
  }, [wasLost, isThere]);
  if (isLost) return 'lost';
  return wasLost && isThere ? 'back' : null;
}

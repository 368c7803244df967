import { useEffect, useRef } from 'react';
import type { BranchPlan } from '../../shared/branch.ts';
import type { BranchLink } from '../net/branch-link.ts';
import { useBranch } from '../net/branch-store.ts';
import { usePerson } from '../net/use-signed-in.ts';
import type { Walker } from '../xr/locomotion.ts';
import { keepPlace, standAt, takeKeptPlace } from './kept-place.ts';

/** A browser that throws the tab away does not say so. */
const KEEP_EVERY_MS = 1000;

/**
 * Begins where this person's body is or last stood, and remembers where they stand as long as the body is theirs to move here. `take` goes
 * where they last stood since, in another tab.
 */
export function useKeptPlace(plan: BranchPlan, walker: Walker, link: BranchLink | null): { take(): void } {
  const person = usePerson('customer');
  const isElsewhere = useBranch(({ status }) => status === 'taken-over');
  const hasBegun = useRef(false);
  useEffect(() => {
    if (person === undefined || hasBegun.current) return;
    hasBegun.current = true;
    takeKeptPlace(plan, person, walker);
  }, [plan, person, walker]);
  useEffect(() => {
    if (person === undefined || isElsewhere) return;
    const keepNow = () => keepPlace(plan, person, walker);
    const timer = setInterval(keepNow, KEEP_EVERY_MS);
    window.addEventListener('pagehide', keepNow);
    document.addEventListener('visibilitychange', keepNow);
    return () => {
      clearInterval(timer);
      window.removeEventListener('pagehide', keepNow);
      document.removeEventListener('visibilitychange', keepNow);
    };
  }, [plan, person, walker, isElsewhere]);
  // The branch knows better where the body is: it may have walked on in another browser.
  useEffect(() => link?.onPlaced(({ x, z }) => standAt(walker, x, z)), [link, walker]);
  return {
    take() {
      if (person !== undefined) takeKeptPlace(plan, person, walker);
    },
  };
}

import { Suspense, useState } from 'react';
import type { BranchPlan } from '../shared/branch.ts';
import { FlatMore } from './flat/FlatMore.tsx';
import { flatBranchTexts } from './flat/flat-branch-texts.ts';
import type { BranchLink } from './net/branch-link.ts';
import { Button } from './ui/Button.tsx';
import { useTexts } from './ui/i18n.ts';
import { lazyPart } from './ui/lazy-part.ts';
import { Skeleton } from './ui/Skeleton.tsx';

const FlatLink = lazyPart(() => import('./FlatLink.tsx').then((module) => module.FlatLink));

interface FlatNowProps {
  readonly plan: BranchPlan;
  /** Somebody waits to be called, or talks: the link is there without being asked for. */
  readonly isNeeded: boolean;
}

/**
 * What else there is, and what goes on in the branch, which comes last because it grows when it is there: the page is light until
 * it is asked for.
 */
export function FlatNow({ plan, isNeeded }: FlatNowProps) {
  const texts = useTexts(flatBranchTexts);
  const [isLooking, setIsLooking] = useState(false);
  const [link, setLink] = useState<BranchLink | null>(null);
  return (
    <>
      <FlatMore link={link}>
        {!isNeeded && (
          <Button variant="quiet" aria-expanded={isLooking} onClick={() => setIsLooking(!isLooking)}>
            {texts.now}
          </Button>
        )}
      </FlatMore>
      {(isNeeded || isLooking) && (
        <Suspense fallback={<Skeleton lines={3} />}>
          <FlatLink plan={plan} onLink={setLink} />
        </Suspense>
      )}
    </>
  );
}

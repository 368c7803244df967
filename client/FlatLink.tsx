import { useEffect } from 'react';
import type { BranchPlan } from '../shared/branch.ts';
import { useAppearance } from './avatars/kept-appearance.ts';
import { BranchNow } from './flat/BranchNow.tsx';
import type { BranchLink } from './net/branch-link.ts';
import { NoticeBridge } from './net/NoticeBridge.tsx';
import { useBranchLink } from './net/use-branch-link.ts';
import { CaptionBar } from './ui/CaptionBar.tsx';
import { LinkNews } from './ui/LinkNews.tsx';

interface FlatLinkProps {
  readonly plan: BranchPlan;
  readonly onLink: (link: BranchLink | null) => void;
}

/** The link to the branch, and what it shows: who is here, which number is called. Without it nothing is told at once. */
export function FlatLink({ plan, onLink }: FlatLinkProps) {
  const link = useBranchLink({ branchId: plan.id, presence: 'bodiless', audience: 'visitor' });
  const appearance = useAppearance((state) => state.packed);
  useEffect(() => link?.showAppearance(appearance), [link, appearance]);
  useEffect(() => {
    onLink(link);
    return () => onLink(null);
  }, [link, onLink]);
  return (
    <>
      <NoticeBridge link={link} />
      <LinkNews />
      <BranchNow plan={plan} />
      <CaptionBar />
    </>
  );
}

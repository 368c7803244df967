import { useEffect, useState } from 'react';
import type { BranchLink, BranchLinkOptions } from './branch-link.ts';
import { openBranchLink } from './branch-link.ts';

/** Opens the link for as long as the component is there; null where `branchId` is not known yet, or there is nobody to open it for. */
export function useBranchLink({
  branchId,
  presence,
  audience,
}: Omit<BranchLinkOptions, 'branchId'> & { readonly branchId: string | null }): BranchLink | null {
  const [link, setLink] = useState<BranchLink | null>(null);
  useEffect(() => {
    if (branchId === null) return;
    const opened = openBranchLink({ branchId, presence, audience });
    setLink(opened);
    return () => {
      setLink(null);
      opened.close();
    };
  }, [branchId, presence, audience]);
  return link;
}

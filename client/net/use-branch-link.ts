import { useEffect, useState } from 'react';
import type { BranchLink, BranchLinkOptions } from './branch-link.ts';
import { openBranchLink } from './branch-link.ts';
import { usePerson } from './use-signed-in.ts';

/**
 * Opens the link for as long as the component is there, and anew for whoever signs in meanwhile; null where `branchId` is not known
 * yet, or there is nobody to open it for.
 */
export function useBranchLink({
  branchId,
  presence,
  audience,
}: Omit<BranchLinkOptions, 'branchId'> & { readonly branchId: string | null }): BranchLink | null {
  const [link, setLink] = useState<BranchLink | null>(null);
  const person = usePerson(audience === 'staff' ? 'staff' : 'customer');
  // The server knows by the cookie who enters: another person enters anew.
  useEffect(() => {
    if (branchId === null || person === undefined) return;
    const opened = openBranchLink({ branchId, presence, audience });
    setLink(opened);
    return () => {
      setLink(null);
      opened.close();
    };
  }, [branchId, presence, audience, person]);
  return link;
}

import { type ReactNode, Suspense, useEffect, useRef, useState } from 'react';
import type { BranchLink } from '../net/branch-link.ts';
import { useBranch } from '../net/branch-store.ts';
import { useSignedIn } from '../net/use-signed-in.ts';
import { Button } from '../ui/Button.tsx';
import { useTexts } from '../ui/i18n.ts';
import { lazyPart } from '../ui/lazy-part.ts';
import { Skeleton } from '../ui/Skeleton.tsx';
import { flatBranchTexts } from './flat-branch-texts.ts';
import type { Part } from './MoreSheet.tsx';

const MoreSheet = lazyPart(() => import('./MoreSheet.tsx').then((module) => module.MoreSheet));

interface FlatMoreProps {
  readonly link: BranchLink | null;
  /** What else the row has, after what is always there. */
  readonly children?: ReactNode;
}

/**
 * What the bar over the scene has, for the page: one's look, settings, help and an invitation. Each comes when it is opened. The
 * invitation is last because it is there only with a link: nothing moves away from under a finger when that comes.
 */
export function FlatMore({ link, children }: FlatMoreProps) {
  const texts = useTexts(flatBranchTexts);
  const [open, setOpen] = useState<Part | null>(null);
  const isConnected = useBranch(({ status }) => status === 'connected');
  const roomId = link?.roomId();
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (open) place.current?.scrollIntoView({ block: 'nearest' });
  }, [open]);
  const isCustomer = useSignedIn('customer') === true;
  const always: readonly Part[] = isCustomer ? ['look', 'data', 'settings', 'help'] : ['look', 'settings', 'help'];
  const opener = (part: Part) => (
    <Button
      key={part}
      variant="quiet"
      aria-expanded={open === part}
      onClick={() => setOpen(open === part ? null : part)}
    >
      {texts[part]}
    </Button>
  );
  return (
    <div className="flat-more" ref={place}>
      <nav className="row" aria-label={texts.more}>
        {always.map(opener)}
        {children}
        {isConnected && opener('invite')}
      </nav>
      {open && (
        <Suspense fallback={<Skeleton lines={4} />}>
          <MoreSheet part={open} roomId={roomId} onClose={() => setOpen(null)} />
        </Suspense>
      )}
    </div>
  );
}

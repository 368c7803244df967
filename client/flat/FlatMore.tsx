import { Suspense, useEffect, useRef, useState } from 'react';
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

/** What the bar over the scene has, for the page: one's look, an invitation, settings and help. Each comes when it is opened. */
export function FlatMore({ link }: { readonly link: BranchLink | null }) {
  const texts = useTexts(flatBranchTexts);
  const [open, setOpen] = useState<Part | null>(null);
  const isConnected = useBranch(({ status }) => status === 'connected');
  const roomId = link?.roomId();
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (open) place.current?.scrollIntoView({ block: 'nearest' });
  }, [open]);
  const isCustomer = useSignedIn('customer') === true;
  const all: readonly Part[] = ['look', 'invite', 'data', 'settings', 'help'];
  const parts = all.filter((part) => (part !== 'invite' || isConnected) && (part !== 'data' || isCustomer));
  return (
    <div className="flat-more" ref={place}>
      <nav className="row" aria-label={texts.more}>
        {parts.map((part) => (
          <Button
            key={part}
            variant="quiet"
            aria-expanded={open === part}
            onClick={() => setOpen(open === part ? null : part)}
          >
            {texts[part]}
          </Button>
        ))}
      </nav>
      {open && (
        <Suspense fallback={<Skeleton lines={4} />}>
          <MoreSheet part={open} roomId={roomId} onClose={() => setOpen(null)} />
        </Suspense>
      )}
    </div>
  );
}

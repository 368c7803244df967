import { type ReactNode, Suspense, useEffect, useRef, useState } from 'react';
import type { BranchLink } from '../net/branch-link.ts';
import { useBranch } from '../net/branch-store.ts';
import { useSignedIn } from '../net/use-signed-in.ts';
import { Button } from '../ui/Button.tsx';
import { Choice } from '../ui/Choice.tsx';
import { setLanguage, useLanguage, useTexts } from '../ui/i18n.ts';
import { lazyPart } from '../ui/lazy-part.ts';
import { SenseSettings } from '../ui/SenseSettings.tsx';
import { Sheet } from '../ui/Sheet.tsx';
import { Skeleton } from '../ui/Skeleton.tsx';
import { InviteSheet } from '../world/InviteSheet.tsx';
import { useOwnLook, WardrobeChoices } from '../world/WardrobeChoices.tsx';
import { worldTexts } from '../world/world-texts.ts';
import { flatBranchTexts } from './flat-branch-texts.ts';

const MyData = lazyPart(() => import('../afterwards/MyData.tsx').then((module) => module.MyData));

type Part = 'look' | 'invite' | 'data' | 'settings' | 'help';

/** What the bar over the scene has, for the page: one's look, an invitation, settings and help. */
export function FlatMore({ link }: { readonly link: BranchLink | null }) {
  const texts = useTexts(flatBranchTexts);
  const world = useTexts(worldTexts);
  const [open, setOpen] = useState<Part | null>(null);
  const isConnected = useBranch(({ status }) => status === 'connected');
  const roomId = link?.roomId();
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (open) place.current?.scrollIntoView({ block: 'nearest' });
  }, [open]);
  const close = () => setOpen(null);
  const isCustomer = useSignedIn('customer') === true;
  const all: readonly Part[] = ['look', 'invite', 'data', 'settings', 'help'];
  const parts = all.filter((part) => (part !== 'invite' || isConnected) && (part !== 'data' || isCustomer));
  const sheets: Readonly<Record<Part, () => ReactNode>> = {
    look: () => <LookSheet onClose={close} />,
    invite: () => roomId !== undefined && <InviteSheet texts={world.invite} roomId={roomId} onClose={close} />,
    data: () => (
      <Sheet title={texts.data} onClose={close}>
        <Suspense fallback={<Skeleton lines={4} />}>
          <MyData />
        </Suspense>
      </Sheet>
    ),
    settings: () => <FlatSettings onClose={close} />,
    help: () => <FlatHelp onClose={close} />,
  };
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
      {open && sheets[open]()}
    </div>
  );
}

interface SheetProps {
  readonly onClose: () => void;
}

function LookSheet({ onClose }: SheetProps) {
  const { words, isStaff } = useOwnLook();
  const texts = useTexts(flatBranchTexts);
  return (
    <Sheet title={texts.look} onClose={onClose}>
      <p>{texts.lookHint}</p>
      {isStaff && <p>{words.staff}</p>}
      <WardrobeChoices />
    </Sheet>
  );
}

function FlatSettings({ onClose }: SheetProps) {
  const texts = useTexts(flatBranchTexts);
  const language = useLanguage();
  return (
    <Sheet title={texts.settings} onClose={onClose}>
      <SenseSettings />
      <Choice
        name="language"
        label={texts.language.label}
        options={(['en', 'ru'] as const).map((id) => ({
          id,
          label: texts.language.options[id],
          chosen: id === language,
        }))}
        onChoose={(id) => setLanguage(id === 'ru' ? 'ru' : 'en')}
      />
    </Sheet>
  );
}

function FlatHelp({ onClose }: SheetProps) {
  const texts = useTexts(flatBranchTexts);
  return (
    <Sheet title={texts.helpTitle} onClose={onClose}>
      <dl className="flat-help">
        {texts.helpRows.map(([what, how]) => (
          <div key={what}>
            <dt>{what}</dt>
            <dd>{how}</dd>
          </div>
        ))}
      </dl>
    </Sheet>
  );
}

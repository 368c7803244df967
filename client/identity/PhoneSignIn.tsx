import { Suspense, useState } from 'react';
import { Button } from '../ui/Button.tsx';
import { useTexts } from '../ui/i18n.ts';
import { lazyPart } from '../ui/lazy-part.ts';
import { identityTexts } from './identity-texts.ts';

const PhoneDialog = lazyPart(() => import('./PhoneDialog.tsx').then((module) => module.PhoneDialog));

/** The button for a sign-in by phone, and what it opens. */
export function PhoneSignIn({ branchId }: { readonly branchId: string }) {
  const texts = useTexts(identityTexts);
  const [isOpen, setIsOpen] = useState(false);
  return (
    <>
      <Button variant="quiet" className="phone-sign-in-button" onClick={() => setIsOpen(true)}>
        {texts.withPhone}
      </Button>
      {isOpen && (
        <Suspense>
          <PhoneDialog branchId={branchId} onClose={() => setIsOpen(false)} />
        </Suspense>
      )}
    </>
  );
}

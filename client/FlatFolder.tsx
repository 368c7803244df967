import { Suspense, useRef, useState } from 'react';
import { flatTexts } from './flat-texts.ts';
import { Button } from './ui/Button.tsx';
import { useTexts } from './ui/i18n.ts';
import { lazyPart } from './ui/lazy-part.ts';
import { Skeleton } from './ui/Skeleton.tsx';

const DocumentFolder = lazyPart(() => import('./documents/DocumentFolder.tsx').then((module) => module.DocumentFolder));

/** The customer's documents, which come when they are asked for. */
export function FlatFolder() {
  const texts = useTexts(flatTexts);
  const heading = useRef<HTMLHeadingElement>(null);
  const [isOpen, setIsOpen] = useState(false);
  const open = () => {
    setIsOpen(true);
    // The button goes, and the focus with it.
    heading.current?.focus();
  };
  return (
    <section className="card" aria-labelledby="folder-heading">
      <h2 id="folder-heading" ref={heading} tabIndex={-1}>
        {texts.folder}
      </h2>
      {isOpen ? (
        <Suspense fallback={<Skeleton lines={2} />}>
          <DocumentFolder />
        </Suspense>
      ) : (
        <>
          <p className="muted">{texts.folderOffer}</p>
          <Button variant="quiet" onClick={open}>
            {texts.openFolder}
          </Button>
        </>
      )}
    </section>
  );
}

import { Suspense, useRef, useState } from 'react';
import { flatTexts } from './flat-texts.ts';
import { Button } from './ui/Button.tsx';
import { useTexts } from './ui/i18n.ts';
import { lazyPart } from './ui/lazy-part.ts';
import { Skeleton } from './ui/Skeleton.tsx';

const AssistantPart = lazyPart(() => import('./AssistantPart.tsx').then((module) => module.AssistantPart));

interface FlatAssistantProps {
  readonly branchId: string;
  readonly onPayment: () => void;
}

/** The AI consultant's card on the flat page. The page is light: the assistant comes when it is asked for. */
export function FlatAssistant(part: FlatAssistantProps) {
  const texts = useTexts(flatTexts);
  const heading = useRef<HTMLHeadingElement>(null);
  const [isAsked, setIsAsked] = useState(false);
  return (
    <section className="card flat-assistant" aria-labelledby="assistant-heading">
      <h2 id="assistant-heading" ref={heading} tabIndex={-1}>
        {texts.assistant}
      </h2>
      {isAsked ? (
        <Suspense fallback={<Skeleton lines={4} />}>
          <AssistantPart {...part} />
        </Suspense>
      ) : (
        <>
          <p>{texts.assistantOffer}</p>
          <Button
            variant="quiet"
            onClick={() => {
              setIsAsked(true);
              // The button goes, and the focus with it.
              heading.current?.focus();
            }}
          >
            {texts.askAssistant}
          </Button>
        </>
      )}
    </section>
  );
}

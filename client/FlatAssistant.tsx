import { Suspense } from 'react';
import { flatTexts } from './flat-texts.ts';
import { useTexts } from './ui/i18n.ts';
import { lazyPart } from './ui/lazy-part.ts';
import { Skeleton } from './ui/Skeleton.tsx';

const AssistantPart = lazyPart(() => import('./AssistantPart.tsx').then((module) => module.AssistantPart));

/** The AI consultant's card on the flat page. */
export function FlatAssistant(props: { readonly branchId: string; readonly onPayment: () => void }) {
  const { assistant } = useTexts(flatTexts);
  return (
    <section className="card flat-assistant" aria-labelledby="assistant-heading">
      <h2 id="assistant-heading">{assistant}</h2>
      <Suspense fallback={<Skeleton lines={4} />}>
        <AssistantPart {...props} />
      </Suspense>
    </section>
  );
}

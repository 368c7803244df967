import { Suspense, useState } from 'react';
import { readDueRating } from '../../shared/afterwards.ts';
import { useRead } from '../net/use-read.ts';
import { Alert } from '../ui/Alert.tsx';
import { useTexts } from '../ui/i18n.ts';
import { lazyPart } from '../ui/lazy-part.ts';

const thanks = { en: 'Thank you.', ru: 'Спасибо.' };
/** There is seldom something to rate: the form comes when there is. */
const DueRating = lazyPart(() => import('./DueRating.tsx').then((module) => module.DueRating));

/** Asks once after a consultation how it was; shows nothing where nothing is to be asked. With `only`, of that consultation alone. */
export function RatingCard({ only }: { readonly only?: string | undefined }) {
  const thanked = useTexts(thanks);
  const { value } = useRead(readDueRating, { key: ['consultation', 'rating-due'] });
  const [answered, setAnswered] = useState<{ readonly id: string; readonly isThanked: boolean } | null>(null);
  const due = value?.due;
  if (answered?.isThanked && (!due || due.consultationId === answered.id))
    return <Alert tone="success">{thanked}</Alert>;
  if (!due || due.consultationId === answered?.id || (only && due.consultationId !== only)) return null;
  return (
    <Suspense>
      <DueRating
        key={due.consultationId}
        {...due}
        onAnswered={(isThanked) => setAnswered({ id: due.consultationId, isThanked })}
      />
    </Suspense>
  );
}

import { useState } from 'react';
import { readDueRating } from '../../shared/afterwards.ts';
import { useRead } from '../net/use-read.ts';
import { Alert } from '../ui/Alert.tsx';
import { useTexts } from '../ui/i18n.ts';
import { RatingForm } from './RatingForm.tsx';
import { ratingTexts } from './rating-texts.ts';
import { useGiveRating } from './use-give-rating.ts';

/** Asks once after a consultation how it was; shows nothing where nothing is to be asked. With `only`, of that consultation alone. */
export function RatingCard({ only }: { readonly only?: string | undefined }) {
  const texts = useTexts(ratingTexts);
  const { value } = useRead(readDueRating, { key: ['consultation', 'rating-due'] });
  const [answered, setAnswered] = useState<{ readonly id: string; readonly isThanked: boolean } | null>(null);
  const due = value?.due;
  if (answered?.isThanked && (!due || due.consultationId === answered.id))
    return <Alert tone="success">{texts.thanks}</Alert>;
  if (!due || due.consultationId === answered?.id || (only && due.consultationId !== only)) return null;
  return (
    <DueRating
      key={due.consultationId}
      {...due}
      onAnswered={(isThanked) => setAnswered({ id: due.consultationId, isThanked })}
    />
  );
}

interface DueRatingProps {
  readonly consultationId: string;
  readonly ticketNumber: string;
  /** True where something was said, false where it was skipped. */
  readonly onAnswered: (isThanked: boolean) => void;
}

function DueRating({ consultationId, ticketNumber, onAnswered }: DueRatingProps) {
  const texts = useTexts(ratingTexts);
  const giving = useGiveRating(consultationId, onAnswered);
  const refused = giving.data && !giving.data.ok ? texts.errors[giving.data.error] : null;
  return (
    <RatingForm
      ticketNumber={ticketNumber}
      busy={giving.isPending}
      refused={refused}
      onSay={giving.mutate}
      onSkip={() => giving.mutate({ skipped: true })}
    />
  );
}

import { useTexts } from '../ui/i18n.ts';
import { RatingForm } from './RatingForm.tsx';
import { ratingTexts } from './rating-texts.ts';
import { useGiveRating } from './use-give-rating.ts';

interface DueRatingProps {
  readonly consultationId: string;
  readonly ticketNumber: string;
  /** True where something was said, false where it was skipped. */
  readonly onAnswered: (isThanked: boolean) => void;
}

/** The questions about one consultation. */
export function DueRating({ consultationId, ticketNumber, onAnswered }: DueRatingProps) {
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

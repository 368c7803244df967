import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { giveFollowedRating, readFollowedRating } from '../../shared/afterwards.ts';
import { callEndpoint } from '../net/api.ts';
import { useRead } from '../net/use-read.ts';
import { Alert } from '../ui/Alert.tsx';
import { useTexts } from '../ui/i18n.ts';
import { RatingForm } from './RatingForm.tsx';
import { ratingTexts } from './rating-texts.ts';

interface FollowRatingProps {
  /** Of the ticket's link. */
  readonly token: string;
  readonly ticketNumber: string;
}

/** Asks on the phone that followed a ticket how its consultation was; shows nothing where nothing is to be asked. */
export function FollowRating({ token, ticketNumber }: FollowRatingProps) {
  const texts = useTexts(ratingTexts);
  const { value } = useRead(readFollowedRating, { key: ['followed-rating', token], params: { token } });
  const [answered, setAnswered] = useState<'said' | 'skipped' | null>(null);
  const giving = useMutation({
    mutationFn: async (body: { readonly satisfaction: number | null; readonly recommend: number | null }) => {
      const given = await callEndpoint(giveFollowedRating, { params: { token }, body });
      if (given.ok) setAnswered('said');
      return given;
    },
  });
  if (answered === 'said') return <Alert tone="success">{texts.thanks}</Alert>;
  if (!value?.isDue || answered) return null;
  return (
    <RatingForm
      ticketNumber={ticketNumber}
      isWordless
      busy={giving.isPending}
      refused={giving.data && !giving.data.ok ? texts.errors[giving.data.error] : null}
      onSay={({ satisfaction, recommend }) => giving.mutate({ satisfaction, recommend })}
      // Here it is put away only: who is signed in elsewhere may still be asked.
      onSkip={() => setAnswered('skipped')}
    />
  );
}

import { useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { readDueRating } from '../../../../shared/afterwards.ts';
import { useGiveRating } from '../../../afterwards/use-give-rating.ts';
import { readEndpoint } from '../../../net/use-read.ts';
import { type ScreenProps, Surface } from '../Surface.tsx';
import { draftAfter, RATE, type RatingDraft, ratingDoc, SKIP, thanksDoc } from './rating-docs.ts';

/** Asks after a talk how it was; closes where nothing is to be asked of it. */
export function RatingScreen(props: ScreenProps) {
  const { go, lastTalkId } = props;
  const { data, isError } = useQuery({
    queryKey: ['consultation', 'rating-due', 'after-talk'],
    queryFn: ({ signal }) => readEndpoint(readDueRating, { signal }),
    // What was due after the talk before is not what is due now.
    gcTime: 0,
  });
  const [asked, setAsked] = useState<{ readonly id: string; readonly ticketNumber: string } | null>(null);
  const [isThanked, setIsThanked] = useState(false);
  const due = data?.due?.consultationId === lastTalkId ? data?.due : null;
  useEffect(() => {
    if (due) setAsked((before) => before ?? { id: due.consultationId, ticketNumber: due.ticketNumber });
    else if (isError || (data && !asked)) go(null);
  }, [data, due, isError, asked, go]);
  if (isThanked) return <Surface doc={thanksDoc(props.language)} screen={props} onPress={() => {}} />;
  if (!asked) return null;
  const answered = (wasSaid: boolean) => (wasSaid ? setIsThanked(true) : go(null));
  return <Questions screen={props} consultationId={asked.id} ticketNumber={asked.ticketNumber} onAnswered={answered} />;
}

interface QuestionsProps {
  readonly screen: ScreenProps;
  readonly consultationId: string;
  readonly ticketNumber: string;
  readonly onAnswered: (wasSaid: boolean) => void;
}

function Questions({ screen, consultationId, ticketNumber, onAnswered }: QuestionsProps) {
  const [draft, setDraft] = useState<RatingDraft>({ satisfaction: null, recommend: null });
  const giving = useGiveRating(consultationId, onAnswered);
  const refused = giving.data && !giving.data.ok ? giving.data.error : null;
  const doc = ratingDoc({ ...draft, ticketNumber, busy: giving.isPending, refused }, screen.language);
  const press = (id: string) => {
    if (id === RATE) giving.mutate({ ...draft, word: '' });
    else if (id === SKIP) giving.mutate({ skipped: true });
    else setDraft(draftAfter(draft, id));
  };
  return <Surface doc={doc} screen={screen} onPress={press} />;
}

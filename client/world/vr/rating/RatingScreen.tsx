import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { giveRating, RATING_WORD_MAX_LENGTH, type Rating, readDueRating } from '../../../../shared/afterwards.ts';
import { ratingTexts } from '../../../afterwards/rating-texts.ts';
import { callEndpoint } from '../../../net/api.ts';
import { useRead } from '../../../net/use-read.ts';
import { type ScreenProps, Surface } from '../Surface.tsx';
import { usePanelTyping } from '../use-panel-typing.ts';
import { RECOMMEND, ratingDoc, SATISFIED, SEND_RATING, SKIP_RATING, WORD } from './rating-docs.ts';

/** Asks once how a consultation was; goes away by itself where nothing is to be asked. */
export function RatingScreen(props: ScreenProps) {
  const { value, error } = useRead(readDueRating, { key: ['consultation', 'rating-due'] });
  const { go } = props;
  const isOver = value?.due === null || (!value && error !== null);
  useEffect(() => {
    if (isOver) go(null);
  }, [isOver, go]);
  return value?.due ? <Asked key={value.due.consultationId} screen={props} {...value.due} /> : null;
}

interface AskedProps {
  readonly screen: ScreenProps;
  readonly consultationId: string;
  readonly ticketNumber: string;
}

function Asked({ screen, consultationId, ticketNumber }: AskedProps) {
  const { language, go } = screen;
  const queries = useQueryClient();
  const [satisfaction, setSatisfaction] = useState<number | null>(null);
  const [recommend, setRecommend] = useState<number | null>(null);
  const [word, setWord] = useState('');
  const [isEmpty, setEmpty] = useState(false);
  const typing = usePanelTyping({
    kind: 'line',
    text: word,
    maxLength: RATING_WORD_MAX_LENGTH,
    language,
    onText: setWord,
  });
  const giving = useMutation({
    mutationFn: async (rating: Rating) => {
      const given = await callEndpoint(giveRating, { params: { consultationId }, body: rating });
      if (given.ok) go(null);
      return given;
    },
    onSettled: () => queries.invalidateQueries({ queryKey: ['consultation', 'rating-due'] }),
  });
  const send = () => {
    const saysNothing = satisfaction === null && recommend === null && word.trim() === '';
    setEmpty(saysNothing);
    if (!saysNothing) giving.mutate({ satisfaction, recommend, word: word.trim() });
  };
  const press = (id: string) => {
    if (id === SEND_RATING) send();
    else if (id === SKIP_RATING) giving.mutate({ skipped: true });
    else if (id === WORD) typing.pressField();
    else if (id.startsWith(SATISFIED)) setSatisfaction(Number(id.slice(SATISFIED.length)));
    else if (id.startsWith(RECOMMEND)) setRecommend(Number(id.slice(RECOMMEND.length)));
    else typing.pressKey(id);
  };
  const refused = giving.data && !giving.data.ok ? giving.data.error : null;
  const known = {
    ticketNumber,
    satisfaction,
    recommend,
    word,
    keys: typing.keys,
    isEmpty,
    busy: giving.isPending,
    error: refused && ratingTexts[language].errors[refused],
  };
  return <Surface doc={ratingDoc(known, language)} screen={screen} onPress={press} />;
}

import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useId, useState } from 'react';
import { giveRating, RATING_WORD_MAX_LENGTH, type Rating } from '../../shared/afterwards.ts';
import { callEndpoint } from '../net/api.ts';
import { Alert } from '../ui/Alert.tsx';
import { Button } from '../ui/Button.tsx';
import { useTexts } from '../ui/i18n.ts';
import './afterwards.css';
import { ratingTexts } from './rating-texts.ts';

interface RatingFormProps {
  readonly consultationId: string;
  readonly ticketNumber: string;
  /** True where something was said, false where it was skipped. */
  readonly onAnswered: (isThanked: boolean) => void;
}

/** How it was: two scales and a word, each as one likes. */
export function RatingForm({ consultationId, ticketNumber, onAnswered }: RatingFormProps) {
  const texts = useTexts(ratingTexts);
  const id = useId();
  const queries = useQueryClient();
  const [satisfaction, setSatisfaction] = useState<number | null>(null);
  const [recommend, setRecommend] = useState<number | null>(null);
  const [word, setWord] = useState('');
  const [isEmpty, setIsEmpty] = useState(false);
  const giving = useMutation({
    mutationFn: async (rating: Rating) => {
      const given = await callEndpoint(giveRating, { params: { consultationId }, body: rating });
      if (given.ok) onAnswered(!('skipped' in rating));
      return given;
    },
    onSettled: () => queries.invalidateQueries({ queryKey: ['consultation', 'rating-due'] }),
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const saysNothing = satisfaction === null && recommend === null && word.trim() === '';
    setIsEmpty(saysNothing);
    if (!saysNothing && !giving.isPending) giving.mutate({ satisfaction, recommend, word: word.trim() });
  };
  const refused = giving.data && !giving.data.ok ? texts.errors[giving.data.error] : null;
  return (
    <form className="rating" onSubmit={submit} aria-labelledby={`${id}-heading`}>
      <h3 id={`${id}-heading`}>{texts.heading}</h3>
      <p className="muted">{texts.lead(ticketNumber)}</p>
      {(refused || isEmpty) && <Alert tone="danger">{refused ?? texts.nothing}</Alert>}
      <Scale
        label={texts.satisfaction}
        ends={texts.satisfactionEnds}
        numbers={[1, 2, 3, 4, 5]}
        chosen={satisfaction}
        onChoose={setSatisfaction}
      />
      <Scale
        label={texts.recommend}
        ends={texts.recommendEnds}
        numbers={[0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10]}
        chosen={recommend}
        onChoose={setRecommend}
      />
      <div className="field">
        <label htmlFor={id}>{texts.word}</label>
        <textarea
          id={id}
          rows={2}
          maxLength={RATING_WORD_MAX_LENGTH}
          value={word}
          onChange={({ target }) => setWord(target.value)}
          aria-describedby={`${id}-hint`}
        />
        <p id={`${id}-hint`} className="field-hint">
          {texts.wordHint}
        </p>
      </div>
      <div className="row">
        <Button type="submit" busy={giving.isPending}>
          {texts.send}
        </Button>
        <Button variant="quiet" busy={giving.isPending} onClick={() => giving.mutate({ skipped: true })}>
          {texts.skip}
        </Button>
      </div>
    </form>
  );
}

interface ScaleProps {
  readonly label: string;
  /** What the first and the last number mean. */
  readonly ends: readonly [string, string];
  readonly numbers: readonly number[];
  readonly chosen: number | null;
  readonly onChoose: (number: number) => void;
}

function Scale({ label, ends, numbers, chosen, onChoose }: ScaleProps) {
  const name = useId();
  const meaning = (at: number) => (at === 0 ? ends[0] : at === numbers.length - 1 ? ends[1] : null);
  return (
    <fieldset className="rating-scale">
      <legend>{label}</legend>
      <div className="rating-numbers" data-count={numbers.length}>
        {numbers.map((number, at) => (
          <label key={number} className="rating-number">
            <input type="radio" name={name} checked={number === chosen} onChange={() => onChoose(number)} />
            <span>
              {number}
              {meaning(at) && <span className="visually-hidden"> ({meaning(at)})</span>}
            </span>
          </label>
        ))}
      </div>
      <p className="rating-ends muted small" aria-hidden="true">
        <span>{ends[0]}</span>
        <span>{ends[1]}</span>
      </p>
    </fieldset>
  );
}

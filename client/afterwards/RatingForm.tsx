import { type FormEvent, useId, useState } from 'react';
import { RATING_WORD_MAX_LENGTH } from '../../shared/afterwards.ts';
import { Alert } from '../ui/Alert.tsx';
import { Button } from '../ui/Button.tsx';
import { useTexts } from '../ui/i18n.ts';
import './afterwards.css';
import { ratingTexts } from './rating-texts.ts';

interface Said {
  readonly satisfaction: number | null;
  readonly recommend: number | null;
  readonly word: string;
}

interface RatingFormProps {
  readonly ticketNumber: string;
  readonly busy: boolean;
  readonly refused: string | null;
  /** By the numbers alone, without a word: on a page of its own. */
  readonly isWordless?: boolean;
  readonly onSay: (said: Said) => void;
  readonly onSkip: () => void;
}

/** Two scales and a word; says at least one of them, or skips. */
export function RatingForm({ ticketNumber, busy, refused, isWordless = false, onSay, onSkip }: RatingFormProps) {
  const texts = useTexts(ratingTexts);
  const id = useId();
  const Heading = isWordless ? 'h2' : 'h3';
  const [satisfaction, setSatisfaction] = useState<number | null>(null);
  const [recommend, setRecommend] = useState<number | null>(null);
  const [word, setWord] = useState('');
  const [isEmpty, setIsEmpty] = useState(false);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const saysNothing = satisfaction === null && recommend === null && word.trim() === '';
    setIsEmpty(saysNothing);
    if (!saysNothing && !busy) onSay({ satisfaction, recommend, word: word.trim() });
  };
  return (
    <form className="rating" onSubmit={submit} aria-labelledby={`${id}-heading`}>
      <Heading id={`${id}-heading`}>{texts.heading}</Heading>
      <p className="muted">{texts.lead(ticketNumber)}</p>
      {(refused || isEmpty) && <Alert tone="danger">{refused ?? (isWordless ? texts.noNumber : texts.nothing)}</Alert>}
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
      {!isWordless && (
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
      )}
      <div className="row">
        <Button type="submit" busy={busy}>
          {texts.send}
        </Button>
        <Button variant="quiet" busy={busy} onClick={onSkip}>
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

import { useState } from 'react';
import { CALLBACK_NOTE_MAX_LENGTH, type CallbackRow } from '../../shared/appointments.ts';
import { Button } from '../ui/Button.tsx';
import { useTexts } from '../ui/i18n.ts';
import { floorTexts } from './floor-texts.ts';
import { NoteField } from './NoteField.tsx';

const OUTCOMES = ['done', 'not-reached', 'put-back'] as const;
export type CallbackOutcome = (typeof OUTCOMES)[number];

interface CallbackInHandProps {
  readonly mine: NonNullable<CallbackRow['mine']>;
  readonly busy: boolean;
  readonly onSettle: (outcome: CallbackOutcome, notes: string) => void;
}

/** A wish that this consultant has taken up: whom to call, and what came of it. */
export function CallbackInHand({ mine, busy, onSettle }: CallbackInHandProps) {
  const texts = useTexts(floorTexts);
  const [notes, setNotes] = useState(mine.notes);
  return (
    <>
      <p>
        <strong>{mine.customerName}</strong>, <a href={`tel:${mine.phone}`}>{mine.phone}</a>
      </p>
      <NoteField
        label={texts.note}
        hint={texts.noteHint}
        value={notes}
        maxLength={CALLBACK_NOTE_MAX_LENGTH}
        onChange={setNotes}
        onSubmit={() => onSettle('done', notes)}
      />
      <div className="row">
        {OUTCOMES.map((outcome) => (
          <Button key={outcome} variant="quiet" busy={busy} onClick={() => onSettle(outcome, notes)}>
            {texts.outcomes[outcome]}
          </Button>
        ))}
      </div>
    </>
  );
}

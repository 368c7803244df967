import { type FormEvent, useEffect, useRef, useState } from 'react';
import { NOTE_MAX_LENGTH, WrapUpCode } from '../../shared/consultation.ts';
import { Alert } from '../ui/Alert.tsx';
import { Button } from '../ui/Button.tsx';
import { useTexts } from '../ui/i18n.ts';
import { forgetPrepared, usePrepared } from './answers/prepared-store.ts';
import { deskTexts } from './desk-texts.ts';
import { NoteField } from './NoteField.tsx';
import { talkTexts } from './talk-texts.ts';
import { type Chosen, useWrapUp } from './use-talk-actions.ts';
import { useTalkNotes } from './use-talk-notes.ts';

const CODES = WrapUpCode.exclude(['unspecified']).options;

/** After a talk: what came of it, and notes. It knows the number and the topic; the customer is gone from this desk. */
export function WrapUpForm({ onClosed }: { readonly onClosed: () => void }) {
  const texts = useTexts(talkTexts);
  const words = useTexts(deskTexts);
  const { wrapUp, error, busy, close } = useWrapUp();
  const [chosen, choose] = useState<Chosen | null>(null);
  const { text: notes, change: setNotes, forget: forgetNotes } = useTalkNotes(wrapUp?.consultationId);
  const isUntouched = useRef(true);
  isUntouched.current = notes === '';
  const prepared = usePrepared((state) => (state.consultationId === wrapUp?.consultationId ? state.wrapUp : null));
  const code = chosen ?? prepared?.code ?? 'solved';
  useEffect(() => {
    if (isUntouched.current && prepared?.notes) setNotes(prepared.notes);
  }, [prepared, setNotes]);
  if (!wrapUp) return null;
  const { consultationId, ticketNumber, topic } = wrapUp;
  const finish = () =>
    close(
      { consultationId, code, notes: notes.trim() },
      {
        onSuccess: (result) => {
          if (!result.ok) return;
          forgetPrepared();
          forgetNotes();
          choose(null);
          onClosed();
        },
      },
    );
  const submit = (event: FormEvent) => {
    event.preventDefault();
    finish();
  };
  return (
    <form className="talk-form wrap-up" onSubmit={submit} aria-labelledby="wrap-up-heading">
      <h3 id="wrap-up-heading" tabIndex={-1}>
        {texts.wrapUp(ticketNumber)} <span className="muted small">{words.topics[topic]}</span>
      </h3>
      {error && <Alert tone="danger">{texts.errors[error]}</Alert>}
      <fieldset className="wrap-up-codes">
        <legend>{texts.what}</legend>
        {CODES.map((option) => (
          <label key={option} className="wrap-up-code">
            <input
              type="radio"
              name="wrap-up-code"
              aria-keyshortcuts={option === code ? 'w' : undefined}
              checked={option === code}
              onChange={() => choose(option as Chosen)}
            />
            {texts.codes[option as Chosen]}
          </label>
        ))}
      </fieldset>
      <NoteField
        label={texts.notes}
        hint={texts.notesHint}
        value={notes}
        maxLength={NOTE_MAX_LENGTH}
        onChange={setNotes}
        onSubmit={finish}
      />
      <Button type="submit" busy={busy}>
        {texts.close}
      </Button>
    </form>
  );
}

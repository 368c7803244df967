import { type SyntheticEvent, useState } from 'react';
import { NOTE_MAX_LENGTH } from '../../shared/consultation.ts';
import { useTexts } from '../ui/i18n.ts';
import { NoteField } from './NoteField.tsx';
import { talkTexts } from './talk-texts.ts';
import { useTalkNotes } from './use-talk-notes.ts';

/** What a consultant writes down while they talk; it is what the wrap-up begins with. */
export function TalkNotes({ consultationId }: { readonly consultationId: string }) {
  const texts = useTexts(talkTexts);
  const { text, change } = useTalkNotes(consultationId);
  const [isOpen, setIsOpen] = useState(false);
  const onToggle = ({ currentTarget }: SyntheticEvent<HTMLDetailsElement>) => {
    setIsOpen(currentTarget.open);
    if (currentTarget.open) currentTarget.querySelector('textarea')?.focus();
  };
  return (
    <details className="earlier talk-notes" open={isOpen} onToggle={onToggle}>
      <summary aria-keyshortcuts="w">
        {texts.notes}
        {text !== '' && !isOpen && <span className="muted"> · {text}</span>}{' '}
        <span className="keycap" aria-hidden="true">
          W
        </span>
      </summary>
      <NoteField
        label={texts.notes}
        hint={texts.talkNotesHint}
        value={text}
        maxLength={NOTE_MAX_LENGTH}
        onChange={change}
        onSubmit={() => setIsOpen(false)}
      />
    </details>
  );
}

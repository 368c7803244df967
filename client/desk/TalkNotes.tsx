import { useEffect, useRef, useState } from 'react';
import { NOTE_MAX_LENGTH } from '../../shared/consultation.ts';
import { Button } from '../ui/Button.tsx';
import { useTexts } from '../ui/i18n.ts';
import { NoteField } from './NoteField.tsx';
import { talkTexts } from './talk-texts.ts';
import { useTalkNotes } from './use-talk-notes.ts';

/** What a consultant writes down while they talk; it is what the wrap-up begins with. */
export function TalkNotes({ consultationId }: { readonly consultationId: string }) {
  const texts = useTexts(talkTexts);
  const { text, change } = useTalkNotes(consultationId);
  const [isOpen, setIsOpen] = useState(false);
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (isOpen) place.current?.querySelector('textarea')?.focus();
  }, [isOpen]);
  return (
    <div ref={place} className="talk-notes" data-open={isOpen || undefined}>
      <Button variant="quiet" aria-expanded={isOpen} aria-keyshortcuts="w" onClick={() => setIsOpen(!isOpen)}>
        <span className="talk-notes-begun">
          {texts.notes}
          {text !== '' && !isOpen && <span className="muted"> · {text}</span>}
        </span>
      </Button>
      {isOpen && (
        <NoteField
          label={texts.notes}
          hint={texts.talkNotesHint}
          value={text}
          maxLength={NOTE_MAX_LENGTH}
          onChange={change}
          onSubmit={() => setIsOpen(false)}
        />
      )}
    </div>
  );
}

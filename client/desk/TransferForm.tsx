import { type FormEvent, useState } from 'react';
import { NOTE_MAX_LENGTH } from '../../shared/consultation.ts';
import { type QueueView, Topic } from '../../shared/queue.ts';
import { FormButtons } from '../ui/Button.tsx';
import { SelectField } from '../ui/Field.tsx';
import { useTexts } from '../ui/i18n.ts';
import { deskTexts } from './desk-texts.ts';
import { NoteField } from './NoteField.tsx';
import { talkTexts } from './talk-texts.ts';
import type { TransferTo } from './use-talk-actions.ts';

interface TransferFormProps {
  /** What the talk is about now. */
  readonly topic: Topic;
  readonly colleagues: QueueView['colleagues'];
  readonly busy: boolean;
  readonly onPass: (to: TransferTo, note: string) => void;
  readonly onStay: () => void;
}

const COLLEAGUE = 'colleague:';
const TOPIC = 'topic:';

/** To whom, and a note for them. Escape stays. */
export function TransferForm({ topic, colleagues, busy, onPass, onStay }: TransferFormProps) {
  const texts = useTexts(talkTexts);
  const words = useTexts(deskTexts);
  const able = colleagues.filter(({ skills }) => skills.topics.includes(topic));
  const [to, setTo] = useState(able[0] ? `${COLLEAGUE}${able[0].subject}` : `${TOPIC}${topic}`);
  const [note, setNote] = useState('');
  const [isMissing, setIsMissing] = useState(false);
  const pass = () => {
    setIsMissing(note.trim() === '');
    if (note.trim() === '') return;
    const isColleague = to.startsWith(COLLEAGUE);
    onPass(
      isColleague ? { consultantSubject: to.slice(COLLEAGUE.length) } : { topic: Topic.parse(to.slice(TOPIC.length)) },
      note,
    );
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    pass();
  };
  return (
    <form
      className="talk-form"
      aria-label={texts.passOn}
      onSubmit={submit}
      onKeyDown={(event) => event.key === 'Escape' && onStay()}
    >
      <SelectField autoFocus label={texts.to} value={to} onChange={({ target }) => setTo(target.value)}>
        {able.length > 0 && (
          <optgroup label={texts.toColleague}>
            {able.map(({ subject, name, isPaused }) => (
              <option key={subject} value={`${COLLEAGUE}${subject}`}>
                {name}
                {isPaused ? ` (${texts.paused})` : ''}
              </option>
            ))}
          </optgroup>
        )}
        <optgroup label={texts.toTopic}>
          {Topic.options.map((option) => (
            <option key={option} value={`${TOPIC}${option}`}>
              {words.topics[option]}
            </option>
          ))}
        </optgroup>
      </SelectField>
      <NoteField
        label={texts.note}
        hint={texts.noteHint}
        error={isMissing ? texts.noteMissing : undefined}
        value={note}
        maxLength={NOTE_MAX_LENGTH}
        onChange={setNote}
        onSubmit={pass}
      />
      <FormButtons submit={texts.passItOn} busy={busy} cancel={texts.stay} onCancel={onStay} />
    </form>
  );
}

import { type FormEvent, useState } from 'react';
import { ServiceLanguage, Topic } from '../../shared/queue.ts';
import { useDraftOwner } from '../net/use-draft-owner.ts';
import { Button } from '../ui/Button.tsx';
import { SelectField } from '../ui/Field.tsx';
import { useTexts } from '../ui/i18n.ts';
import { forgetDraft } from '../ui/kept-drafts.ts';
import { useKeptDraft } from '../ui/use-kept-draft.ts';
import { HoursNote } from './HoursNote.tsx';
import { queueTexts } from './queue-texts.ts';
import type { TicketWishes } from './use-ticket.ts';

interface TopicFormProps {
  readonly branchId: string;
  readonly busy: boolean;
  readonly onTake: (topic: Topic, wishes: TicketWishes) => void;
}

/** What the talk is to be about, and the button that gives a number. */
export function TopicForm({ branchId, busy, onTake }: TopicFormProps) {
  const texts = useTexts(queueTexts);
  const owner = useDraftOwner('customer');
  const { value: topic, change: setTopic } = useKeptDraft<Topic>({
    name: 'topic',
    owner,
    schema: Topic,
    empty: 'payments',
  });
  const [language, setLanguage] = useState<ServiceLanguage | 'any'>('any');
  const [needsHelp, setNeedsHelp] = useState(false);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    forgetDraft({ name: 'topic' });
    onTake(topic, { language: language === 'any' ? null : language, needsHelp });
  };
  return (
    <form onSubmit={submit}>
      <p>{texts.intro}</p>
      <fieldset className="topics">
        <legend>{texts.topic}</legend>
        {Topic.options.map((option) => (
          <label key={option} className="topic">
            <input
              type="radio"
              name="topic"
              value={option}
              checked={option === topic}
              onChange={() => setTopic(option)}
            />
            {texts.topics[option]}
          </label>
        ))}
      </fieldset>
      <SelectField
        label={texts.language}
        value={language}
        onChange={({ target }) => setLanguage(target.value as ServiceLanguage | 'any')}
      >
        {(['any', ...ServiceLanguage.options] as const).map((option) => (
          <option key={option} value={option}>
            {texts.languages[option]}
          </option>
        ))}
      </SelectField>
      <label className="topic ticket-help">
        <input type="checkbox" checked={needsHelp} onChange={({ target }) => setNeedsHelp(target.checked)} />
        <span>
          {texts.needsHelp}
          <span className="muted small ticket-help-note">{texts.needsHelpNote}</span>
        </span>
      </label>
      <HoursNote branchId={branchId} />
      <Button type="submit" busy={busy} className="button-wide">
        {texts.take}
      </Button>
    </form>
  );
}

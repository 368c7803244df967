import type { FormEvent } from 'react';
import { Topic } from '../../shared/queue.ts';
import { useDraftOwner } from '../net/use-draft-owner.ts';
import { Button } from '../ui/Button.tsx';
import { useTexts } from '../ui/i18n.ts';
import { forgetDraft } from '../ui/kept-drafts.ts';
import { useKeptDraft } from '../ui/use-kept-draft.ts';
import { queueTexts } from './queue-texts.ts';

/** What the talk is to be about, and the button that gives a number. */
export function TopicForm({ busy, onTake }: { readonly busy: boolean; readonly onTake: (topic: Topic) => void }) {
  const texts = useTexts(queueTexts);
  const owner = useDraftOwner('customer');
  const { value: topic, change: setTopic } = useKeptDraft<Topic>({
    name: 'topic',
    owner,
    schema: Topic,
    empty: 'payments',
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    forgetDraft({ name: 'topic' });
    onTake(topic);
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
      <Button type="submit" busy={busy} className="button-wide">
        {texts.take}
      </Button>
    </form>
  );
}

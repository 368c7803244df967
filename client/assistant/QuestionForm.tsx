import { type FormEvent, type KeyboardEvent, useId } from 'react';
import { z } from 'zod';
import { QUESTION_MAX_LENGTH } from '../../shared/assistant.ts';
import { useDraftOwner } from '../net/use-draft-owner.ts';
import { Button } from '../ui/Button.tsx';
import { useLanguage, useTexts } from '../ui/i18n.ts';
import { useKeptDraft } from '../ui/use-kept-draft.ts';
import { assistantTexts } from './assistant-texts.ts';
import { useListening } from './use-listening.ts';

const Text = z.string().max(QUESTION_MAX_LENGTH);

interface QuestionFormProps {
  readonly isBusy: boolean;
  readonly onAsk: (text: string) => void;
  readonly onStop: () => void;
}

/** Where one asks. One may write on while an answer comes; it is sent when that has come. */
export function QuestionForm({ isBusy, onAsk, onStop }: QuestionFormProps) {
  const texts = useTexts(assistantTexts);
  const language = useLanguage();
  const id = useId();
  const owner = useDraftOwner('customer');
  const draft = useKeptDraft({ name: 'question', owner, schema: Text, empty: '' });
  const listening = useListening(language, (heard) => draft.change(heard.slice(0, QUESTION_MAX_LENGTH)));
  const text = draft.value;
  const send = (event?: FormEvent) => {
    event?.preventDefault();
    if (text.trim() === '' || isBusy) return;
    draft.forget();
    onAsk(text);
  };
  const sendOnEnter = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || event.shiftKey || event.nativeEvent.isComposing) return;
    event.preventDefault();
    send();
  };
  return (
    <form className="composer" onSubmit={send}>
      <label htmlFor={id}>{texts.message}</label>
      <div className="composer-row">
        <textarea
          id={id}
          rows={2}
          value={text}
          maxLength={QUESTION_MAX_LENGTH}
          onChange={({ target }) => draft.change(target.value)}
          onKeyDown={sendOnEnter}
          aria-describedby={`${id}-hint`}
        />
        <Button type="submit" busy={isBusy} disabled={!isBusy && text.trim() === ''}>
          {texts.send}
        </Button>
        {isBusy && (
          <Button variant="quiet" onClick={onStop}>
            {texts.stop}
          </Button>
        )}
      </div>
      <p id={`${id}-hint`} className="composer-hint muted small">
        {texts.hint}
      </p>
      {listening.isPossible && (
        <Button variant="quiet" aria-pressed={listening.isOn} onClick={listening.toggle}>
          {listening.isOn ? texts.listening : texts.listen}
        </Button>
      )}
    </form>
  );
}

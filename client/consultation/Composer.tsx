import { type FormEvent, type KeyboardEvent, useId, useState } from 'react';
import { CHAT_MAX_LENGTH } from '../../shared/consultation.ts';
import { Button } from '../ui/Button.tsx';
import { useTexts } from '../ui/i18n.ts';
import { consultationTexts } from './consultation-texts.ts';

/** Where one writes: Enter sends, Shift+Enter breaks the line. */
export function Composer({
  disabled,
  onSend,
}: {
  readonly disabled: boolean;
  readonly onSend: (text: string) => void;
}) {
  const texts = useTexts(consultationTexts);
  const id = useId();
  const [text, setText] = useState('');
  const send = (event?: FormEvent) => {
    event?.preventDefault();
    if (disabled || text.trim() === '') return;
    onSend(text);
    setText('');
  };
  const sendOnEnter = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || event.shiftKey || event.nativeEvent.isComposing) return;
    event.preventDefault();
    send();
  };
  return (
    <form className="composer" onSubmit={send}>
      <label htmlFor={id}>{texts.message}</label>
      <textarea
        id={id}
        rows={2}
        data-composer
        value={text}
        maxLength={CHAT_MAX_LENGTH}
        onChange={(event) => setText(event.target.value)}
        onKeyDown={sendOnEnter}
        aria-describedby={`${id}-hint`}
      />
      <div className="row spread">
        <span id={`${id}-hint`} className="muted small">
          {texts.messageHint}
        </span>
        <Button type="submit" disabled={disabled || text.trim() === ''}>
          {texts.send}
        </Button>
      </div>
    </form>
  );
}

import {
  type ClipboardEvent,
  type DragEvent,
  type FormEvent,
  type KeyboardEvent,
  useEffect,
  useId,
  useRef,
  useState,
} from 'react';
import { z } from 'zod';
import { CHAT_MAX_LENGTH } from '../../shared/consultation.ts';
import { Alert } from '../ui/Alert.tsx';
import { Button } from '../ui/Button.tsx';
import { useTexts } from '../ui/i18n.ts';
import { useKeptDraft } from '../ui/use-kept-draft.ts';
import { AttachButton } from './AttachButton.tsx';
import { beginsWord, useComposerPort, withInserted } from './composer-port.ts';
import { consultationTexts } from './consultation-texts.ts';
import type { Talk } from './use-talk.ts';

const Text = z.string().max(CHAT_MAX_LENGTH);

interface ComposerProps {
  /** Whose draft this is, and of which talk. */
  readonly owner: string | null;
  readonly draftName: string;
  /** False while the link is being made: what is sent then waits for it. */
  readonly connected: boolean;
  /** Takes the focus as it appears: where talking is the work. */
  readonly autoFocus: boolean;
  /** Comes back to the field unless something else has been begun there. */
  readonly unsent: Talk['unsent'];
  readonly onSend: (text: string) => void;
  readonly onTyping?: () => void;
  /** Hands over what is chosen, pasted or dropped; absent where nothing can be. */
  readonly onFiles?: ((files: readonly File[]) => void) | undefined;
  /** The page has single keys, and `+` is for this. */
  readonly hasKeys?: boolean;
}

/** Where one writes: Enter sends, Shift+Enter breaks the line. */
export function Composer({ owner, draftName, connected, autoFocus, unsent, onSend, ...more }: ComposerProps) {
  const { onTyping, onFiles, hasKeys = false } = more;
  const texts = useTexts(consultationTexts);
  const id = useId();
  const draft = useKeptDraft({ name: draftName, owner, schema: Text, empty: '' });
  const text = draft.value;
  const [waiting, setWaiting] = useState(false);
  // biome-ignore lint/correctness/useExhaustiveDependencies: what was not sent comes back once, not with each keystroke.
  useEffect(() => {
    if (unsent) draft.change((begun) => begun || unsent.text);
  }, [unsent]);
  const send = (event?: FormEvent) => {
    event?.preventDefault();
    const isEmpty = text.trim() === '';
    setWaiting(!isEmpty && !connected);
    if (isEmpty || !connected) return;
    draft.forget();
    onSend(text);
  };
  // biome-ignore lint/correctness/useExhaustiveDependencies: the link's coming is what sends, not a keystroke.
  useEffect(() => {
    if (connected && waiting) send();
  }, [connected]);
  const { place, field } = useOpenComposer(draft.change);
  const onKey = (event: KeyboardEvent<HTMLTextAreaElement>) => {
    const { onSlash } = useComposerPort.getState();
    if (event.key === '/' && onSlash && beginsWord(text, event.currentTarget.selectionStart)) {
      event.preventDefault();
      return onSlash();
    }
    if (event.key !== 'Enter' || event.shiftKey || event.nativeEvent.isComposing) return;
    event.preventDefault();
    send();
  };
  return (
    <form className="composer" onSubmit={send} {...(onFiles && takesFiles(onFiles))}>
      {unsent && <Alert tone="danger">{texts.refused}</Alert>}
      <div className="composer-aid" ref={place} />
      <label htmlFor={id} className={hasKeys ? 'visually-hidden' : undefined}>
        {texts.message}
      </label>
      <div className="composer-row">
        <textarea
          id={id}
          ref={field}
          rows={2}
          data-composer
          // Where writing is the work the height is the conversation's.
          placeholder={hasKeys ? texts.message : undefined}
          // biome-ignore lint/a11y/noAutofocus: a consultant who has called someone is about to greet them.
          autoFocus={autoFocus}
          value={text}
          maxLength={CHAT_MAX_LENGTH}
          onChange={(event) => {
            draft.change(event.target.value);
            setWaiting(false);
            if (event.target.value !== '') onTyping?.();
          }}
          onKeyDown={onKey}
          aria-describedby={`${id}-hint`}
        />
        <div className="composer-buttons">
          {onFiles && <AttachButton onFiles={onFiles} hasKey={hasKeys} />}
          <Button type="submit" disabled={text.trim() === ''} busy={waiting}>
            {texts.send}
          </Button>
        </div>
      </div>
      <p id={`${id}-hint`} className="composer-hint muted small" role="status">
        {waiting ? texts.sendsWhenConnected : texts.messageHint}
      </p>
    </form>
  );
}

/** What is pasted or dropped is handed over, and not opened in place of the page. */
function takesFiles(onFiles: (files: readonly File[]) => void) {
  const take = (event: { preventDefault(): void }, transfer: DataTransfer) => {
    if (transfer.files.length === 0) return;
    event.preventDefault();
    onFiles([...transfer.files]);
  };
  return {
    onPaste: (event: ClipboardEvent) => take(event, event.clipboardData),
    onDrop: (event: DragEvent) => take(event, event.dataTransfer),
    onDragOver: (event: DragEvent) => event.dataTransfer.types.includes('Files') && event.preventDefault(),
  };
}

/** Offers this field to the page's help for writing. */
function useOpenComposer(change: (next: (before: string) => string) => void) {
  const place = useRef<HTMLDivElement>(null);
  const field = useRef<HTMLTextAreaElement>(null);
  useEffect(() => {
    if (!place.current) return;
    const composer = {
      place: place.current,
      focus: () => field.current?.focus(),
      insert(words: string) {
        const { selectionStart: from = 0, selectionEnd: to = 0 } = field.current ?? {};
        change((before) => withInserted(before, from, to, words).text.slice(0, CHAT_MAX_LENGTH));
        const { caret } = withInserted(field.current?.value ?? '', from, to, words);
        requestAnimationFrame(() => {
          field.current?.focus();
          field.current?.setSelectionRange(caret, caret);
        });
      },
    };
    useComposerPort.setState({ composer });
    return () => useComposerPort.setState({ composer: null });
  }, [change]);
  return { place, field };
}

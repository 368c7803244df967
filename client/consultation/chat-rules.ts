import { TalkMessage } from '../../shared/talk-message.ts';

/** A message as it may be sent, or null where those who get it would not take it. */
export function readDraft(text: string): string | null {
  const message = TalkMessage.safeParse({ kind: 'text', text });
  return message.success && message.data.kind === 'text' ? message.data.text : null;
}

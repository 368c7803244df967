import { ChatDraft } from '../../shared/consultation.ts';
import { MAX_MESSAGE_BYTES } from '../../shared/rooms.ts';

/** What the message's envelope needs of the largest message. */
const ENVELOPE_BYTES = 96;

/** A message as it may be sent, or null where the server would refuse it, or close the link for its size. */
export function readDraft(text: string): string | null {
  const draft = ChatDraft.safeParse({ text });
  if (!draft.success) return null;
  const bytes = new TextEncoder().encode(draft.data.text).length;
  return bytes <= MAX_MESSAGE_BYTES - ENVELOPE_BYTES ? draft.data.text : null;
}

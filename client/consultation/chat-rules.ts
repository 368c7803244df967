import { ChatDraft, type ChatLine } from '../../shared/consultation.ts';
import type { Party } from '../../shared/consultation-members.ts';
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

/** Something said and not yet heard: the room sends each line to both. */
export interface Said {
  readonly text: string;
  /** How many lines of one's own there were when it was said. */
  readonly ownBefore: number;
}

/** What of `said` is not among the lines: said into a link that was gone already. */
export function unheardOf(said: readonly Said[], lines: readonly ChatLine[], self: Party): Said[] {
  const own = lines.filter(({ from }) => from === self).map(({ text }) => text);
  let heardUntil = 0;
  return said.filter(({ text, ownBefore }) => {
    const at = own.indexOf(text, Math.max(ownBefore, heardUntil));
    if (at < 0) return true;
    heardUntil = at + 1;
    return false;
  });
}

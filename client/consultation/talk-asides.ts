import type { ChatLine } from '../../shared/consultation.ts';
import type { Party, TalkStanding } from '../../shared/consultation-members.ts';
import type { PrivateEntry } from '../../shared/sealed/talk-view.ts';

/** What a supervisor writes to the consultant alone, by private letter. It is in the memory of both their tabs, and in no transcript. */

/** A letter as a line, where it is a whisper that this tab may show; null for any other. */
export function asideFor(self: Party, entry: PrivateEntry, { supervisor }: TalkStanding): ChatLine | null {
  const { id, at, from, message } = entry;
  if (message.kind !== 'whisper' || self !== 'consultant' || from.party !== 'supervisor') return null;
  // A listener says nothing, also where their page would.
  return supervisor === 'whispering' ? { id, at, from: 'supervisor', text: message.text } : null;
}

/** Lines in the order of their times; of the same time, as they are given. */
export function inOrder<Line extends ChatLine>(lines: readonly Line[]): readonly Line[] {
  return [...lines].sort((a, b) => Date.parse(a.at) - Date.parse(b.at));
}

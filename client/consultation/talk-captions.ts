import { isHeard, Party, type TalkStanding } from '../../shared/consultation-members.ts';
import type { GroupLeaf } from '../../shared/sealed/mls-frames.ts';
import type { TalkEntry } from '../../shared/sealed/talk-view.ts';

/** Captions of speech go where the voice goes, though who has keys could open more. */

/** Whether what one says by voice may be written down for all who have keys: nobody among them who does not hear it. */
export function mayCaption(self: Party, members: readonly Pick<GroupLeaf, 'party'>[], standing: TalkStanding): boolean {
  return members.every(({ party }) => {
    const listener = Party.safeParse(party);
    return !listener.success || listener.data === self || isHeard(self, listener.data, standing);
  });
}

/** A caption that is for oneself to read; null for any other, and for what is none. */
export function captionFor(self: Party, { from, message }: TalkEntry, standing: TalkStanding) {
  const speaker = Party.safeParse(from.party);
  if (message.kind !== 'caption' || !speaker.success || speaker.data === self) return null;
  return isHeard(speaker.data, self, standing) ? { from: speaker.data, text: message.text } : null;
}

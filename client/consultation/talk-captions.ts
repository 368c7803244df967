import { isHeard, Party, type TalkStanding } from '../../shared/consultation-members.ts';
import type { TalkClient } from '../../shared/sealed/talk-client.ts';
import type { PrivateEntry, TalkEntry } from '../../shared/sealed/talk-view.ts';
import { showSpoken } from '../voice/voice-room.ts';
import type { Talk } from './talk-session.ts';

/** Captions of speech go where the voice goes: to all who have keys, or to some of them by private letters. */

type Leaves = readonly { readonly party: string; readonly member: string }[];

/** Who is to read what one says by voice. */
export function captionReaders(self: Party, members: Leaves, standing: TalkStanding): 'all' | readonly string[] {
  const others = members.flatMap(({ party, member }) => {
    const listener = Party.safeParse(party);
    return listener.success && listener.data !== self ? [{ listener: listener.data, member }] : [];
  });
  const heard = others.filter(({ listener }) => isHeard(self, listener, standing));
  const isForAll = heard.length === others.length && (self !== 'supervisor' || standing.supervisor === 'joined');
  return isForAll ? 'all' : heard.map(({ member }) => member);
}

/** A caption that is for oneself to read; null for any other, and for what is none. */
export function captionFor(self: Party, { from, message }: TalkEntry | PrivateEntry, standing: TalkStanding) {
  const speaker = Party.safeParse(from.party);
  if (message.kind !== 'caption' || !speaker.success || speaker.data === self) return null;
  return isHeard(speaker.data, self, standing) ? { from: speaker.data, text: message.text } : null;
}

export function createTalkCaptions({
  self,
  client,
}: {
  readonly self: Party;
  readonly client: () => Pick<TalkClient, 'say' | 'sayTo'> | null;
}) {
  return {
    tell(text: string, talk: Talk): void {
      const readers = captionReaders(self, talk.group?.members ?? [], talk);
      if (readers === 'all') client()?.say({ kind: 'caption', text });
      else for (const member of readers) client()?.sayTo(member, { kind: 'caption', text });
    },
    hear(entry: TalkEntry | PrivateEntry, talk: Talk): void {
      const caption = captionFor(self, entry, talk);
      if (caption) showSpoken(caption.from, caption.text);
    },
  };
}

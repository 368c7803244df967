import { useEffect, useRef, useState } from 'react';
import type { Party } from '../../shared/consultation-members.ts';
import { KEPT_KINDS } from '../../shared/talk-message.ts';
import type { TalkInHand } from './use-talk.ts';

/** Who is writing is told this often, and believed a little longer. */
const TELL_EVERY_MS = 4000;
const BELIEVED_MS = 6000;

export interface Marks {
  /** Who is writing now. */
  readonly writing: Party | null;
  /** Who has seen the last line, where it is one's own. */
  readonly readBy: Party | null;
  /** One is writing. */
  onTyping(): void;
}

/** Marks of writing and reading, encrypted like what is said, told once and kept by nobody. `mayMark`: one's own are told. */
export function useMarks(talk: TalkInHand, self: Party, mayMark: boolean): Marks {
  const { session, lines, group, tell } = talk;
  const [writing, setWriting] = useState<Party | null>(null);
  const [seen, setSeen] = useState<{ readonly by: Party; readonly upTo: string } | null>(null);
  const toldTyping = useRef(0);
  const toldRead = useRef<string | null>(null);
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const stop = session?.onMessage(({ from, message }) => {
      if (from.party !== 'customer' && from.party !== 'consultant') return;
      if (from.party === self) return;
      if (message.kind === 'read') return setSeen({ by: from.party, upTo: message.upTo });
      if (message.kind !== 'typing' && !KEPT_KINDS.has(message.kind)) return;
      clearTimeout(timer);
      setWriting(message.kind === 'typing' ? from.party : null);
      if (message.kind === 'typing') timer = setTimeout(() => setWriting(null), BELIEVED_MS);
    });
    return () => {
      clearTimeout(timer);
      stop?.();
    };
  }, [session, self]);

  // What waits to be said goes first, and to nobody nothing is told.
  const isHeard = mayMark && group?.standing === 'in' && group.waiting.length === 0;
  const last = lines.at(-1);
  const unread = last && last.from !== self ? last.id : null;
  useEffect(() => {
    const tellRead = () => {
      if (!isHeard || !unread || unread === toldRead.current || document.visibilityState !== 'visible') return;
      toldRead.current = unread;
      tell({ kind: 'read', upTo: unread });
    };
    tellRead();
    document.addEventListener('visibilitychange', tellRead);
    return () => document.removeEventListener('visibilitychange', tellRead);
  });
  return {
    writing,
    readBy: seen && last?.from === self && seen.upTo === last.id ? seen.by : null,
    onTyping() {
      const now = performance.now();
      if (!isHeard || (toldTyping.current > 0 && now - toldTyping.current < TELL_EVERY_MS)) return;
      toldTyping.current = now;
      tell({ kind: 'typing' });
    },
  };
}

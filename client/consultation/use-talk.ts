import { useEffect, useState, useSyncExternalStore } from 'react';
import type { Party } from '../../shared/consultation-members.ts';
import type { Audience } from '../../shared/endpoint.ts';
import type { TalkMessage } from '../../shared/talk-message.ts';
import { useDraftOwner } from '../net/use-draft-owner.ts';
import { readDraft } from './chat-rules.ts';
import { openTalkSession, QUIET, type Talk, type TalkKey, type TalkSession } from './talk-session.ts';
import { useVoicePrints } from './voice-prints.ts';

export type { Talk } from './talk-session.ts';

export interface TalkInHand extends Talk {
  say(text: string): void;
  tell(message: TalkMessage): void;
  whisper(text: string): void;
  /** Null until one is known to be signed in. */
  readonly session: TalkSession | null;
}

/** A page that puts one part away for another keeps its talk: one tab is one member. */
const LINGER_MS = 500;
const open = new Map<string, { readonly session: TalkSession; holders: number }>();

/** The private talk: what is said, who is there, and saying something. All parts of a page share one. */
export function useTalk(
  audience: Audience,
  consultationId: string,
  self: Party = audience === 'customer' ? 'customer' : 'consultant',
): TalkInHand {
  const owner = useDraftOwner(audience);
  const [session, setSession] = useState<TalkSession | null>(null);
  useEffect(() => {
    if (owner === null) return;
    const held = hold({ audience, consultationId, self, owner });
    setSession(held.session);
    return () => {
      setSession(null);
      held.release();
    };
  }, [audience, consultationId, self, owner]);
  useVoicePrints(session);
  const talk = useSyncExternalStore(session?.subscribe ?? nothing, session?.read ?? quiet);
  return {
    ...talk,
    session,
    tell: (message) => session?.tell(message),
    whisper(text) {
      const draft = readDraft(text);
      if (draft === null) session?.giveBack(text);
      else session?.whisper(draft);
    },
    say(text) {
      const draft = readDraft(text);
      if (draft === null) session?.giveBack(text);
      else session?.tell({ kind: 'text', text: draft });
    },
  };
}

function hold(key: TalkKey) {
  const name = [key.audience, key.consultationId, key.self, key.owner].join('/');
  const held = open.get(name) ?? { session: openTalkSession(key), holders: 0 };
  open.set(name, held);
  held.holders += 1;
  return {
    session: held.session,
    release() {
      held.holders -= 1;
      setTimeout(() => {
        if (held.holders > 0 || open.get(name) !== held) return;
        open.delete(name);
        held.session.close();
      }, LINGER_MS);
    },
  };
}

const nothing = () => () => {};
const quiet = () => QUIET;

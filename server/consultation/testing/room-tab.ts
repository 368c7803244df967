import { randomUUID } from 'node:crypto';
import type { Room } from '@colyseus/sdk';
import { REFUSED, type Refused } from '../../../shared/rooms.ts';
import { createTalkClient } from '../../../shared/sealed/talk-client.ts';
import { sendInParts } from '../../../shared/sealed/talk-parts.ts';
import type { KeptTalk, PrivateEntry, TalkEntry, TalkView } from '../../../shared/sealed/talk-view.ts';
import { type GroupParty, TALK } from '../../../shared/sealed-talk.ts';
import type { TalkMessage } from '../../../shared/talk-message.ts';

/** For tests: a tab's membership over a real room, by the code that the browser has. */
export function enterTalk(
  room: Room,
  consultationId: string,
  options: {
    readonly party: GroupParty;
    readonly kept?: KeptTalk | null;
    readonly onNews?: (news: unknown) => void;
    readonly onMessage?: (entry: TalkEntry) => void;
    readonly onPrivate?: (entry: PrivateEntry) => void;
  },
) {
  const { party, kept = null, onNews, onMessage, onPrivate } = options;
  const vault = { kept };
  let view: TalkView | null = null;
  const opened: TalkMessage[] = [];
  const client = createTalkClient({
    consultationId,
    party,
    member: kept?.member ?? randomUUID(),
    vault: { read: () => vault.kept, write: (next) => Object.assign(vault, { kept: next }) },
    send: (request, carried) => {
      if (room.connection.isOpen) sendInParts(room, request, carried);
    },
    onChange: (next) => {
      view = next;
    },
    onMessage: (entry) => {
      opened.push(entry.message);
      onMessage?.(entry);
    },
    ...(onPrivate && { onPrivate }),
  });
  room.onMessage(TALK, (news: unknown) => {
    onNews?.(news);
    client.hear(news);
  });
  room.onMessage(REFUSED, ({ code }: Refused) => {
    if (code === 'message-too-frequent') client.sendAgainSoon();
  });
  room.onLeave(() => {
    client.disconnect();
    client.close();
  });
  client.connect();
  return {
    vault,
    view: () => view as TalkView,
    texts: () => view?.entries.map(({ message }) => (message.kind === 'text' ? message.text : message.kind)) ?? [],
    tell: client.say,
    /** All of it, one's own too. */
    opened: () => opened,
    say: (text: string) => client.say({ kind: 'text', text }),
    sayTo: client.sayTo,
  };
}

import { randomUUID } from 'node:crypto';
import type { Room } from '@colyseus/sdk';
import { createTalkClient } from '../shared/sealed/talk-client.ts';
import { sendInParts } from '../shared/sealed/talk-parts.ts';
import type { TalkView } from '../shared/sealed/talk-view.ts';
import { type GroupParty, TALK } from '../shared/sealed-talk.ts';

/** For tests: a tab without a browser in the talk of a consultation, by the code that the browser has. It keeps nothing. */
export function enterSealedTalk(
  room: Room,
  { consultationId, party }: { readonly consultationId: string; readonly party: GroupParty },
) {
  const heard: string[] = [];
  let view: TalkView | null = null;
  const client = createTalkClient({
    consultationId,
    party,
    member: randomUUID(),
    vault: { read: () => null, write: () => {} },
    send: (request, carried) => {
      if (room.connection.isOpen) sendInParts(room, request, carried);
    },
    onChange: (next) => {
      view = next;
      for (const { message } of next.entries.slice(heard.length))
        heard.push(message.kind === 'text' ? message.text : '');
    },
  });
  room.onMessage(TALK, (news: unknown) => client.hear(news));
  room.onLeave(() => client.close());
  client.connect();
  return {
    /** Everything that was said since it came in. */
    heard,
    say: (text: string) => client.say({ kind: 'text', text }),
    view: () => view,
  };
}

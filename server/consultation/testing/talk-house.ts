import { randomUUID } from 'node:crypto';
import { createTalkClient } from '../../../shared/sealed/talk-client.ts';
import type { KeptTalk, PrivateEntry, TalkView } from '../../../shared/sealed/talk-view.ts';
import { type GroupParty, TALK, TalkNews, TalkRequest } from '../../../shared/sealed-talk.ts';
import { createTalkDelivery, type TalkLink } from '../talk-delivery.ts';

/** For tests: the delivery of one consultation, and tabs that reach it without a socket, by the client that browsers have. */
export function openTalkHouse({ consultationId = randomUUID() as string } = {}) {
  const time = { now: new Date('2026-11-21T10:00:00Z') };
  const said: GroupParty[] = [];
  const openDelivery = () =>
    createTalkDelivery({
      consultationId,
      clock: () => time.now,
      onSaid: (party) => said.push(party),
      onMembers: () => {},
    });
  let lost: TalkRequest['kind'] | null = null;
  const house = {
    /** The next request of a kind does not arrive. */
    loseNext: (kind: TalkRequest['kind']) => {
      lost = kind;
    },
    loses: () => lost,
    consultationId,
    time,
    said,
    delivery: openDelivery(),
    /** As after a restart: nothing of before is known. */
    restart: () => {
      house.delivery = openDelivery();
    },
    /** All bytes that the server was sent. */
    seen: [] as Uint8Array[],
    tab,
  };

  function tab(party: GroupParty, { person = party as string, kept = null as KeptTalk | null, change = asSent } = {}) {
    const vault = { kept };
    let view: TalkView | null = null;
    let link: TalkLink | null = null;
    const news: TalkNews[] = [];
    const letters: PrivateEntry[] = [];
    const client = createTalkClient({
      consultationId,
      party,
      member: kept?.member ?? randomUUID(),
      vault: { read: () => vault.kept, write: (next) => Object.assign(vault, { kept: next }) },
      onChange: (next) => {
        view = next;
      },
      onPrivate: (letter) => void letters.push(letter),
      send(request, carried) {
        house.seen.push(Uint8Array.from(carried));
        const sent = link;
        if (request.kind === lost) lost = null;
        else if (sent)
          queueMicrotask(() => {
            const parsed = TalkRequest.parse(request);
            house.delivery.handle(sent, { party, person }, parsed, carried).catch(rethrow);
          });
      },
    });
    const tab = {
      client,
      vault,
      news,
      /** Opened by this tab alone. */
      letters,
      member: () => view?.self ?? '',
      view: () => view as TalkView,
      texts: () => view?.entries.map(({ message }) => (message.kind === 'text' ? message.text : message.kind)) ?? [],
      members: () => view?.members.map(({ party }) => party) ?? [],
      say: (text: string) => client.say({ kind: 'text', text }),
      connect() {
        const own: TalkLink = {
          send(type, message) {
            if (type !== TALK || link !== own) return;
            const heard = TalkNews.parse(message);
            news.push(heard);
            for (const changed of change(heard)) client.hear(changed);
          },
        };
        link = own;
        client.connect();
        return tab;
      },
      disconnect(forGood = false) {
        if (link) house.delivery.drop(link, forGood);
        link = null;
        client.disconnect();
      },
    };
    return tab;
  }
  return house;
}

function rethrow(error: unknown): never {
  throw error;
}

/** The server as it should be; a test gives another. */
const asSent = (news: TalkNews): readonly TalkNews[] => [news];

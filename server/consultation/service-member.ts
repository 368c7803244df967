import { randomUUID } from 'node:crypto';
import type { PrivateMessage } from '../../shared/private-message.ts';
import type { GroupLeaf } from '../../shared/sealed/mls-frames.ts';
import { createTalkClient } from '../../shared/sealed/talk-client.ts';
import type { PrivateEntry, TalkEntry } from '../../shared/sealed/talk-view.ts';
import type { TalkDelivery, TalkLink } from './talk-delivery.ts';

export interface ServiceMemberDeps {
  readonly consultationId: string;
  readonly party: 'recorder' | 'documents';
  readonly delivery: Pick<TalkDelivery, 'handle' | 'drop'>;
  readonly onMessage?: (entry: TalkEntry) => void;
  readonly onPrivate?: (entry: PrivateEntry) => void;
  /** It can go on no longer. */
  readonly onFailed: (error: unknown) => void;
}

/**
 * A service of the bank as a member of a talk: listed, and in the safety code, as anybody. It has no more of the room than a tab has; its
 * keys are in this process's memory alone, so that after a restart it comes in anew.
 */
export interface ServiceMember {
  members(): readonly GroupLeaf[];
  /** A private letter; false where it is too long. */
  sayTo(member: string, message: PrivateMessage): boolean;
  /** Leaves the group. */
  stop(): void;
}

export function enterAsService(deps: ServiceMemberDeps): ServiceMember {
  const { consultationId, party, delivery, onMessage, onPrivate, onFailed } = deps;
  const seat = { party, person: `service:${party}` } as const;
  let isIn = true;
  let members: readonly GroupLeaf[] = [];
  const link: TalkLink = { send: (_type, news) => client.hear(news) };
  const client = createTalkClient({
    consultationId,
    party,
    member: randomUUID(),
    vault: { read: () => null, write: () => {} },
    send: (request, carried) => {
      // Not within the call that it answers.
      setImmediate(() => {
        if (isIn) delivery.handle(link, seat, request, carried).catch(onFailed);
      });
    },
    onChange: (view) => {
      members = view.members;
    },
    onMessage: (entry) => isIn && onMessage?.(entry),
    onPrivate: (entry) => isIn && onPrivate?.(entry),
  });
  client.connect();
  return {
    members: () => members,
    sayTo: (member, message) => client.sayTo(member, message),
    stop() {
      isIn = false;
      client.close();
      delivery.drop(link, true);
    },
  };
}

import type { Party } from '../../shared/consultation-members.ts';
import type { GroupLeaf } from '../../shared/sealed/mls-frames.ts';
import type { TalkClient } from '../../shared/sealed/talk-client.ts';
import type { PrivateEntry, TalkEntry } from '../../shared/sealed/talk-view.ts';
import { type PartnerLine, showPartnerLine } from '../net/partner-line.ts';
import type { Talk } from './talk-session.ts';

/** What lies on the desk is the two's. */
const PARTNERS: Readonly<Partial<Record<Party, PartnerLine['partner']>>> = {
  customer: 'consultant',
  consultant: 'customer',
};

export interface PartnerWayDeps {
  readonly consultationId: string;
  readonly self: Party;
  readonly client: () => Pick<TalkClient, 'say' | 'sayTo'> | null;
}

/** Lets what lies between the two be told by their talk, while the other one has keys and is there. */
export function createPartnerWay({ consultationId, self, client }: PartnerWayDeps) {
  const hearers = new Set<(entry: TalkEntry) => void>();
  const readers = new Set<(entry: PrivateEntry) => void>();
  let others: readonly GroupLeaf[] = [];
  const partner = PARTNERS[self];
  const line: PartnerLine | null = partner
    ? {
        partner,
        tell: (message) => client()?.say(message),
        onMessage: (listener) => added(hearers, listener),
        others: () => others,
        write: (member, message) => client()?.sayTo(member, message) ?? false,
        onLetter: (listener) => added(readers, listener),
      }
    : null;

  return {
    /** To a partner who is away nothing is shown: they would have to catch up with all of it. */
    look({ group, here, ended }: Pick<Talk, 'group' | 'here' | 'ended'>): void {
      others = group?.members.filter(({ member }) => member !== group.self) ?? [];
      const isOpen = !ended && group?.standing === 'in' && partner && here[partner];
      const hasKeys = isOpen && others.some(({ party }) => party === partner);
      showPartnerLine(consultationId, hasKeys ? line : null);
    },
    hear(entry: TalkEntry): void {
      for (const hear of hearers) hear(entry);
    },
    hearLetter(entry: PrivateEntry): void {
      for (const hear of readers) hear(entry);
    },
    close: () => showPartnerLine(consultationId, null),
  };
}

function added<T>(all: Set<T>, one: T): () => void {
  all.add(one);
  return () => all.delete(one);
}

import type { Party } from '../../shared/consultation-members.ts';
import { OPEN_DESK } from '../../shared/desk-letters.ts';
import type { Audience } from '../../shared/endpoint.ts';
import type { TalkClient } from '../../shared/sealed/talk-client.ts';
import type { PrivateEntry, TalkView } from '../../shared/sealed/talk-view.ts';
import { type DeskLine, showDeskLine } from '../net/desk-line.ts';

interface DeskWayDeps {
  readonly audience: Audience;
  readonly consultationId: string;
  readonly self: Party;
  readonly client: () => TalkClient | null;
  readonly room: () => { send(type: string, message: unknown): void } | null | undefined;
}

/** The way from a talk to its document service, for the parts of the page that show what lies on the desk. */
export interface DeskWay {
  hear(entry: PrivateEntry): void;
  /** Null: the talk is over, or put away. */
  look(group: TalkView | null): void;
}

export function createDeskWay({ audience, consultationId, self, client, room }: DeskWayDeps): DeskWay {
  const listeners = new Set<(entry: PrivateEntry) => void>();
  /** The service that is shown; undefined where no line is. */
  let shown: string | null | undefined;
  const lineTo = (service: string | null): DeskLine => ({
    audience,
    service,
    sayTo: (member, message) => client()?.sayTo(member, message) ?? false,
    onPrivate(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    open: () => room()?.send(OPEN_DESK, {}),
  });
  return {
    hear(entry) {
      for (const listener of listeners) listener(entry);
    },
    look(group) {
      // What lies on the desk is the two's.
      const isIn = group?.standing === 'in' && (self === 'customer' || self === 'consultant');
      const service = group?.members.find(({ party }) => party === 'documents')?.member ?? null;
      const next = isIn ? service : undefined;
      if (next === shown) return;
      shown = next;
      showDeskLine(consultationId, next === undefined ? null : lineTo(next));
    },
  };
}

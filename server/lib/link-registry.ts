import { z } from 'zod';
import { CloseCode, NOTICE, type Notice } from '../../shared/rooms.ts';
import type { PersonKey } from './principal.ts';
import type { ProcessChannel } from './process-channel.ts';

/** The part of a Colyseus client that the registry needs, so that it is tested without a socket. */
export interface LinkClient {
  send(type: string, message: unknown): void;
  leave(code: number): void;
}

export interface Link {
  readonly client: LinkClient;
  readonly person: PersonKey;
  /** The HTTP session the seat was got with; when it ends, so does the link. */
  readonly sessionId: string;
  /** Branch the link is in, for notices to all staff of a branch; absent for a consultation's link. */
  readonly branchId?: string;
  /** It is a person's body in the hall, of which they have one: a later one takes over, and the earlier link is closed. */
  readonly embodied?: boolean;
}

/** Every live room link of this process, by person and by session. */
export interface LinkRegistry {
  /** Answers how to take the link out again. */
  add(link: Link): () => void;
  /** To every link of one person. */
  notify(person: PersonKey, notice: Notice): void;
  /** To every staff link in a branch. */
  notifyStaff(branchId: string, notice: Notice): void;
  /** Closes every link that was got with a session. */
  closeSession(sessionId: string, code: number): void;
  /** The sessions of all who have signed in. */
  sessions(): ReadonlySet<string>;
}

const BODY = 'body';
/** Someone has their body in a process since then. */
const BodyClaim = z.strictObject({ person: z.string().max(300), sinceMs: z.number().int() });
type BodyClaim = z.infer<typeof BodyClaim>;

/**
 * Of one person's bodies in several processes the latest stays: each process tells when it is given one. Their clocks need
 * not agree: who hears of an older body than its own says so, and one of the two is left.
 */
export function createLinkRegistry(channel?: ProcessChannel, now: () => number = Date.now): LinkRegistry {
  const links = new Map<Link, { readonly sinceMs: number }>();
  const sendWhere = (matches: (link: Link) => boolean, notice: Notice) => {
    for (const link of links.keys()) if (matches(link)) link.client.send(NOTICE, notice);
  };
  const tellOfBody = (claim: BodyClaim) => channel?.tell(BODY, claim);

  channel?.hear(BODY, BodyClaim, (claim, from) => {
    for (const [link, { sinceMs }] of [...links]) {
      if (!link.embodied || link.person !== claim.person) continue;
      const isLater = claim.sinceMs > sinceMs || (claim.sinceMs === sinceMs && from > channel.self);
      if (isLater) link.client.leave(CloseCode.takenOver);
      else tellOfBody({ person: link.person, sinceMs });
    }
  });

  return {
    add(link) {
      if (link.embodied) {
        for (const earlier of [...links.keys()])
          if (earlier.embodied && earlier.person === link.person) earlier.client.leave(CloseCode.takenOver);
      }
      const sinceMs = now();
      links.set(link, { sinceMs });
      if (link.embodied) tellOfBody({ person: link.person, sinceMs });
      return () => links.delete(link);
    },
    notify: (person, notice) => sendWhere((link) => link.person === person, notice),
    notifyStaff: (branchId, notice) =>
      sendWhere((link) => link.branchId === branchId && link.person.startsWith('staff:'), notice),
    closeSession(sessionId, code) {
      for (const link of [...links.keys()]) if (link.sessionId === sessionId) link.client.leave(code);
    },
    sessions: () =>
      new Set([...links.keys()].filter(({ person }) => !person.startsWith('guest:')).map(({ sessionId }) => sessionId)),
  };
}

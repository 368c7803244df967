import { CloseCode, NOTICE, type Notice } from '../../shared/rooms.ts';
import type { PersonKey } from './principal.ts';

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
}

export function createLinkRegistry(): LinkRegistry {
  const links = new Set<Link>();
  const sendWhere = (matches: (link: Link) => boolean, notice: Notice) => {
    for (const link of links) if (matches(link)) link.client.send(NOTICE, notice);
  };
  return {
    add(link) {
      if (link.embodied)
        for (const earlier of [...links])
          if (earlier.embodied && earlier.person === link.person) earlier.client.leave(CloseCode.takenOver);
      links.add(link);
      return () => links.delete(link);
    },
    notify: (person, notice) => sendWhere((link) => link.person === person, notice),
    notifyStaff: (branchId, notice) =>
      sendWhere((link) => link.branchId === branchId && link.person.startsWith('staff:'), notice),
    closeSession(sessionId, code) {
      for (const link of [...links]) if (link.sessionId === sessionId) link.client.leave(code);
    },
  };
}

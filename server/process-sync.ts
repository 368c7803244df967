import { matchMaker } from '@colyseus/core';
import { CloseCode } from '../shared/rooms.ts';
import type { ConsultationPairs } from './branch/consultation-pairs.ts';
import type { DeskPresence } from './branch/desk-presence.ts';
import type { Events } from './events.ts';
import type { LinkRegistry } from './lib/link-registry.ts';
import type { PersonKey } from './lib/principal.ts';
import type { QueueService } from './queue/queue-service.ts';

/**
 * What Redis did not tell, because it was lost or a process was, is read from the database so often. It is also how long a
 * session that was ended in another process may at worst keep its link.
 */
const READ_AGAIN_MS = 5000;

export interface ProcessSyncDeps {
  readonly events: Events;
  readonly links: Pick<LinkRegistry, 'sessions' | 'closeSession'>;
  readonly pairs: Pick<ConsultationPairs, 'replace'>;
  readonly desks: Pick<DeskPresence, 'renew'>;
  readonly queue: Pick<QueueService, 'restore' | 'repaint'>;
  readonly listPairs: () => Promise<readonly (readonly [PersonKey, PersonKey])[]>;
  /** Which of these sessions have ended. */
  readonly endedSessions: (sessionIds: readonly string[]) => Promise<readonly string[]>;
  /** Other processes change what this one shows. */
  readonly isShared: boolean;
  readonly onError: (error: unknown) => void;
}

export interface ProcessSync {
  /** Reads everything, and throws what the database says. */
  start(): Promise<void>;
  stop(): void;
}

/** Keeps what a process shows (boards, who is in consultation, who is signed in) as the database has it, whichever process changed it. */
export function createProcessSync(deps: ProcessSyncDeps): ProcessSync {
  const { events, links, pairs, desks, queue, listPairs, endedSessions, isShared, onError } = deps;
  let changes = 0;
  let timer: NodeJS.Timeout | undefined;
  let unsubscribe = () => {};

  /** An event only says that something changed. What is read is given up where a change comes meanwhile, which reads again. */
  async function readPairs(): Promise<void> {
    const change = ++changes;
    const open = await listPairs();
    if (change === changes) pairs.replace(open);
  }

  async function readSessions(): Promise<void> {
    for (const sessionId of await endedSessions([...links.sessions()]))
      links.closeSession(sessionId, CloseCode.sessionEnded);
  }

  /** A Redis that was lost may come back empty: then nobody finds the rooms of this process. */
  async function listRooms(): Promise<void> {
    await matchMaker.restoreMissingRoomCaches();
    await matchMaker.stats.persist(true);
  }

  const readAgain = () => {
    desks.renew();
    void Promise.all([listRooms(), readPairs(), readSessions(), queue.restore()]).catch(onError);
  };

  return {
    async start() {
      unsubscribe = events.subscribeEverywhere((event) => {
        if (event.type === 'consultation-changed') void readPairs().catch(onError);
        if (event.type === 'queue-changed' && isShared) void queue.repaint(event.branchId).catch(onError);
      });
      await Promise.all([queue.restore(), readPairs()]);
      if (isShared) timer = setInterval(readAgain, READ_AGAIN_MS);
    },
    stop() {
      clearInterval(timer);
      unsubscribe();
    },
  };
}

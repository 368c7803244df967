import type { DocumentFile } from '../../shared/endpoint.ts';
import { ok, type Result, refuse } from '../../shared/result.ts';
import { customerFiles, staffFiles } from '../../shared/talk-file.ts';
import type { Events } from '../events.ts';
import type { Clock } from '../lib/clock.ts';
import type { Principal } from '../lib/principal.ts';
import { type Route, route } from '../lib/route.ts';
import type { Logger } from '../logger.ts';
import type { ConsultationService } from './consultation-service.ts';
import type { FileStore } from './file-store.ts';

export interface TalkFilesDeps {
  readonly store: FileStore;
  readonly consultations: Pick<ConsultationService, 'admit'>;
  readonly clock: Clock;
  readonly events: Events;
  readonly logger: Logger;
}

type NotIn = 'consultation-unknown' | 'consultation-ended';

export interface TalkFiles {
  readonly routes: readonly Route[];
  put(
    principal: Principal,
    consultationId: string,
    bytes: Uint8Array,
  ): Promise<Result<{ readonly fileId: string }, NotIn | 'files-full'>>;
  get(
    principal: Principal,
    consultationId: string,
    fileId: string,
  ): Promise<Result<DocumentFile, NotIn | 'file-unknown'>>;
  /** Deletes with each talk that ends, and now what was left of others. */
  start(): Promise<void>;
  stop(): void;
}

/** Files of a talk, as ciphertext, for who is in it and as long as it lasts. Who has no key has nothing of them. */
export function createTalkFiles({ store, consultations, clock, events, logger }: TalkFilesDeps): TalkFiles {
  let forget = () => {};

  const files: Omit<TalkFiles, 'routes'> = {
    async put(principal, consultationId, bytes) {
      const admitted = await consultations.admit(principal, consultationId);
      if (!admitted.ok) return admitted;
      // A supervisor hears and speaks, and hands over nothing.
      if (admitted.value === 'supervisor') return refuse('consultation-unknown');
      const added = await store.add(consultationId, bytes, clock());
      return added.ok ? ok({ fileId: added.value }) : added;
    },
    async get(principal, consultationId, fileId) {
      const admitted = await consultations.admit(principal, consultationId);
      if (!admitted.ok) return admitted;
      const bytes = await store.find(consultationId, fileId);
      if (!bytes) return refuse('file-unknown');
      return ok({ mediaType: 'application/octet-stream', fileName: `${fileId}.sealed`, bytes });
    },
    async start() {
      forget = events.subscribe((event) => {
        if (event.type !== 'consultation-changed' || event.state !== 'ended') return;
        store
          .deleteOf(event.consultationId)
          .catch((error) => logger.error({ err: error }, 'files of a talk that is over could not be deleted'));
      });
      await store.deleteOfEnded();
    },
    stop: () => forget(),
  };
  return {
    ...files,
    routes: [customerFiles, staffFiles].flatMap(({ put, get }) => [
      route(put, ({ principal, params, body }) => files.put(principal, params.consultationId, body)),
      route(get, ({ principal, params }) => files.get(principal, params.consultationId, params.fileId)),
    ]),
  };
}

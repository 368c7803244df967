import type { DeskService } from '../consultation/talk-desk.ts';
import type { Events } from '../events.ts';
import type { Clock } from '../lib/clock.ts';
import type { Database } from '../lib/db.ts';
import type { PaperBrand } from '../lib/paper.ts';
import type { Route } from '../lib/route.ts';
import type { SealedBox } from '../lib/sealed-box.ts';
import type { Logger } from '../logger.ts';
import { createDeskService, type DeskServiceDeps } from './desk-member.ts';
import { createDocumentRoutes } from './document-routes.ts';
import { createDocumentService, type DocumentService, type DocumentServiceDeps } from './document-service.ts';
import { createDocumentStore } from './document-store.ts';
import { loadDocumentTemplates } from './document-templates.ts';
import { createPasskeyService, type PasskeyServiceDeps, relyingPartyOf } from './passkey-service.ts';
import { createSigningService } from './signing-service.ts';

export interface DocumentsDeps extends Pick<DocumentServiceDeps, 'people' | 'timeZone' | 'retentionMs'> {
  readonly database: Database;
  /** Of the templates. */
  readonly folder: string;
  readonly box: SealedBox;
  readonly clock: Clock;
  readonly events: Events;
  readonly logger: Logger;
  readonly brand: PaperBrand;
  readonly publicUrl: URL;
  readonly authenticatedAt: PasskeyServiceDeps['authenticatedAt'];
  /** Where the ciphertext of what lies on a desk is kept. */
  readonly files: DeskServiceDeps['files'];
}

export interface Documents {
  readonly routes: readonly Route[];
  readonly service: DocumentService;
  readonly desk: DeskService;
  /** Deletes what is no longer kept, now and each day; `others` delete theirs with it, each answering how much. */
  start(others: readonly (() => Promise<number>)[]): void;
  stop(): void;
}

const DELETE_EVERY_MS = 24 * 60 * 60_000;

/** The documents of the branch, composed. */
export function createDocuments(deps: DocumentsDeps): Documents {
  const templates = loadDocumentTemplates(deps.folder);
  const store = createDocumentStore(deps.database);
  const party = relyingPartyOf(deps.publicUrl, deps.brand.name);
  const passkeys = createPasskeyService({ ...deps, party });
  const service = createDocumentService({ ...deps, store, templates });
  const signing = createSigningService({ ...deps, store, passkeys, party });
  const deleteOld = (all: readonly (() => Promise<number>)[]) => {
    for (const work of all)
      work()
        .then((count) => count > 0 && deps.logger.info({ count }, 'what lay on desks is no longer kept'))
        .catch((error) => deps.logger.error({ err: error }, 'what is old cannot be deleted'));
  };
  let timer: NodeJS.Timeout | undefined;
  return {
    routes: createDocumentRoutes({ templates, documents: service, signing, passkeys }),
    service,
    desk: createDeskService({ ...deps, store, documents: service }),
    start(others) {
      const all = [service.deleteOld, ...others];
      deleteOld(all);
      timer = setInterval(() => deleteOld(all), DELETE_EVERY_MS);
    },
    stop: () => clearInterval(timer),
  };
}

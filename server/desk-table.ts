import { join } from 'node:path';
import type { Config } from './config.ts';
import type { ConsultationService } from './consultation/consultation-service.ts';
import type { DeskService } from './consultation/talk-desk.ts';
import { createDocuments, type DocumentsDeps } from './documents/create-documents.ts';
import { documentMigrations } from './documents/document-tables.ts';
import type { SessionService } from './identity/session-service.ts';
import type { Migrations } from './lib/db.ts';
import type { Route } from './lib/route.ts';
import { createProposalRoutes } from './proposals/proposal-routes.ts';
import { createProposalService } from './proposals/proposal-service.ts';
import { createProposalStore, proposalMigrations } from './proposals/proposal-store.ts';

export const deskTableMigrations: Migrations = { ...documentMigrations, ...proposalMigrations };

export interface DeskTable {
  readonly routes: readonly Route[];
  /** For the consultations' rooms: the document service as a member. */
  readonly desk: DeskService;
  start(): void;
  stop(): void;
}

type Shared = 'database' | 'box' | 'clock' | 'events' | 'logger' | 'brand' | 'files';

export interface DeskTableDeps extends Pick<DocumentsDeps, Shared> {
  readonly config: Config;
  readonly consultations: Pick<ConsultationService, 'people'>;
  readonly sessions: Pick<SessionService, 'authenticatedAt'>;
}

/** What lies on the desk of a consultation: documents and proposals. */
export function createDeskTable({ config, consultations, sessions, ...shared }: DeskTableDeps): DeskTable {
  const deps = {
    ...shared,
    publicUrl: config.publicUrl,
    timeZone: config.bank.timeZone,
    retentionMs: config.documentRetentionMs,
    people: consultations.people,
    authenticatedAt: sessions.authenticatedAt,
  };
  const documents = createDocuments({ ...deps, folder: join(import.meta.dirname, '../assets/documents') });
  const store = createProposalStore(shared.database);
  const proposals = createProposalService({ ...deps, store });
  return {
    routes: [...documents.routes, ...createProposalRoutes(proposals)],
    desk: documents.desk,
    start: () => documents.start([proposals.deleteOld]),
    stop: documents.stop,
  };
}

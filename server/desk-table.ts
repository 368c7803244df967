import { join } from 'node:path';
import { createDocuments, type DocumentsDeps } from './documents/create-documents.ts';
import { documentMigrations } from './documents/document-tables.ts';
import type { Migrations } from './lib/db.ts';
import type { Route } from './lib/route.ts';
import { createProposalRoutes } from './proposals/proposal-routes.ts';
import { createProposalService } from './proposals/proposal-service.ts';
import { createProposalStore, proposalMigrations } from './proposals/proposal-store.ts';

export const deskTableMigrations: Migrations = { ...documentMigrations, ...proposalMigrations };

export interface DeskTable {
  readonly routes: readonly Route[];
  start(): void;
  stop(): void;
}

/** What lies on the desk of a consultation: documents, and proposals that may become some. */
export function createDeskTable(deps: Omit<DocumentsDeps, 'folder'>): DeskTable {
  const documents = createDocuments({ ...deps, folder: join(import.meta.dirname, '../assets/documents') });
  const store = createProposalStore(deps.database);
  const proposals = createProposalService({ ...deps, store, documents: documents.service });
  return {
    routes: [...documents.routes, ...createProposalRoutes(proposals)],
    start: () => documents.start([proposals.deleteOld]),
    stop: documents.stop,
  };
}

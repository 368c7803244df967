import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { sql } from 'kysely';
import type { Endpoint } from '../../../shared/endpoint.ts';
import type { Result } from '../../../shared/result.ts';
import { createFileStore, fileMigrations } from '../../consultation/file-store.ts';
import type { Database } from '../../lib/db.ts';
import type { Principal } from '../../lib/principal.ts';
import { createSealedBox } from '../../lib/sealed-box.ts';
import { createLogger } from '../../logger.ts';
import { clearTestBranch, createTestBranch, must } from '../../test-branch.ts';
import { createDocuments } from '../create-documents.ts';
import { createDocumentStore } from '../document-store.ts';
import { documentMigrations } from '../document-tables.ts';

/** For tests: documents beside the queue and the consultations, as `context.ts` composes them. */
export const ORIGIN = 'http://localhost:3000';
export const RETENTION_DAYS = 30;
const DAY_MS = 24 * 60 * 60_000;

export const ADDRESS = { newAddress: '7 Canary Wharf Mews', postcode: 'E14 5AB', validFrom: '2026-12-01' };

export async function clearDocuments(db: Database): Promise<void> {
  await clearTestBranch(db, { ...fileMigrations, ...documentMigrations });
  await sql`truncate document, document_event, signing_challenge, signing_passkey, signing_passkey_enrolment`.execute(
    db,
  );
}

export type DocumentHouse = ReturnType<typeof createDocumentHouse>;

export function createDocumentHouse(db: Database) {
  const branch = createTestBranch(db);
  const { consultations, events, time } = branch;
  /** When the bank asked who they are, by session; somebody who is not here signed in a moment ago. */
  const signedInAt = new Map<string, Date | null>();
  const box = createSealedBox(randomBytes(32));
  const files = createFileStore(db);
  const clock = () => time.now;
  const documents = createDocuments({
    database: db,
    folder: join(import.meta.dirname, '../../../assets/documents'),
    box,
    clock,
    events,
    logger: createLogger('test', 'silent'),
    brand: { name: 'Meridian Bank', primary: '#1f5c54' },
    publicUrl: new URL(ORIGIN),
    timeZone: 'Europe/London',
    retentionMs: RETENTION_DAYS * DAY_MS,
    people: consultations.people,
    files,
    authenticatedAt: async (sessionId) => signedInAt.get(sessionId) ?? (signedInAt.has(sessionId) ? null : time.now),
  });

  /** An endpoint as its route answers it, parsed as a browser gets it. */
  async function call(
    endpoint: Endpoint,
    principal: Principal,
    params: object,
    body?: object,
  ): Promise<Result<never, string>> {
    const route = documents.routes.find((one) => one.endpoint === endpoint);
    if (!route) throw new Error(`${endpoint.path} is not mounted`);
    const answer = await route.handle({ params, body: body && endpoint.body.parse(body), principal });
    return answer as Result<never, string>;
  }

  return {
    ...branch,
    documents,
    service: documents.service,
    store: createDocumentStore(db),
    files,
    box,
    signedInAt,
    call,
    /** What must succeed. */
    async get<T>(endpoint: Endpoint, principal: Principal, params: object, body?: object): Promise<T> {
      return must<T, string>(await call(endpoint, principal, params, body));
    },
    pass: (ms: number) => {
      time.now = new Date(time.now.getTime() + ms);
    },
  };
}

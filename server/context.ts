import { join } from 'node:path';
import type { Presence, Room } from '@colyseus/core';
import type { Router } from 'express';
import type { BranchPlan } from '../shared/branch.ts';
import { createAfterwards } from './afterwards.ts';
import { createAssistantRoutes } from './assistant/assistant-routes.ts';
import { createAssistant } from './assistant/create-assistant.ts';
import { createOpenBankingUkAdapter } from './banking/adapters/open-banking-uk-adapter.ts';
import { createBanking } from './banking/create-banking.ts';
import { createBranchBoard } from './branch/branch-board.ts';
import { createBranchFiles } from './branch/branch-files.ts';
import { loadBranchPlans } from './branch/branch-plans.ts';
import { createBranchRoom } from './branch/branch-room.ts';
import { createBranchRoutes } from './branch/branch-routes.ts';
import { BRANCH_ROOM, createBranchSeats } from './branch/branch-seats.ts';
import { createConsultationPairs } from './branch/consultation-pairs.ts';
import { createDeskPresence } from './branch/desk-presence.ts';
import { branchMigrations } from './branch-migrations.ts';
import type { Config } from './config.ts';
import { connectBanks } from './connect-banks.ts';
import { createConsultationRoom } from './consultation/consultation-room.ts';
import { createConsultationRoutes } from './consultation/consultation-routes.ts';
import { CONSULTATION_ROOM, createConsultationSeats } from './consultation/consultation-seats.ts';
import type { ConsultationPair } from './consultation/consultation-service.ts';
import { createTalkFiles } from './consultation/file-service.ts';
import { createFileStore } from './consultation/file-store.ts';
import { loadCannedAnswers } from './desk/canned-answers.ts';
import { createDeskRoutes } from './desk/desk-routes.ts';
import { createDeskTable } from './desk-table.ts';
import { createEvents } from './events.ts';
import { forwardEvents } from './forward-events.ts';
import { createIdentity } from './identity/create-identity.ts';
import type { Authenticator } from './identity/identity-routes.ts';
import { systemClock } from './lib/clock.ts';
import { type Database, migrate } from './lib/db.ts';
import { createLinkRegistry } from './lib/link-registry.ts';
import { createOidcClient } from './lib/oidc-client.ts';
import type { PersonKey } from './lib/principal.ts';
import { createProcessChannel } from './lib/process-channel.ts';
import { createRateLimits, type RateLimits } from './lib/rate-limits.ts';
import { createReadiness, type Readiness } from './lib/readiness.ts';
import type { Route } from './lib/route.ts';
import { createSealedBox } from './lib/sealed-box.ts';
import type { Logger } from './logger.ts';
import { createProcessSync } from './process-sync.ts';
import { createAppointmentRoutes } from './queue/appointment-routes.ts';
import { createQueueRoutes } from './queue/queue-routes.ts';
import { loadServicePlans } from './queue/service-plans.ts';
import { createServiceDesk } from './service-desk.ts';
import { createVoice } from './voice/create-voice.ts';

/** One call to the bank may take this long with all its tries; see `lib/resilience.ts` for one try. */
const BANK_CALL_SECONDS = 10;

/** Everything the branch server is made of, composed once. */
export interface Context {
  readonly routes: readonly Route[];
  readonly identityRouter: Router;
  /** Models and logos of the branches. */
  readonly branchFiles: Router;
  readonly authenticator: Authenticator;
  readonly rooms: Readonly<Record<string, new () => Room>>;
  readonly readiness: () => Promise<Readiness>;
  readonly limits: RateLimits;
  /** Starts what works by itself, once rooms can be made. */
  start(): Promise<void>;
  stop(): Promise<void>;
}

export interface ContextDeps {
  readonly config: Config;
  readonly database: Database;
  /** What the processes of the branch share beside the database. */
  readonly presence: Presence;
  readonly logger: Logger;
}

export async function createContext({ config, database, presence, logger }: ContextDeps): Promise<Context> {
  await migrate(database, branchMigrations);
  const clock = systemClock;
  const channel = createProcessChannel(presence, (topic) =>
    logger.warn({ topic }, 'another process told what is no message'),
  );
  const events = createEvents(logger, channel);
  const links = createLinkRegistry(channel);
  const box = createSealedBox(...config.tokenKeys);
  forwardEvents(events, links);

  const banks = connectBanks(config, logger);
  const { toBank, toStaffIssuer } = banks;
  const oidcOptions = { timeoutSeconds: BANK_CALL_SECONDS };
  const customerClient = createOidcClient({ ...config.bank, ...oidcOptions, fetch: toBank.fetch });
  const staffClient = createOidcClient({ ...config.staffIssuer, ...oidcOptions, fetch: toStaffIssuer.fetch });
  const bank = createOpenBankingUkAdapter({
    bank: config.bank,
    client: customerClient,
    fetch: toBank.fetch,
    trustAnchor: config.publicUrl.hostname,
    clock,
    logger,
    repeatRead: toBank.repeatRead,
  });

  const plans = loadBranchPlans(config.branchFolders);
  const identity = createIdentity({
    database,
    box,
    clock,
    events,
    logger,
    publicUrl: config.publicUrl,
    issuers: {
      customer: {
        client: customerClient,
        scope: 'openid profile offline_access accounts',
        ...(config.bank.resource && { resource: config.bank.resource }),
        pageOrigins: [...config.bank.origins, new URL(config.bank.approvalsUrl).origin],
        createIntent: bank.createAccountConsent,
      },
      staff: {
        client: staffClient,
        scope: 'openid profile offline_access',
        pageOrigins: [config.staffIssuer.issuer.origin],
      },
    },
    branchName: (branchId, language) => plans.get(branchId)?.name[language],
  });
  const { access, sessions } = identity;
  // There is one at least: the plans do not load without.
  const { brand } = plans.all[0] as BranchPlan;
  const banking = createBanking({
    database,
    bank,
    access,
    box,
    clock,
    events,
    logger,
    config,
    brand,
    bankPauseMs: () => toBank.pauseMs('pisp', 'issuer'),
  });

  const voice = createVoice({ database, turn: config.turn, clock, events, logger });
  const board = createBranchBoard();
  const pairs = createConsultationPairs();
  const desks = createDeskPresence(channel);
  const services = loadServicePlans(plans);
  const desk = createServiceDesk({
    database,
    plans,
    services,
    board,
    clock,
    events,
    publicUrl: config.publicUrl,
    onError: (error) => logger.error({ err: error }, 'a change of the queue could not be shown'),
  });
  const { queue, consultations, consultationStore } = desk;

  const fileStore = createFileStore(database);
  const shared = { database, box, clock, events, logger, brand, config };
  const table = createDeskTable({ ...shared, consultations, sessions, files: fileStore });
  const assistant = createAssistant({
    database,
    knowledgeFolder: join(import.meta.dirname, '../assets/knowledge'),
    languageModel: config.languageModel,
    learnsAtStart: config.learnsAtStart,
    limits: config.bank.limits,
    branches: desk.branchFacts,
    clock,
    logger,
    async customerInConsultation(staff, consultationId) {
      const row = await consultationStore.find(consultationId);
      // What was said to the AI before is for the consultant alone, and for nobody who comes in beside them.
      const isTheirs = row?.state === 'open' && row.consultant_subject === staff.subject;
      return isTheirs ? { subject: row.customer_subject, branchId: row.branch_id } : null;
    },
  });

  const afterwards = createAfterwards({ database, clock, logger, config, desk });

  const files = createTalkFiles({ store: fileStore, consultations, clock, events, logger });

  const sync = createProcessSync({
    events,
    links,
    pairs,
    desks,
    queue,
    listPairs: async () => (await consultations.listPairs()).map(keysOf),
    endedSessions: identity.sessions.ended,
    isShared: config.cluster !== null,
    onError: (error) => logger.error({ err: error }, 'what other processes did could not be read'),
  });

  return {
    routes: [
      ...createBranchRoutes({ plans, seats: createBranchSeats(plans, config.branchCapacity, pairs) }),
      ...createQueueRoutes(queue),
      ...createAppointmentRoutes(desk),
      ...createConsultationRoutes({ consultations, seats: createConsultationSeats() }),
      ...table.routes,
      ...afterwards.routes,
      ...files.routes,
      ...createDeskRoutes(loadCannedAnswers(join(import.meta.dirname, '../assets/desk'))),
      ...createAssistantRoutes(assistant),
      ...banking.routes,
    ],
    identityRouter: identity.router,
    branchFiles: createBranchFiles(plans, join(import.meta.dirname, '../dist/branches')),
    authenticator: identity.authenticator,
    rooms: {
      [BRANCH_ROOM]: createBranchRoom({
        plans,
        board,
        links,
        pairs,
        voice,
        desks,
        capacity: config.branchCapacity,
        hasOtherProcesses: config.cluster !== null,
      }),
      [CONSULTATION_ROOM]: createConsultationRoom({
        consultations,
        links,
        events,
        ice: voice.ice,
        desk: table.desk,
        onError: (error) => logger.error({ err: error }, 'a consultation could not be kept as the database has it'),
      }),
    },
    readiness: createReadiness({ database, bank: toBank }),
    limits: createRateLimits({ database, factor: config.rateLimitFactor }),
    async start() {
      banks.start();
      await sync.start();
      banking.start();
      identity.start();
      desk.start();
      table.start();
      afterwards.start();
      await files.start();
    },
    async stop() {
      sync.stop();
      desk.stop();
      table.stop();
      afterwards.stop();
      files.stop();
      await identity.stop();
      await banking.stop();
      await banks.stop();
    },
  };
}

const keysOf = ({ customerSubject, consultantSubject }: ConsultationPair): readonly [PersonKey, PersonKey] => [
  `customer:${customerSubject}`,
  `staff:${consultantSubject}`,
];

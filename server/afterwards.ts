import { createAfterwardsRoutes } from './afterwards/afterwards-routes.ts';
import { createRatingData } from './afterwards/rating-data.ts';
import { createRatingService, type RatingServiceDeps } from './afterwards/rating-service.ts';
import { createRemovalService, type RemovalService } from './afterwards/removal-service.ts';
import { createAssistantData } from './assistant/assistant-data.ts';
import { createPaymentData } from './banking/payment-data.ts';
import type { Config } from './config.ts';
import { createConsultationData } from './consultation/consultation-data.ts';
import { agingDocumentTrails, createDocumentData } from './documents/document-data.ts';
import { createConsentData } from './identity/consent-data.ts';
import type { Clock } from './lib/clock.ts';
import type { Database } from './lib/db.ts';
import type { Route } from './lib/route.ts';
import type { Logger } from './logger.ts';
import { createProposalData } from './proposals/proposal-store.ts';
import { createQueueData } from './queue/queue-data.ts';
import { createVoiceReportData } from './voice/voice-report-store.ts';

export interface AfterwardsDeps {
  readonly database: Database;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly config: Pick<Config, 'retention' | 'exportsNotes' | 'paymentLeaseMs'>;
  readonly desk: {
    readonly floor: Pick<RatingServiceDeps, 'admitSupervisor'>;
    readonly queue: Pick<RatingServiceDeps, 'servedByLink'>;
  };
}

export interface Afterwards extends Pick<RemovalService, 'start' | 'stop'> {
  readonly routes: readonly Route[];
  readonly removal: RemovalService;
}

/** What comes after a consultation: its rating, and what becomes of everything that people have left behind. */
export function createAfterwards(deps: AfterwardsDeps): Afterwards {
  const { database, clock, logger, config, desk } = deps;
  const { retention } = config;
  const consultations = createConsultationData(database, config);
  const visits = createQueueData(database, config);
  const assistant = createAssistantData(database);
  const reports = createVoiceReportData(database, retention.voiceReportMs);
  const rated = createRatingData(database, retention.ratingMs);
  const removal = createRemovalService({
    database,
    clock,
    logger,
    aging: [
      consultations.agingTalks(retention.transcriptMs),
      consultations.agingTrails(retention.trailMs),
      consultations.agingNotes(retention.noteMs),
      visits.agingVisits(retention.visitMs),
      visits.agingTrails(retention.trailMs),
      visits.agingAppointments(retention.visitMs),
      assistant.agingTalks(),
      assistant.agingTrails(retention.trailMs),
      assistant.agingHandovers(retention.handoverMs),
      rated.aging,
      reports.aging,
      agingDocumentTrails(retention.trailMs),
    ],
    personal: [
      consultations.personal,
      visits.personal,
      assistant.personal,
      rated.personal,
      createDocumentData(database),
      createProposalData(database),
      createPaymentData(database, config.paymentLeaseMs),
      reports.personal,
      createConsentData(database),
    ],
    isVisiting: async (transaction, subject) =>
      (await visits.isOpen(transaction, subject)) || (await consultations.isOpen(transaction, subject)),
  });
  const ratings = createRatingService({
    database,
    clock,
    admitSupervisor: desk.floor.admitSupervisor,
    servedByLink: desk.queue.servedByLink,
    ...consultations,
  });
  return {
    routes: createAfterwardsRoutes({ ratings, removal, clock }),
    removal,
    start: removal.start,
    stop: removal.stop,
  };
}

import type { Events } from '../events.ts';
import type { Clock } from '../lib/clock.ts';
import type { Database } from '../lib/db.ts';
import type { Logger } from '../logger.ts';
import { createIceService, type IceService } from './ice-service.ts';
import type { TurnConfig } from './turn-rules.ts';
import { createVoiceReportStore, type VoiceReport } from './voice-report-store.ts';

export interface VoiceDeps {
  readonly database: Database;
  readonly turn: TurnConfig | null;
  readonly clock: Clock;
  readonly events: Events;
  readonly logger: Logger;
}

/** What the rooms need so that their people can speak. */
export interface Voice {
  readonly ice: IceService;
  /** Keeps a report, and tells of it. */
  report(report: VoiceReport): void;
}

export function createVoice({ database, turn, clock, events, logger }: VoiceDeps): Voice {
  const reports = createVoiceReportStore(database);
  return {
    ice: createIceService(turn, clock),
    report(report) {
      reports.insert(report).then(
        () => events.publish({ type: 'voice-reported', branchId: report.branchId, reportId: report.id }),
        (error) => logger.error({ err: error }, 'a report of a voice could not be kept'),
      );
    },
  };
}

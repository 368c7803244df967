import { sql } from 'kysely';
import type { ReportReason } from '../../shared/hall-voice.ts';
import type { AgingData, PersonalData } from '../afterwards/personal-data.ts';
import type { Database, Migrations } from '../lib/db.ts';
import type { PersonKey } from '../lib/principal.ts';

/** Somebody found another's voice in the hall to be what it should not be. */
export interface VoiceReport {
  readonly id: string;
  readonly branchId: string;
  readonly reporter: PersonKey;
  readonly reported: PersonKey;
  readonly reason: ReportReason;
  readonly at: Date;
}

export interface VoiceReportStore {
  insert(report: VoiceReport): Promise<void>;
  /** Oldest first. */
  list(branchId: string): Promise<VoiceReport[]>;
}

type VoiceReportTables = {
  voice_report: {
    id: string;
    branch_id: string;
    reporter: PersonKey;
    reported: PersonKey;
    reason: ReportReason;
    at: Date;
  };
};

export const voiceMigrations: Migrations = {
  'voice-001-reports': {
    async up(db) {
      await sql`
        create table voice_report (
          id uuid primary key, branch_id text not null, reporter text not null, reported text not null,
          reason text not null, at timestamptz not null)`.execute(db);
      await sql`create index voice_report_of_branch on voice_report (branch_id, at)`.execute(db);
    },
  },
};

export function createVoiceReportStore(database: Database): VoiceReportStore {
  const db = database.withTables<VoiceReportTables>();
  return {
    async insert({ branchId, ...report }) {
      await db
        .insertInto('voice_report')
        .values({ ...report, branch_id: branchId })
        .execute();
    },
    async list(branchId) {
      const rows = await db
        .selectFrom('voice_report')
        .selectAll()
        .where('branch_id', '=', branchId)
        .orderBy('at')
        .execute();
      return rows.map(({ branch_id, ...report }) => ({ ...report, branchId: branch_id }));
    },
  };
}

/** Reports of a voice in the hall: they protect others, so that a wish does not delete them; age does. */
export function createVoiceReportData(
  database: Database,
  keptMs: number,
): { readonly personal: PersonalData; readonly aging: AgingData } {
  const db = database.withTables<VoiceReportTables>();
  return {
    personal: {
      async collect(subject) {
        const rows = await db
          .selectFrom('voice_report')
          .select(['branch_id', 'reason', 'at'])
          .where('reporter', '=', `customer:${subject}`)
          .orderBy('at')
          .execute();
        return { voiceReports: rows.map(({ branch_id, reason, at }) => ({ branch: branch_id, reason, at })) };
      },
      async erase(transaction, subject) {
        const person: PersonKey = `customer:${subject}`;
        const { count } = await transaction
          .withTables<VoiceReportTables>()
          .selectFrom('voice_report')
          .select((eb) => eb.fn.countAll<bigint>().as('count'))
          .where((eb) => eb.or([eb('reporter', '=', person), eb('reported', '=', person)]))
          .executeTakeFirstOrThrow();
        return [{ kind: 'voice-reports', count: Number(count), kept: 'protection' }];
      },
    },
    aging: {
      kind: 'voice-reports',
      keptMs,
      async sweep(transaction, before, limit) {
        const trx = transaction.withTables<VoiceReportTables>();
        const gone = await trx
          .deleteFrom('voice_report')
          .where('id', 'in', (eb) =>
            eb.selectFrom('voice_report').select('id').where('at', '<', before).limit(limit).forUpdate().skipLocked(),
          )
          .returning('id')
          .execute();
        return gone.length;
      },
    },
  };
}

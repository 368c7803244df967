import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Database, migrate } from '../lib/db.ts';
import { testDatabases } from '../lib/test-databases.ts';
import { createVoiceReportStore, type VoiceReport, voiceMigrations } from './voice-report-store.ts';

describe.each(testDatabases())('reports of voices on $name', ({ open }) => {
  let db: Database;
  let close: () => Promise<void>;
  beforeAll(async () => {
    ({ db, close } = await open());
    await migrate(db, voiceMigrations);
  }, 60_000);
  afterAll(() => close());

  test('a report is kept with who, whom, where, why and when', async () => {
    const store = createVoiceReportStore(db);
    const branchId = `branch-${randomUUID()}`;
    const report: VoiceReport = {
      id: randomUUID(),
      branchId,
      reporter: 'customer:anna',
      reported: 'guest:session-1',
      reason: 'fraud',
      at: new Date('2026-11-21T10:00:00Z'),
    };
    await store.insert(report);
    await store.insert({ ...report, id: randomUUID(), branchId: 'elsewhere' });
    expect(await store.list(branchId)).toEqual([report]);
  });
});

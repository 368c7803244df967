import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Database, openDatabase } from '../../server/lib/db.ts';
import { embeddedInMemory } from '../../server/lib/test-databases.ts';
import { tellDays } from './day-story.ts';

let db: Database;
beforeAll(async () => {
  db = await openDatabase(embeddedInMemory());
});
afterAll(() => db.destroy());

test('in a short day of a small branch nobody is lost, no desk serves two, and every trail replays', async () => {
  const { figures, result } = await tellDays(db, { seed: 1, days: 1, customers: 45, consultants: 3, openMinutes: 180 });
  expect(result.surprises).toEqual([]);
  expect(figures).toMatchObject({ customers: 45, lost: 0, trailsWrong: 0, overlaps: 0 });
  // The day had what a day has; else it shows nothing.
  expect(figures.served).toBeGreaterThan(25);
  expect(figures.trails).toBeGreaterThan(60);
  for (const seen of ['no-shows', 'pauses', 'passed on', 'holds', 'headsets lost and found', 'glances at the phone'])
    expect(result.counts[seen], seen).toBeGreaterThan(0);
});

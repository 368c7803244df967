import type { Database } from '../../server/lib/db.ts';
import { checkDay, type DayFigures } from './day-checks.ts';
import { DayClock } from './day-clock.ts';
import { createDayHouse, openingOf } from './day-house.ts';
import { drawConsultants, drawCustomers, seeded } from './day-people.ts';
import { type DayResult, runDay } from './day-run.ts';

export interface DayStoryOptions {
  readonly seed: number;
  /** The last is the one that counts; those before it are what estimates learn from. */
  readonly days: number;
  readonly customers: number;
  readonly consultants: number;
  readonly openMinutes: number;
  readonly onDay?: (day: number, figures: DayFigures, result: DayResult) => void;
}

/** Some days of one branch, one after the other; answers what the last was like. */
export async function tellDays(
  database: Database,
  { seed, days, customers, consultants, openMinutes, onDay }: DayStoryOptions,
): Promise<{ readonly figures: DayFigures; readonly result: DayResult }> {
  const random = seeded(seed);
  const clock = new DayClock(openingOf(0));
  const staff = drawConsultants(random, consultants, openMinutes);
  const house = await createDayHouse(database, clock, staff, openMinutes);
  for (let day = 0; ; day++) {
    const since = openingOf(day);
    clock.now = since;
    const people = { customers: drawCustomers(random, customers, openMinutes, day), consultants: staff };
    const result = await runDay(house, clock, people, random);
    const figures = await checkDay(database, house, result, since);
    onDay?.(day, figures, result);
    if (day < days - 1) continue;
    await house.doors.close();
    return { figures, result };
  }
}

import { expect, test } from 'vitest';
import type { OpenHours } from './branch-facts.ts';
import { createEmbeddedEngine } from './embedded/embedded-engine.ts';
import { hoursWords } from './hours-words.ts';
import { ANNA, createTalkHouse } from './testing/talk-house.ts';
import { wishedTime } from './wished-time-rules.ts';

const WEEK: OpenHours['plan']['week'] = [
  [['09:00', '17:30']],
  [['09:00', '17:30']],
  [['09:00', '17:30']],
  [['09:00', '17:30']],
  [['09:00', '18:00']],
  [['10:00', '14:00']],
  [],
];
const HOURS: OpenHours = {
  plan: {
    timeZone: 'Europe/London',
    week: WEEK,
    holidays: [{ date: '2026-12-25', name: { en: 'Christmas Day', ru: 'Рождество' }, shifts: [] }],
  },
  now: {
    isOpen: true,
    closesAt: '2026-11-21T14:00:00Z',
    opensAt: null,
    holidays: [{ date: '2026-12-25', name: { en: 'Christmas Day', ru: 'Рождество' } }],
  },
};

test('hours are told as one would say them', () => {
  expect(hoursWords(HOURS, 'en')).toBe(
    'This branch is open Monday to Thursday 9:00–17:30, Friday 9:00–18:00, Saturday 10:00–14:00, Sunday closed (local time, Europe/London). It is open now, until 14:00. Days that differ: 25 December (Christmas Day): closed.',
  );
  expect(hoursWords(HOURS, 'ru')).toContain('суббота 10:00–14:00, воскресенье закрыто');
  const shut = { ...HOURS, now: { ...HOURS.now, isOpen: false, closesAt: null, opensAt: '2026-11-23T09:00:00Z' } };
  expect(hoursWords(shut, 'en')).toContain('opens on Monday 23 November at 09:00');
  const all: [string, string][] = [['00:00', '24:00']];
  const week: OpenHours['plan']['week'] = [all, all, all, all, all, all, all];
  const always = { plan: { ...HOURS.plan, week, holidays: [] }, now: { ...HOURS.now, holidays: [] } };
  expect(hoursWords(always, 'en')).toBe('This branch is open day and night, every day.');
});

test.each([
  [null, '2026-11-22', 540],
  ['today', '2026-11-21', 540],
  ['tomorrow afternoon', '2026-11-22', 720],
  ['on monday', '2026-11-23', 540],
  ['next week', '2026-11-23', 540],
  ['next friday at 3pm', '2026-11-27', 900],
  ['в пятницу утром', '2026-11-27', 540],
  ['послезавтра в 11:30', '2026-11-23', 690],
  ['at 2', '2026-11-22', 840],
  ['on the 2nd of December at half past ten', '2026-12-02', 630],
  ['3 января в 11', '2027-01-03', 660],
  ['the 5th', '2026-12-05', 540],
])('of "%s" the first day is %s, from minute %d on', (when, date, minutes) => {
  const wished = wishedTime(when, '2026-11-21');
  expect([wished.dates[0], wished.fromMinutes]).toEqual([date, minutes]);
});

const MORNING = '2026-11-23T09:00:00.000Z';
const LATER = '2026-11-23T13:30:00.000Z';
const asked: string[] = [];
const createHouse = () =>
  createTalkHouse(createEmbeddedEngine(), {
    branches: {
      hours: (branchId) => (branchId === 'flagship' ? HOURS : null),
      async slots(_branchId, date, topic) {
        asked.push(`${date} ${topic}`);
        return {
          timeZone: 'Europe/London',
          slots: date === '2026-11-23' ? [{ startsAt: MORNING }, { startsAt: LATER }] : [],
        };
      },
    },
  });

test('opening hours are the branch’s own where one is in it, and none where one is nowhere', async () => {
  const house = createHouse();
  const inside = await house.ask(ANNA, 'when are you open on saturday', 'flagship');
  expect(inside.turn?.sources[0]?.articleId).toBe('opening-hours');
  expect(inside.turn?.text).toContain('Saturday 10:00–14:00');
  const nowhere = await house.ask(ANNA, 'when are you open on saturday');
  expect(nowhere.turn?.kind).toBe('answer');
  expect(nowhere.turn?.text).not.toMatch(/\d/);
});

test.each([
  ['book me an appointment about a mortgage on monday', MORNING, 'loans'],
  ['book me an appointment about my card on monday afternoon', LATER, 'cards'],
  ['book an appointment about savings for tomorrow', MORNING, 'accounts'],
])('%s: the draft has the first free time that suits, and books nothing', async (text, startsAt, topic) => {
  const { turn } = await createHouse().ask(ANNA, text, 'flagship');
  expect(turn?.drafts[0]?.fields).toMatchObject({ kind: 'appointment', startsAt, topic });
  expect(turn?.drafts[0]?.state).toBe('open');
});

test('where nothing is free, the draft has no time', async () => {
  const { turn } = await createHouse().ask(ANNA, 'book me an appointment on wednesday', 'flagship');
  expect(turn?.drafts[0]?.fields).toMatchObject({ kind: 'appointment', startsAt: null });
});

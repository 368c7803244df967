import fc from 'fast-check';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import {
  appointmentCalendar,
  askCallback,
  bookAppointment,
  cancelAppointment,
  cancelCallback,
  claimCallback,
  listAppointments,
  listCallbacks,
  listSlots,
  MAX_APPOINTMENTS,
  PhoneNumber,
  readCallback,
  settleCallback,
} from '../../shared/appointments.ts';
import { readHours, type Skills } from '../../shared/branch-service.ts';
import type { Result } from '../../shared/result.ts';
import { readDayFigures, readFigures } from '../../shared/service-figures.ts';
import type { Database } from '../lib/db.ts';
import type { Principal } from '../lib/principal.ts';
import { testDatabases } from '../lib/test-databases.ts';
import {
  BRANCH,
  clearTestBranch,
  createTestBranch,
  customer,
  must,
  staff,
  TEST_SERVICE,
  type TestBranch,
} from '../test-branch.ts';
import { createAppointmentRoutes } from './appointment-routes.ts';
import { slotAt, slotsOn } from './appointment-rules.ts';
import { openState } from './hours-rules.ts';

const [anna, oliver, maria, ivan] = ['anna', 'oliver', 'maria', 'ivan'].map((name) => customer(name)) as [
  ...Array<ReturnType<typeof customer>>,
] as [
  ReturnType<typeof customer>,
  ReturnType<typeof customer>,
  ReturnType<typeof customer>,
  ReturnType<typeof customer>,
];
const [elena, james] = [staff('elena'), staff('james')];
const AT = '2026-11-23T10:00:00.000Z';
const wish = { startsAt: AT, topic: 'cards', language: null } as const;

test('slots are within the hours of their day, end in time, and are not in the past', () => {
  const day: [string, string][] = [['09:10', '12:00']];
  const plan = { ...TEST_SERVICE, week: [day, day, day, day, day, [], []] as typeof TEST_SERVICE.week };
  const minute = fc.integer({ min: Date.UTC(2026, 10, 20) / 60_000, max: Date.UTC(2026, 10, 24) / 60_000 });
  fc.assert(
    fc.property(minute, fc.integer({ min: 0, max: 20 }), (minutes, ahead) => {
      const now = new Date(minutes * 60_000);
      const date = new Date(now.getTime() + ahead * 86_400_000).toISOString().slice(0, 10);
      const slots = slotsOn(plan, date, 'cards', now);
      if (ahead > plan.appointments.daysAhead) expect(slots).toEqual([]);
      for (const { startsAt, endsAt } of slots) {
        expect(startsAt > now && openState(plan, startsAt).isOpen).toBe(true);
        expect(openState(plan, new Date(endsAt.getTime() - 1)).isOpen).toBe(true);
        expect(slotAt(plan, startsAt, 'cards', now)).toEqual({ startsAt, endsAt });
        expect(slotAt(plan, new Date(startsAt.getTime() + 1), 'cards', now)).toBeNull();
      }
    }),
    { numRuns: 60 },
  );
  expect(slotsOn(plan, '2026-11-23', 'cards', new Date('2026-11-23T06:00:00Z'))).toHaveLength(5);
});

test('a phone number is one that can be dialled from anywhere', () => {
  expect(PhoneNumber.parse('+44 (20) 7946-0018')).toBe('+442079460018');
  for (const wrong of ['020 7946 0018', '+0123456789', '+44', '+44 20 7946 0018 ext 5', '+123456789012345678'])
    expect(PhoneNumber.safeParse(wrong).success, wrong).toBe(false);
});

describe.each(testDatabases())('appointments and callbacks on $name', ({ open }) => {
  let db: Database;
  let close: () => Promise<void>;
  let branch: TestBranch;
  beforeAll(async () => {
    ({ db, close } = await open());
  }, 60_000);
  afterAll(() => close());
  beforeEach(async () => {
    await clearTestBranch(db);
    branch = createTestBranch(db);
  });
  const book = (who: typeof anna, startsAt: string = AT) =>
    branch.appointments.book(who, BRANCH, { ...wish, startsAt });
  const free = async () =>
    must(await branch.appointments.slots(BRANCH, '2026-11-23', 'cards')).slots.map(({ startsAt }) => startsAt);

  test('a slot has so many places, whoever presses at the same moment, and is offered no more once they are gone', async () => {
    expect(await free()).toContain(AT);
    const booked = await Promise.all([anna, oliver, maria, ivan].map((who) => book(who)));
    expect(booked.filter(({ ok }) => ok)).toHaveLength(TEST_SERVICE.appointments.perSlot);
    expect(booked.find(({ ok }) => !ok)).toEqual({ ok: false, error: 'slot-taken' });
    expect(await free()).not.toContain(AT);
    const winner = [anna, oliver, maria, ivan][booked.findIndex(({ ok }) => ok)] as typeof anna;
    const [own] = await branch.appointments.list(winner);
    must(await branch.appointments.cancel(winner, own?.id ?? ''));
    expect(await free()).toContain(AT);
  });

  test('a time between slots, of the past or too far ahead cannot be booked', async () => {
    must(await book(anna));
    for (const startsAt of ['2026-11-23T10:01:00.000Z', '2026-11-21T09:00:00.000Z', '2027-01-21T10:00:00.000Z'])
      expect(await book(oliver, startsAt)).toEqual({ ok: false, error: 'slot-taken' });
  });

  test('one person has so many ahead, also by pressing many at once', async () => {
    const times = Array.from({ length: 6 }, (_, index) => `2026-11-24T1${index}:00:00.000Z`);
    const booked = await Promise.all(times.map((startsAt) => book(anna, startsAt)));
    expect(booked.filter(({ ok }) => ok)).toHaveLength(MAX_APPOINTMENTS);
    expect(booked.find(({ ok }) => !ok)).toEqual({ ok: false, error: 'too-many-appointments' });
  });

  test('who has an appointment is called before those who came earlier, once', async () => {
    must(await book(anna));
    await branch.goOnDuty(elena, 'desk-1');
    branch.time.now = new Date('2026-11-23T09:20:00Z');
    await branch.take(oliver);
    branch.time.now = new Date('2026-11-23T09:45:00Z');
    expect(await branch.take(anna)).toMatchObject({ priority: 'appointment', ahead: 0 });
    expect(await branch.appointments.list(anna)).toEqual([]);
    await branch.queue.cancel(anna, BRANCH);
    expect(await branch.take(anna)).toMatchObject({ priority: 'ordinary', ahead: 1 });
  });

  test('the calendar file is for its owner; another’s answers as one that never was', async () => {
    const { id } = must(await book(anna));
    const route = createAppointmentRoutes(branch).find(({ endpoint }) => endpoint === appointmentCalendar);
    const ask = (who: typeof anna) =>
      route?.handle({ params: { appointmentId: id, language: 'ru' }, body: undefined, principal: who });
    const file = (await ask(anna)) as { ok: true; value: { bytes: Uint8Array; mediaType: string } };
    const text = new TextDecoder().decode(file.value.bytes);
    expect(file.value.mediaType).toContain('text/calendar');
    for (const part of [
      'BEGIN:VCALENDAR',
      'DTSTART:20261123T100000Z',
      'DTEND:20261123T103000Z',
      `UID:${id}@atrium`,
      'METHOD:PUBLISH',
      'SEQUENCE:0',
      'ORGANIZER',
      'Запись',
    ])
      expect(text).toContain(part);
    expect(text).not.toMatch(/anna/i);
    expect(await ask(oliver)).toEqual({ ok: false, error: 'appointment-unknown' });
    expect(await branch.appointments.cancel(oliver, id)).toEqual({ ok: false, error: 'appointment-unknown' });
    expect(await branch.appointments.list(anna)).toHaveLength(1);
    must(await branch.appointments.cancel(anna, id));
    const cancelled = (await ask(anna)) as typeof file;
    const taken = new TextDecoder().decode(cancelled.value.bytes);
    for (const part of ['METHOD:CANCEL', `UID:${id}@atrium`, 'SEQUENCE:1', 'STATUS:CANCELLED', 'ORGANIZER'])
      expect(taken).toContain(part);
    expect(taken).not.toContain('VALARM');
    expect(await ask(oliver)).toEqual({ ok: false, error: 'appointment-unknown' });
  });

  test('of an appointment that was kept there is nothing to put into a calendar', async () => {
    const { id } = must(await book(anna));
    branch.time.now = new Date('2026-11-23T09:45:00Z');
    await branch.take(anna);
    expect(await branch.appointments.calendar(anna, id, 'en')).toEqual({ ok: false, error: 'appointment-unknown' });
  });

  test('a wish to be called is one, shown without a name until one consultant takes it up, and then to that one', async () => {
    const asked = { topic: 'cards', language: null, phone: '+442079460018', wishedAt: null } as const;
    const [one, other] = await Promise.all([
      branch.callbacks.ask(anna, BRANCH, asked),
      branch.callbacks.ask(anna, BRANCH, asked),
    ]);
    const { id } = must(one);
    expect(must(other).id).toBe(id);
    expect(must(await branch.callbacks.list(elena, BRANCH))).toMatchObject([{ id, mine: null }]);
    const claims = await Promise.all([
      branch.callbacks.claim(elena, BRANCH, id),
      branch.callbacks.claim(james, BRANCH, id),
    ]);
    expect(claims.filter(({ ok }) => ok)).toHaveLength(1);
    const [winner, loser] = claims[0].ok ? [elena, james] : [james, elena];
    expect(must(await branch.callbacks.list(winner, BRANCH))).toMatchObject([
      { mine: { customerName: 'Name of anna', phone: '+442079460018' } },
    ]);
    expect(must(await branch.callbacks.list(loser, BRANCH))).toEqual([]);
    expect(await branch.callbacks.settle(loser, BRANCH, id, 'done', '')).toEqual({
      ok: false,
      error: 'callback-unknown',
    });
    must(await branch.callbacks.settle(winner, BRANCH, id, 'put-back', 'Engaged'));
    expect(must(await branch.callbacks.list(loser, BRANCH))).toMatchObject([{ mine: null }]);
    expect(must(await branch.callbacks.claim(loser, BRANCH, id)).mine?.notes).toBe('Engaged');
    must(await branch.callbacks.settle(loser, BRANCH, id, 'done', 'Spoken'));
    expect(must(await branch.callbacks.read(anna, BRANCH))).toBeNull();
    expect(await branch.callbacks.cancel(anna, BRANCH)).toEqual({ ok: false, error: 'callback-none' });
  });

  test('a call is wished for as soon as possible or at a free time, and is listed when it is due', async () => {
    const call = (who: typeof anna, wishedAt: string | null) =>
      branch.callbacks.ask(who, BRANCH, { topic: 'cards', language: null, phone: '+442079460018', wishedAt });
    must(await call(anna, AT));
    must(await call(oliver, '2026-11-21T11:00:00.000Z'));
    must(await call(maria, null));
    expect(must(await branch.callbacks.read(anna, BRANCH))).toMatchObject({ wishedAt: AT, timeZone: 'Europe/London' });
    const times = must(await branch.callbacks.list(elena, BRANCH)).map(({ wishedAt }) => wishedAt);
    expect(times).toEqual([null, '2026-11-21T11:00:00.000Z', AT]);
    for (const wishedAt of ['2026-11-23T10:01:00.000Z', '2026-11-21T09:00:00.000Z', '2027-01-21T10:00:00.000Z'])
      expect(await call(ivan, wishedAt)).toEqual({ ok: false, error: 'slot-taken' });
    const later = '2026-11-23T11:00:00.000Z';
    for (const who of [anna, oliver]) must(await book(who, later));
    expect(await call(ivan, later)).toEqual({ ok: false, error: 'slot-taken' });
    must(await call(ivan, AT));
  });

  test('each endpoint refuses with each code of its contract, and lets the entitled through', async () => {
    const { everyoneElse, ...strict } = TEST_SERVICE;
    const plan = { ...strict, staff: [{ subject: 'elena', ...(everyoneElse as Skills) }] };
    const seats = createTestBranch(db, plan);
    const routes = createAppointmentRoutes(seats);
    const seen = new Set<string>();
    const ask = async (who: Principal, name: keyof typeof contract, params: object, body?: unknown) => {
      const route = routes.find(({ endpoint }) => endpoint === contract[name]);
      if (!route) throw new Error(`${name} is not mounted`);
      const request = {
        params: route.endpoint.params.parse(params),
        body: route.endpoint.body.parse(body),
        principal: who,
      };
      const result = await route.handle(request);
      seen.add(`${name}: ${result.ok ? 'ok' : result.error}`);
      if (result.ok) route.endpoint.answer.parse(result.value);
      return result as Result<never, string>;
    };
    const id = '6b5e2928-027c-412d-a70d-17c5553ba6be';
    const day = { date: '2026-11-23', topic: 'cards' };
    const call = { topic: 'cards', phone: '+442079460018' };
    const done = { outcome: 'done' };
    for (const branchId of ['nowhere', BRANCH]) {
      await ask(anna, 'readHours', { branchId });
      await ask(anna, 'listSlots', { branchId, ...day });
      await ask(anna, 'cancelCallback', { branchId });
      await ask(anna, 'askCallback', { branchId }, call);
      await ask(anna, 'readCallback', { branchId });
      for (const who of [elena, james, staff('nora', [])]) {
        await ask(who, 'listCallbacks', { branchId });
        await ask(who, 'claimCallback', { branchId, callbackId: id });
        await ask(who, 'settleCallback', { branchId, callbackId: id }, done);
      }
      for (const who of [staff('elena', ['supervisor']), staff('james', ['supervisor']), elena]) {
        await ask(who, 'readFigures', { branchId });
        for (const date of ['2026-11-20', '2026-11-22']) await ask(who, 'readDayFigures', { branchId, date });
      }
    }
    const [wished] = must(await seats.callbacks.list(elena, BRANCH));
    await ask(elena, 'claimCallback', { branchId: BRANCH, callbackId: wished?.id });
    await ask(elena, 'settleCallback', { branchId: BRANCH, callbackId: wished?.id }, done);
    await ask(anna, 'askCallback', { branchId: BRANCH }, { ...call, wishedAt: '2026-11-23T10:01:00Z' });
    await ask(anna, 'askCallback', { branchId: BRANCH }, call);
    await ask(anna, 'cancelCallback', { branchId: BRANCH });
    for (const hour of ['10', '11', '12', '13'])
      await ask(anna, 'bookAppointment', { branchId: BRANCH }, { ...wish, startsAt: `2026-11-23T${hour}:00:00Z` });
    await ask(anna, 'bookAppointment', { branchId: 'nowhere' }, wish);
    await ask(oliver, 'bookAppointment', { branchId: BRANCH }, { ...wish, startsAt: '2026-11-23T10:01:00Z' });
    await ask(anna, 'listAppointments', {});
    const [own] = await seats.appointments.list(anna);
    for (const who of [oliver, anna]) {
      await ask(who, 'appointmentCalendar', { appointmentId: own?.id });
      await ask(who, 'cancelAppointment', { appointmentId: own?.id });
    }
    const promised = Object.entries(contract).flatMap(([name, { errors }]) =>
      ['ok', ...Object.keys(errors)].map((code) => `${name}: ${code}`),
    );
    expect([...seen].sort()).toEqual(promised.sort());
  });
});

const contract = {
  readHours,
  readFigures,
  readDayFigures,
  listSlots,
  bookAppointment,
  listAppointments,
  cancelAppointment,
  appointmentCalendar,
  readCallback,
  askCallback,
  cancelCallback,
  listCallbacks,
  claimCallback,
  settleCallback,
};

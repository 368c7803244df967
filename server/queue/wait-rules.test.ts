import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Topic } from '../../shared/queue.ts';
import {
  correctionOf,
  estimateOf,
  type History,
  handlingOf,
  intervalOf,
  leavingRate,
  type Server,
  seededRandom,
  simulateWaits,
  type Waiting,
} from './wait-rules.ts';

const everyTopic = (seconds: readonly number[]) =>
  Object.fromEntries(Topic.options.map((topic) => [topic, seconds])) as History['handling'];
/** Every talk takes ten minutes, everybody comes, nobody leaves. */
const calm: History = {
  handling: everyTopic([600]),
  noShows: { share: 0, seconds: [] },
  leavingPerSecond: 0,
  pauses: { share: 0, seconds: [1200] },
};
const server = (subject: string, rest: Partial<Server> = {}): Server => ({
  subject,
  skills: { topics: ['payments', 'cards'], languages: ['en'] },
  serving: null,
  isPaused: false,
  ...rest,
});
const waits = (id: string, rest: Partial<Waiting> = {}): Waiting => ({
  id,
  topic: 'payments',
  language: null,
  forConsultant: null,
  ...rest,
});
const simulate = (waiting: Waiting[], servers: Server[], history = calm) =>
  Object.fromEntries(
    [...simulateWaits(waiting, servers, history, seededRandom(1), 20)].map(([id, seconds]) => [id, seconds[0]]),
  );

test('those who wait are called in order, by whoever is free first', () => {
  const busy = server('b', { serving: { topic: 'cards', forSeconds: 240 } });
  expect(simulate([waits('1'), waits('2'), waits('3'), waits('4')], [server('a'), busy])).toEqual({
    1: 0,
    2: 360,
    3: 600,
    4: 960,
  });
});

test('nobody is called by who does not serve their topic or language, or is not the one they are kept for', () => {
  const russian = server('r', { skills: { topics: ['payments'], languages: ['ru'] } });
  const asked = [
    waits('loan', { topic: 'loans' }),
    waits('ru', { language: 'ru' }),
    waits('kept', { forConsultant: 'b' }),
  ];
  expect(simulate(asked, [server('a'), russian])).toEqual({ ru: 0 });
  expect(simulate(asked, [server('a'), server('b')])).toEqual({ kept: 0 });
});

test('a paused desk comes back as pauses do, and no-shows cost what they cost', () => {
  expect(simulate([waits('1')], [server('a', { isPaused: true })])).toEqual({ 1: 1200 });
  const pausing = { ...calm, pauses: { share: 1, seconds: [1200] } };
  expect(simulate([waits('1'), waits('2')], [server('a')], pausing)).toEqual({ 1: 0, 2: 1800 });
  const nobodyComes = { ...calm, noShows: { share: 1, seconds: [90] } };
  expect(simulate([waits('1'), waits('2')], [server('a')], nobodyComes)).toEqual({ 1: 0, 2: 90 });
});

test('who gives up makes room, and is asked about as one who stays', () => {
  const allLeave = { ...calm, leavingPerSecond: 1000 };
  const busy = server('a', { serving: { topic: 'cards', forSeconds: 0 } });
  expect(simulate([waits('1'), waits('2')], [busy], allLeave)).toEqual({ 1: 600, 2: 600 });
});

test('of two alike who wait, the later never waits shorter', () => {
  fc.assert(
    fc.property(fc.integer({ min: 2, max: 8 }), fc.integer({ min: 1, max: 3 }), fc.integer(), (people, desks, seed) => {
      const history = { ...calm, handling: everyTopic([100, 400, 900]) };
      const waiting = Array.from({ length: people }, (_, index) => waits(String(index)));
      const servers = Array.from({ length: desks }, (_, index) => server(`s${index}`));
      const all = simulateWaits(waiting, servers, history, seededRandom(seed), 10);
      const middles = waiting.map(({ id }) => intervalOf(all.get(id) ?? []).likely);
      expect(middles).toEqual([...middles].sort((a, b) => a - b));
    }),
    { numRuns: 50 },
  );
});

test('after a correction eight of ten outcomes are within what was told, whatever was told', () => {
  const random = seededRandom(7);
  for (const [scale, shift] of [
    [0.2, 0],
    [3, 0],
    [1, 500],
  ] as const) {
    const outcomes = Array.from({ length: 400 }, (_, index) => {
      const waited = 300 + 600 * random();
      const middle = 600 + shift;
      return {
        low: middle - 240 * scale,
        likely: middle,
        high: middle + 240 * scale,
        waited,
        wasWithin: index % 5 > 0,
      };
    });
    const [past, future] = [outcomes.slice(0, 200), outcomes.slice(200)];
    const correction = correctionOf(past);
    const within = future.filter((outcome) => {
      const told = estimateOf(outcome, correction);
      return told.lowSeconds <= outcome.waited && outcome.waited <= told.highSeconds;
    });
    expect(within.length / future.length).toBeGreaterThan(0.7);
    expect(within.length / future.length).toBeLessThan(0.9);
  }
});

test('a few outcomes correct nothing', () => {
  const late = { low: 0, likely: 1, high: 2, waited: 9999, wasWithin: false };
  expect(correctionOf(Array(19).fill(late))).toEqual({ below: 0, above: 0 });
  expect(correctionOf(Array(20).fill(late)).above).toBeGreaterThan(1);
});

test('after a run of misses more is told than before, after a run of hits less', () => {
  const random = seededRandom(3);
  const after = (wasWithin: (index: number) => boolean) => {
    const outcomes = Array.from({ length: 150 }, (_, index) => {
      return { low: 300, likely: 600, high: 900, waited: 200 + 800 * random(), wasWithin: wasWithin(index) };
    });
    const { lowSeconds, highSeconds } = estimateOf({ low: 300, likely: 600, high: 900 }, correctionOf(outcomes));
    return highSeconds - lowSeconds;
  };
  const usual = after((index) => index % 5 > 0);
  expect(after((index) => index >= 8 && index % 5 > 0)).toBeGreaterThan(usual);
  expect(after((index) => index < 40 || index % 5 > 0)).toBeLessThan(usual);
});

test('what is told is in order and never before now', () => {
  const seconds = fc.integer({ min: 0, max: 20_000 });
  const correction = fc.double({ min: -3, max: 9, noNaN: true });
  fc.assert(
    fc.property(fc.tuple(seconds, seconds, seconds), correction, correction, (three, below, above) => {
      const [low = 0, likely = 0, high = 0] = [...three].sort((a, b) => a - b);
      const told = estimateOf({ low, likely, high }, { below, above });
      expect(told.lowSeconds).toBeGreaterThanOrEqual(0);
      expect(told.likelySeconds).toBeGreaterThanOrEqual(told.lowSeconds);
      expect(told.highSeconds).toBeGreaterThanOrEqual(told.likelySeconds);
    }),
  );
});

test('until enough was served, the plan speaks too; one who gave up at once is not everybody', () => {
  expect(handlingOf([30], 10).length).toBeGreaterThan(5);
  expect(handlingOf(Array(30).fill(30), 10)).toEqual(Array(30).fill(30));
  const mean = handlingOf([], 10).reduce((sum, seconds) => sum + seconds, 0) / handlingOf([], 10).length;
  expect(mean / 600).toBeGreaterThan(0.9);
  expect(mean / 600).toBeLessThan(1.15);
  expect(leavingRate({ left: 1, waitedSeconds: 0 })).toBeLessThan(1 / 3600);
});

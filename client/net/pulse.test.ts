import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { ANSWER_WITHIN_MS, ANSWER_WITHIN_MS_IN_DOUBT, ASK_AFTER_MS, STALLED_AFTER_MS, startPulse } from './pulse.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function start() {
  const asked: (() => void)[] = [];
  const end = { answers: true, gone: 0 };
  const pulse = startPulse({
    ask(answered) {
      asked.push(answered);
      if (end.answers) setTimeout(answered, 80);
    },
    onGone: () => end.gone++,
  });
  return { pulse, asked, end };
}

test('an end that answers is asked again and again, and never given up', () => {
  const { asked, end } = start();
  vi.advanceTimersByTime(60_000);
  expect(asked.length).toBeGreaterThan(10);
  expect(end.gone).toBe(0);
});

test('an end that falls silent is given up within the stated time, once, and asked no more', () => {
  const { asked, end } = start();
  vi.advanceTimersByTime(30_000);
  end.answers = false;
  vi.advanceTimersByTime(ASK_AFTER_MS + 80 + ANSWER_WITHIN_MS);
  expect(end.gone).toBe(1);
  const before = asked.length;
  vi.advanceTimersByTime(60_000);
  expect([end.gone, asked.length]).toEqual([1, before]);
});

test('in doubt it is asked at once, and given up sooner', () => {
  const { pulse, asked, end } = start();
  end.answers = false;
  pulse.check();
  expect(asked).toHaveLength(1);
  vi.advanceTimersByTime(ANSWER_WITHIN_MS_IN_DOUBT);
  expect(end.gone).toBe(1);
});

test('a page that was frozen asks anew before it believes that the end is gone', () => {
  const { pulse, asked, end } = start();
  end.answers = false;
  pulse.check();
  // The clock went on while no timer ran: a computer that slept.
  const now = performance.now();
  vi.spyOn(performance, 'now').mockImplementation(() => now + 60_000);
  end.answers = true;
  vi.advanceTimersByTime(ANSWER_WITHIN_MS_IN_DOUBT);
  vi.restoreAllMocks();
  expect([asked.length, end.gone]).toEqual([2, 0]);
  vi.advanceTimersByTime(ASK_AFTER_MS - 100);
  expect(end.gone).toBe(0);
});

test('an answer to an older question does not count for a newer one', () => {
  const { pulse, asked, end } = start();
  end.answers = false;
  pulse.check();
  pulse.check();
  asked[0]?.();
  vi.advanceTimersByTime(ANSWER_WITHIN_MS_IN_DOUBT);
  expect(end.gone).toBe(1);
});

test('an end that is heard is not asked', () => {
  const { pulse, asked, end } = start();
  for (let times = 0; times < 100; times++) {
    vi.advanceTimersByTime(ASK_AFTER_MS / 2);
    pulse.heard();
  }
  expect([asked.length, end.gone]).toEqual([0, 0]);
  vi.advanceTimersByTime(ASK_AFTER_MS);
  expect(asked).toHaveLength(1);
});

test('what is heard answers the open question, whatever it was', () => {
  const { pulse, end } = start();
  end.answers = false;
  pulse.check();
  vi.advanceTimersByTime(ANSWER_WITHIN_MS_IN_DOUBT - 100);
  pulse.heard();
  vi.advanceTimersByTime(ASK_AFTER_MS - 100);
  expect(end.gone).toBe(0);
});

test('an end that leaves a question open is stalled until it is heard again', () => {
  const { pulse, end } = start();
  vi.advanceTimersByTime(10_000);
  expect(pulse.isStalled()).toBe(false);
  end.answers = false;
  vi.advanceTimersByTime(ASK_AFTER_MS + STALLED_AFTER_MS + 100);
  expect(pulse.isStalled()).toBe(true);
  pulse.heard();
  expect(pulse.isStalled()).toBe(false);
});

test('stopped, it neither asks nor complains', () => {
  const { pulse, asked, end } = start();
  pulse.check();
  pulse.stop();
  vi.advanceTimersByTime(60_000);
  expect([asked.length, end.gone]).toEqual([1, 0]);
});

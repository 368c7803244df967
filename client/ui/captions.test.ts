import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { hideCaption, readingMs, showCaption, useCaptions, withCaption } from './captions.ts';

beforeEach(() => vi.useFakeTimers());
afterEach(() => {
  vi.runAllTimers();
  vi.useRealTimers();
});
const shown = () => useCaptions.getState().lines.map(({ who, text }) => `${who}: ${text}`);

test('a caption stands for as long as it takes to read, and goes by itself', () => {
  showCaption('Elena', 'Good morning.');
  expect(shown()).toEqual(['Elena: Good morning.']);
  vi.advanceTimersByTime(readingMs('Good morning.') - 1);
  expect(shown()).toHaveLength(1);
  vi.advanceTimersByTime(1);
  expect(shown()).toEqual([]);
});

test('longer words stand longer, and none for more than ten seconds', () => {
  expect(readingMs('')).toBe(2000);
  expect(readingMs('x'.repeat(30))).toBe(4000);
  expect(readingMs('x'.repeat(10_000))).toBe(10_000);
});

test('what is still being spoken replaces what stood there, and its time begins anew', () => {
  const id = showCaption('Elena', 'Good');
  vi.advanceTimersByTime(1500);
  showCaption('Elena', 'Good morning', id);
  vi.advanceTimersByTime(1500);
  expect(shown()).toEqual(['Elena: Good morning']);
  hideCaption(id);
  expect(shown()).toEqual([]);
});

test('two lines stand at once, the newest last; the end of a long one is shown, on one line', () => {
  const lines = [1, 2, 3].reduce<ReturnType<typeof withCaption>>(
    (before, id) => withCaption(before, { id, who: 'E', text: `${id}` }),
    [],
  );
  expect(lines.map(({ id }) => id)).toEqual([2, 3]);
  showCaption('E', `begin ${'x'.repeat(400)}\n\nend`);
  const [line = ''] = shown();
  expect(line).toMatch(/^E: … x+ end$/);
  expect(line.length).toBeLessThan(300);
});

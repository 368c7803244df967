import { expect, test } from 'vitest';
import { gainAt, hasNewCall, isCalledNow, isHeard, StepMeter, takesStep } from './sound-rules.ts';

/** Steps of someone who walks along x at a speed. */
function stepsOf(metresPerSecond: number, seconds: number, framesPerSecond: number): number {
  const meter = new StepMeter();
  let steps = 0;
  for (let frame = 0; frame < seconds * framesPerSecond; frame++)
    if (takesStep(meter, (frame * metresPerSecond) / framesPerSecond, 0, 1 / framesPerSecond)) steps++;
  return steps;
}

test('steps follow the way that was gone, however many frames are drawn', () => {
  for (const frames of [20, 72, 120]) {
    expect(stepsOf(1.4, 10, frames), `${frames}`).toBeGreaterThanOrEqual(19);
    expect(stepsOf(1.4, 10, frames), `${frames}`).toBeLessThanOrEqual(21);
  }
});

test('who stands, sways or is put elsewhere takes no step', () => {
  expect(stepsOf(0, 10, 72)).toBe(0);
  expect(stepsOf(0.1, 30, 72)).toBe(0);
  const meter = new StepMeter();
  expect([0, 5, 10, 2].map((x) => takesStep(meter, x, 0, 1 / 72))).toEqual([false, false, false, false]);
});

test('after a halt the first step comes soon', () => {
  const meter = new StepMeter();
  takesStep(meter, 0, 0, 0.1);
  expect([0.16, 0.32, 0.48].map((x) => takesStep(meter, x, 0, 0.1))).toEqual([false, true, false]);
});

test('a step is full beside one, falls with distance, and is nothing nine metres away', () => {
  const heard = [0, 1, 2, 4, 8, 9, 100].map(gainAt);
  expect(heard.slice(0, 2)).toEqual([1, 1]);
  expect(heard.slice(-2)).toEqual([0, 0]);
  for (const [index, gain] of heard.entries()) if (index > 1) expect(gain).toBeLessThanOrEqual(heard[index - 1] ?? 0);
  expect(gainAt(4)).toBeGreaterThan(0.1);
});

test('who chose calls hears their own alone; who chose none hears nothing', () => {
  expect((['own-call', 'call', 'step', 'room'] as const).map((kind) => isHeard(kind, { sound: 'calls' }))).toEqual([
    true,
    false,
    false,
    false,
  ]);
  expect(isHeard('own-call', { sound: 'off' })).toBe(false);
  expect(isHeard('step', { sound: 'all' })).toBe(true);
});

const desk = (deskId: string, ticketNumber: string, calls = ticketNumber ? 1 : 0) => ({ deskId, ticketNumber, calls });

test('a call is a number that was not at its desk before, or is called there once more', () => {
  expect(hasNewCall([desk('1', '')], [desk('1', 'A1')], null)).toBe(true);
  expect(hasNewCall([desk('1', 'A1')], [desk('1', 'A2')], null)).toBe(true);
  expect(hasNewCall([], [desk('2', 'A3')], null)).toBe(true);
  expect(hasNewCall([desk('1', 'A1', 1)], [desk('1', 'A1', 2)], null)).toBe(true);
  expect(hasNewCall([desk('1', 'A1', 2)], [desk('1', 'A1', 2)], null)).toBe(false);
  expect(hasNewCall([desk('1', 'A1'), desk('2', '')], [desk('1', 'A1'), desk('2', '')], null)).toBe(false);
  expect(hasNewCall([desk('1', 'A1')], [desk('1', '')], null)).toBe(false);
  expect(hasNewCall([desk('1', 'A1')], [], null)).toBe(false);
  expect(hasNewCall([], [desk('1', 'A1')], 'A1')).toBe(false);
  expect(hasNewCall([desk('1', 'A1', 1)], [desk('1', 'A1', 2)], 'A1')).toBe(false);
});

test('one’s own call sounds once for each time one is called, whichever of board and ticket says so first', () => {
  const heard = { consultationId: null, calls: 0 };
  expect(isCalledNow(heard, null, 0)).toBe(false);
  expect(isCalledNow(heard, 'talk', 0)).toBe(true);
  expect(isCalledNow(heard, 'talk', 1)).toBe(false);
  expect(isCalledNow(heard, 'talk', 2)).toBe(true);
  expect(isCalledNow(heard, 'talk', 2)).toBe(false);
  // A board that is not known for a moment, after a lost link, calls nobody again.
  expect(isCalledNow(heard, 'talk', 0)).toBe(false);
  expect(isCalledNow(heard, 'talk', 2)).toBe(false);
  expect(isCalledNow(heard, 'another', 1)).toBe(true);
});

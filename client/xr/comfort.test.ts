import { expect, test } from 'vitest';
import { calibrateRise, FIRST_COMFORT, mayTeleport, mayWalkSmoothly, readComfort, riseOf } from './comfort.ts';

test('the first setting moves nobody who does not ask for it: teleport, steps of 30°, a strong vignette', () => {
  expect(readComfort(null)).toEqual(FIRST_COMFORT);
  expect(FIRST_COMFORT).toMatchObject({ move: 'teleport', turn: 'snap-30', vignette: 'strong', seated: false });
});

test('what was kept is read again, and a part that nobody can read is as at first', () => {
  const kept = { ...FIRST_COMFORT, move: 'both', hand: 'left', riseMetres: 0.4 };
  expect(readComfort(JSON.stringify(kept))).toEqual(kept);
  expect(readComfort(JSON.stringify({ ...kept, move: 'fly', riseMetres: 40 }))).toEqual({
    ...kept,
    move: 'teleport',
    riseMetres: 0,
  });
  for (const broken of ['', 'no json', '[]', 'null', '7']) expect(readComfort(broken)).toEqual(FIRST_COMFORT);
});

test.each([
  ['teleport', true, false],
  ['smooth', false, true],
  ['both', true, true],
  ['spots', false, false],
] as const)('moving by %s: the arc %s, the stick %s', (move, arc, stick) => {
  expect([mayTeleport({ move }), mayWalkSmoothly({ move })]).toEqual([arc, stick]);
});

test('calibrating puts the eyes of whoever sits at a standing height, and never lower or out of the room', () => {
  expect(calibrateRise(1.18, 1.62)).toBe(0.44);
  expect(calibrateRise(1.7, 1.62)).toBe(0);
  expect(calibrateRise(0.2, 1.62)).toBe(0.8);
});

test('the rise counts while one sits at home and stands in the branch', () => {
  const comfort = { seated: true, riseMetres: 0.44 };
  expect(riseOf(comfort, false)).toBe(0.44);
  expect(riseOf(comfort, true)).toBe(0);
  expect(riseOf({ ...comfort, seated: false }, false)).toBe(0);
});

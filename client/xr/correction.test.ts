import { expect, test } from 'vitest';
import {
  beginCorrection,
  CLEAR_SECONDS,
  createCorrection,
  DARKEN_SECONDS,
  GLIDE_SECONDS,
  REST_SECONDS,
  SETTLE_SECONDS,
  stepBlink,
  stepGlide,
} from './correction.ts';

const FRAME = 1 / 72;

function glide(from: { x: number; z: number }, x: number, z: number) {
  const correction = createCorrection();
  const body = { ...from };
  const places: { x: number; z: number }[] = [];
  beginCorrection(correction, body, x, z);
  while (correction.active && places.length < 1000) {
    stepGlide(correction, body, FRAME);
    places.push({ ...body });
  }
  return { places, body };
}

test('on a screen a small correction is a glide that slows down, takes 0.3 s, and ends exactly there', () => {
  const { places, body } = glide({ x: 1, z: 0 }, 0, 0);
  expect(body).toEqual({ x: 0, z: 0 });
  expect(places.length * FRAME).toBeCloseTo(GLIDE_SECONDS, 1);
  const steps = places.slice(1).map(({ x }, index) => (places[index]?.x ?? 0) - x);
  for (let index = 1; index < steps.length; index++) expect(steps[index]).toBeLessThan(steps[index - 1] ?? 0);
});

test('on a screen a large one is a cut', () => {
  expect(glide({ x: 1.6, z: 0 }, 0, 0).places).toEqual([{ x: 0, z: 0 }]);
});

test('the answers to the poses that were under way do not begin the glide anew; another place does', () => {
  const correction = createCorrection();
  const body = { x: 1, z: 0 };
  beginCorrection(correction, body, 0, 0);
  stepGlide(correction, body, GLIDE_SECONDS / 2);
  const half = body.x;
  beginCorrection(correction, body, 0, 0);
  stepGlide(correction, body, FRAME);
  expect(body.x).toBeLessThan(half);
  expect(correction.ageSeconds).toBeGreaterThan(GLIDE_SECONDS / 2);
  beginCorrection(correction, body, 0, 0.5);
  expect(correction.ageSeconds).toBe(0);
});

test('in a headset it is one cut, in the dark, and then it clears', () => {
  const correction = createCorrection();
  beginCorrection(correction, { x: 0.05, z: 0 }, 0, 0);
  const dims: number[] = [];
  const cuts: number[] = [];
  for (let frame = 0; frame < 72; frame++) {
    if (stepBlink(correction, FRAME)) cuts.push(correction.dim);
    dims.push(correction.dim);
  }
  expect(cuts).toEqual([1]);
  expect(dims.filter((dim) => dim > 0).length * FRAME).toBeLessThan(DARKEN_SECONDS + CLEAR_SECONDS + 3 * FRAME);
  expect(dims.at(-1)).toBe(0);
});

test('whoever leans on against a wall sees one blink a second at most, and is asked again after it', () => {
  const correction = createCorrection();
  let cuts = 0;
  for (let frame = 0; frame < 72 * 10; frame++) {
    // Every pose that is sent is refused.
    if (!correction.active) beginCorrection(correction, { x: 0.9, z: 0 }, 0.8, 0);
    if (stepBlink(correction, FRAME)) cuts++;
  }
  expect(cuts).toBeGreaterThan(5);
  expect(cuts).toBeLessThanOrEqual(10 / REST_SECONDS);
});

test('a head that comes back by itself while it is not yet time for another cut is not moved', () => {
  const correction = createCorrection();
  beginCorrection(correction, { x: 0.9, z: 0 }, 0.8, 0);
  while (!stepBlink(correction, FRAME));
  beginCorrection(correction, { x: 0.9, z: 0 }, 0.8, 0);
  let cuts = 0;
  for (let frame = 0; frame < 144; frame++) if (stepBlink(correction, FRAME)) cuts++;
  expect([cuts, correction.active]).toEqual([0, false]);
});

test('the answers to the poses that were under way do not freeze a body that was just put right', () => {
  const correction = createCorrection();
  beginCorrection(correction, { x: 0.9, z: 0 }, 0.8, 0);
  while (!stepBlink(correction, FRAME));
  expect(correction.active).toBe(true);
  for (let seconds = 0; seconds < SETTLE_SECONDS + FRAME; seconds += FRAME) {
    beginCorrection(correction, { x: 0.8, z: 0 }, 0.8, 0);
    stepBlink(correction, FRAME);
    if (!correction.active) break;
  }
  expect(correction.active).toBe(false);
});

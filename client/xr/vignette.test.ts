import { expect, test } from 'vitest';
import { createVignette, stepVignette } from './vignette.ts';

const FRAME = 1 / 72;

test('the edge darkens within an eighth of a second of moving, and clears within half a second after', () => {
  const vignette = createVignette();
  for (let seconds = 0; seconds < 0.125; seconds += FRAME) stepVignette(vignette, true, 'strong', FRAME);
  expect(vignette.shade).toBe(1);
  stepVignette(vignette, false, 'strong', FRAME);
  expect(vignette.shade).toBeGreaterThan(0.8);
  for (let seconds = 0; seconds < 0.5; seconds += FRAME) stepVignette(vignette, false, 'strong', FRAME);
  expect(vignette.shade).toBe(0);
});

test('who wants none sees none, at once', () => {
  const vignette = createVignette();
  stepVignette(vignette, true, 'off', 1);
  expect(vignette.shade).toBe(0);
  stepVignette(vignette, true, 'light', 1);
  stepVignette(vignette, true, 'off', FRAME);
  expect(vignette.shade).toBe(0);
});

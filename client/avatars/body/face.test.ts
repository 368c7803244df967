import { expect, test } from 'vitest';
import { createFace, type Face, liveFace } from './face.ts';

const FRAME = 1 / 60;

function live(face: Face, level: number, speaking: boolean): void {
  Object.assign(face, { level, frameSeconds: FRAME });
  liveFace(face, speaking);
}

function blinks(seed: number): number[] {
  const face = createFace(seed);
  const times: number[] = [];
  let before = 0;
  for (let frame = 0; frame < 60 * 60; frame++) {
    live(face, 0, false);
    if (face.blink > 0 && before === 0) times.push(frame);
    before = face.blink;
    expect(Math.abs(face.gazeYaw)).toBeLessThan(0.2);
  }
  return times;
}

test('everyone blinks now and then, and nobody in time with another', () => {
  const one = blinks(1);
  expect(one.length).toBeGreaterThan(8);
  expect(one.length).toBeLessThan(40);
  expect(blinks(2)).not.toEqual(one);
  expect(blinks(1)).toEqual(one);
});

test('the lips move with the voice, a little for who speaks without a level, and rest for who is silent', () => {
  const widest = (level: number, speaking: boolean) => {
    const face = createFace(3);
    let wide = 0;
    for (let frame = 0; frame < 240; frame++) {
      live(face, level, speaking);
      wide = Math.max(wide, face.jaw);
    }
    return wide;
  };
  expect(widest(0.8, true)).toBeCloseTo(0.8, 2);
  expect(widest(0, true)).toBeGreaterThan(0.2);
  expect(widest(0, true)).toBeLessThan(0.5);
  expect(widest(0, false)).toBe(0);
});

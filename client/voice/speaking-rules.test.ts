import { expect, test } from 'vitest';
import { createSpeakingDetector, levelOf } from './speaking-rules.ts';

const tone = (amplitude: number) => Float32Array.from({ length: 960 }, (_, i) => amplitude * Math.sin(i / 7));

test('a level is 0 in silence and in the noise of a microphone, and 1 where a voice is full', () => {
  expect(levelOf(new Float32Array(960))).toBe(0);
  expect(levelOf(new Float32Array(0))).toBe(0);
  expect(levelOf(tone(0.001))).toBe(0);
  expect(levelOf(tone(1))).toBe(1);
  const [quiet, loud] = [levelOf(tone(0.02)), levelOf(tone(0.1))];
  expect(quiet).toBeGreaterThan(0.3);
  expect(loud).toBeGreaterThan(quiet);
});

/** Hears a level for so long, twenty times a second; answers what it said at the end. */
function hearing() {
  const detector = createSpeakingDetector();
  let nowMs = 0;
  return (level: number, forMs: number) => {
    let speaks = false;
    for (let passed = 0; passed < forMs; passed += 50) {
      nowMs += 50;
      speaks = detector.hear(level, nowMs);
    }
    return speaks;
  };
}

test('one speaks after a moment of voice, through the pauses between words, until one falls silent', () => {
  const hear = hearing();
  expect(hear(0, 1000)).toBe(false);
  expect(hear(0.6, 200)).toBe(true);
  expect(hear(0, 300)).toBe(true);
  expect(hear(0.6, 100)).toBe(true);
  expect(hear(0, 500)).toBe(false);
});

test('a click is no voice', () => {
  const hear = hearing();
  expect(hear(1, 50)).toBe(false);
  expect(hear(0, 50)).toBe(false);
  expect(hear(1, 50)).toBe(false);
});

test('a voice at the edge does not flicker: it begins higher than it ends', () => {
  const hear = hearing();
  expect(hear(0.25, 1000)).toBe(false);
  expect(hear(0.4, 200)).toBe(true);
  expect(hear(0.25, 2000)).toBe(true);
  expect(hear(0.15, 600)).toBe(false);
});

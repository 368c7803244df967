import { expect, test } from 'vitest';
import { HALL_VOICES_MAX } from '../../shared/hall-voice.ts';
import { BEGIN_METRES, END_METRES, pairsOf, type Voiced } from './hall-voice-rules.ts';

const at = (id: number, x: number, booth: string | null = null): Voiced => ({ id, x, z: 0, booth });
const never = () => false;
const heardBy = (pairs: ReturnType<typeof pairsOf>, id: number) => [...(pairs.get(id) ?? [])].sort((a, b) => a - b);

test('two who are near hear each other, two who are far do not', () => {
  const pairs = pairsOf([at(1, 0), at(2, BEGIN_METRES), at(3, BEGIN_METRES * 2 + 0.1)], never, never);
  expect([1, 2, 3].map((id) => heardBy(pairs, id))).toEqual([[2], [1], []]);
});

test('who is connected stays so for some steps more', () => {
  const apart = [at(1, 0), at(2, (BEGIN_METRES + END_METRES) / 2)];
  expect(heardBy(pairsOf(apart, never, never), 1)).toEqual([]);
  expect(
    heardBy(
      pairsOf(apart, () => true, never),
      1,
    ),
  ).toEqual([2]);
  expect(
    heardBy(
      pairsOf([at(1, 0), at(2, END_METRES + 0.1)], () => true, never),
      1,
    ),
  ).toEqual([]);
});

test('in a crowd each hears the eight nearest at most, and whoever one hears hears one', () => {
  const crowd = Array.from({ length: 30 }, (_, id) => at(id, id * 0.4));
  const pairs = pairsOf(crowd, never, never);
  for (const [id, others] of pairs) {
    expect(others.size).toBeLessThanOrEqual(HALL_VOICES_MAX);
    for (const other of others) expect(pairs.get(other)?.has(id)).toBe(true);
  }
  expect(heardBy(pairs, 0)).toContain(1);
  const star = [at(0, 0), ...Array.from({ length: 12 }, (_, index) => at(index + 1, 1 + index * 0.01))];
  expect(pairsOf(star, never, never).get(0)?.size).toBeLessThanOrEqual(HALL_VOICES_MAX);
});

test('voices do not pass the walls of a booth, nor a block, whichever of the two has blocked', () => {
  expect(heardBy(pairsOf([at(1, 0, 'booth'), at(2, 1)], never, never), 1)).toEqual([]);
  expect(heardBy(pairsOf([at(1, 0, 'booth'), at(2, 1, 'booth')], never, never), 1)).toEqual([2]);
  const blocked = (one: number, other: number) => one + other === 3;
  const pairs = pairsOf([at(1, 0), at(2, 1), at(3, 2)], never, blocked);
  expect([1, 2, 3].map((id) => heardBy(pairs, id))).toEqual([[3], [3], [1, 2]]);
});

test('who is connected is not left for someone a hand nearer', () => {
  const others = Array.from({ length: HALL_VOICES_MAX }, (_, index) => at(index + 1, 3));
  const everyone = [at(0, 0), ...others, at(99, 2.9)];
  const isPaired = (one: number, other: number) => one === 0 && other <= HALL_VOICES_MAX;
  const amongThemselves = (one: number) => one !== 0;
  expect(heardBy(pairsOf(everyone, isPaired, amongThemselves), 0)).not.toContain(99);
  expect(heardBy(pairsOf(everyone, never, amongThemselves), 0)).toContain(99);
});

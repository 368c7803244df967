import { HALL_VOICES_MAX } from '../../shared/hall-voice.ts';

/** Someone who has their voice switched on in the hall. */
export interface Voiced {
  readonly id: number;
  readonly x: number;
  readonly z: number;
  /** The booth they are in; null in the open. Voices do not pass its walls. */
  readonly booth: string | null;
}

/** From here two hear each other; further away they go on for a little, so that a step back does not cut a word. */
export const BEGIN_METRES = 8;
export const END_METRES = 10;

/**
 * Who is connected to whom: the nearest first, each to {@link HALL_VOICES_MAX} at most, and never one way only. Those who are
 * connected count as a little nearer, so that two who are equally far do not take turns.
 */
export function pairsOf(
  people: readonly Voiced[],
  isPaired: (one: number, other: number) => boolean,
  isBlocked: (one: number, other: number) => boolean,
): ReadonlyMap<number, ReadonlySet<number>> {
  const candidates: { one: number; other: number; metres: number }[] = [];
  for (const [index, one] of people.entries()) {
    for (const other of people.slice(index + 1)) {
      const paired = isPaired(one.id, other.id);
      const metres = Math.hypot(one.x - other.x, one.z - other.z);
      if (metres > (paired ? END_METRES : BEGIN_METRES)) continue;
      if (one.booth !== other.booth || isBlocked(one.id, other.id)) continue;
      candidates.push({ one: one.id, other: other.id, metres: paired ? metres * 0.8 : metres });
    }
  }
  candidates.sort((a, b) => a.metres - b.metres || a.one - b.one || a.other - b.other);
  const pairs = new Map(people.map(({ id }) => [id, new Set<number>()]));
  for (const { one, other } of candidates) {
    const [ofOne, ofOther] = [pairs.get(one), pairs.get(other)];
    if (!ofOne || !ofOther || ofOne.size >= HALL_VOICES_MAX || ofOther.size >= HALL_VOICES_MAX) continue;
    ofOne.add(other);
    ofOther.add(one);
  }
  return pairs;
}

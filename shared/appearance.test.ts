import fc from 'fast-check';
import { expect, test } from 'vitest';
import { APPEARANCE_CHOICES, type Appearance, NO_APPEARANCE, packAppearance, unpackAppearance } from './appearance.ts';

const anyAppearance = fc.record(
  Object.fromEntries(
    Object.entries(APPEARANCE_CHOICES).map(([part, count]) => [part, fc.integer({ min: 0, max: count - 1 })]),
  ) as { [Part in keyof Appearance]: fc.Arbitrary<number> },
);

test('every choice comes back from its number as it was', () => {
  fc.assert(
    fc.property(anyAppearance, (appearance) => {
      expect(unpackAppearance(packAppearance(appearance))).toEqual(appearance);
    }),
  );
});

test('what no choice packs into is nobody’s look', () => {
  const good = packAppearance({ build: 0, skin: 0, hair: 0, hairColour: 0, outfit: 3, colour: 0 });
  expect(unpackAppearance(good)).not.toBeNull();
  for (const bad of [NO_APPEARANCE, -1, 1.5, Number.NaN, 2 ** 25, 2 ** 32 - 1])
    expect(unpackAppearance(bad)).toBeNull();
  // One outfit more than there are.
  expect(unpackAppearance(good + 2 ** 16)).toBeNull();
});

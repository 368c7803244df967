import { expect, test } from 'vitest';
import { APPEARANCE_CHOICES, packAppearance } from '../../../shared/appearance.ts';
import { BUILDS, CLOTHES, HAIR_COLOURS, HAIRS, lookOf, OUTFITS, SKINS, seededAppearance } from './looks.ts';

const uniform = { primary: '#12564a', accent: '#c9a35f' };

test('there is something to draw for every number that may be chosen', () => {
  expect(BUILDS).toHaveLength(APPEARANCE_CHOICES.build);
  expect(SKINS).toHaveLength(APPEARANCE_CHOICES.skin);
  expect(HAIRS).toHaveLength(APPEARANCE_CHOICES.hair);
  expect(HAIR_COLOURS).toHaveLength(APPEARANCE_CHOICES.hairColour);
  expect(OUTFITS).toHaveLength(APPEARANCE_CHOICES.outfit);
  expect(CLOTHES).toHaveLength(APPEARANCE_CHOICES.colour);
});

test('the uniform is worn by staff, and by nobody else whatever they choose', () => {
  const chosen = packAppearance({ build: 0, skin: 1, hair: 2, hairColour: 3, outfit: 3, colour: 4 });
  expect(lookOf(chosen, 1, true, uniform).outfit).toBe('uniform');
  for (let packed = 0; packed < 2 ** 25; packed += 8191) {
    const look = lookOf(packed, packed, false, uniform);
    expect(look.outfit).not.toBe('uniform');
    expect(look.palette).not.toContain(uniform.primary);
  }
});

test('who has not chosen looks the same each time, and not like everyone else', () => {
  expect(seededAppearance(5)).toEqual(seededAppearance(5));
  const looks = new Set(Array.from({ length: 50 }, (_, seed) => packAppearance(seededAppearance(seed))));
  expect(looks.size).toBeGreaterThan(40);
  for (const palette of Array.from({ length: 50 }, (_, seed) => lookOf(0, seed, false, uniform).palette)) {
    expect(palette).toHaveLength(12);
    for (const colour of palette) expect(colour).toMatch(/^#[0-9a-f]{6}$/);
  }
});

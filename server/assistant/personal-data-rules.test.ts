import { expect, test } from 'vitest';
import { createMask } from './personal-data-rules.ts';

test.each([
  ['write to anna.p@mail.example', 'anna.p'],
  ['my iban is GB33 SAND 2045 1400 0123 45', 'SAND'],
  ['карта 4000-1234-5678-9010', '4000'],
  ['20-45-14 and 00012345', '00012345'],
  ['call +44 7700 900123', '900123'],
  ['позвоните 020 7946 0199', '7946'],
  ['I am ANNA petrova', 'ANNA'],
  ['Это Петрова', 'Петрова'],
])('hides what names a person or an account: %s', (text, secret) => {
  const mask = createMask(['Anna Petrova', 'Анна Петрова']);
  const masked = mask.mask(text);
  expect(masked).not.toContain(secret);
  expect(mask.unmask(masked)).toBe(text);
});

test.each(['pay £30.50 to the gas company', 'from 9:00 to 18:00', 'перевести 1 250,75 фунтов', 'in 2026'])(
  'leaves what names nobody: %s',
  (text) => expect(createMask(['Anna Petrova']).mask(text)).toBe(text),
);

test('gives one thing one placeholder, and does not unmask what it never masked', () => {
  const mask = createMask([]);
  expect(mask.mask('12345678, again 12345678, other 87654321')).toBe('[number-1], again [number-1], other [number-2]');
  expect(mask.unmask('[number-3] [card-1]')).toBe('[number-3] [card-1]');
});

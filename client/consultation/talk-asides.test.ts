import { expect, test } from 'vitest';
import { Party, SupervisorMode } from '../../shared/consultation-members.ts';
import type { PrivateMessage } from '../../shared/private-message.ts';
import { asideFor, inOrder } from './talk-asides.ts';

const whisper: PrivateMessage = { kind: 'whisper', text: 'Offer the other card' };
const entry = (party: Party, message: PrivateMessage = whisper) => ({
  id: 'one',
  at: '2026-11-21T21:00:00Z',
  from: { party, member: 'm' },
  message,
});
const shown = (reader: Party, writer: Party, supervisor: SupervisorMode | null = 'whispering') =>
  asideFor(reader, entry(writer), { supervisor, isHeld: false })?.text ?? null;

test('a whisper is the supervisor’s to the consultant, while they whisper, and nobody else’s', () => {
  expect(shown('consultant', 'supervisor')).toBe('Offer the other card');
  for (const reader of Party.options.filter((party) => party !== 'consultant'))
    expect(shown(reader, 'supervisor')).toBeNull();
  for (const writer of Party.options.filter((party) => party !== 'supervisor'))
    expect(shown('consultant', writer)).toBeNull();
  for (const mode of [null, ...SupervisorMode.options.filter((one) => one !== 'whispering')])
    expect(shown('consultant', 'supervisor', mode)).toBeNull();
  const other = entry('supervisor', { kind: 'caption', text: 'spoken' });
  expect(asideFor('consultant', other, { supervisor: 'whispering', isHeld: false })).toBeNull();
});

test('it stands among the lines where it was written', () => {
  const line = (id: string, at: string) => ({ id, at, from: 'customer' as const, text: id });
  const lines = [line('a', '2026-11-21T21:00:00Z'), line('c', '2026-11-21T21:00:02.5Z')];
  expect(inOrder([...lines, line('b', '2026-11-21T21:00:02Z')]).map(({ id }) => id)).toEqual(['a', 'b', 'c']);
});

import { expect, test } from 'vitest';
import { Party, type TalkStanding } from '../../shared/consultation-members.ts';
import type { TalkMessage } from '../../shared/talk-message.ts';
import { captionFor, mayCaption } from './talk-captions.ts';

const AMONG_US: TalkStanding = { supervisor: null, isHeld: false };
const all = [...Party.options, 'recorder' as const].map((party) => ({ party }));
const two = all.slice(0, 2);
const entry = (party: Party, message: TalkMessage) => ({
  id: 'one',
  at: '2026-11-21T21:00:00Z',
  from: { party, member: 'm' },
  message,
});
const caption = { kind: 'caption', text: 'Good morning' } as const;

test('what one says is written down where all who have keys hear it, and where one does not, for nobody', () => {
  for (const self of Party.options) expect(mayCaption(self, all, { ...AMONG_US, supervisor: 'joined' })).toBe(true);
  expect(mayCaption('customer', all, { ...AMONG_US, supervisor: 'listening' })).toBe(true);
  for (const supervisor of ['listening', 'whispering'] as const)
    expect(mayCaption('supervisor', all, { supervisor, isHeld: false })).toBe(false);
  for (const self of ['customer', 'consultant'] as const)
    expect(mayCaption(self, two, { supervisor: null, isHeld: true })).toBe(false);
});

test('a caption is shown to who hears the voice: not to a customer on hold, nor of a supervisor who does not speak to them', () => {
  const shown = (reader: Party, speaker: Party, standing: TalkStanding) =>
    captionFor(reader, entry(speaker, caption), standing)?.text ?? null;
  expect(shown('customer', 'consultant', AMONG_US)).toBe('Good morning');
  expect(captionFor('customer', entry('consultant', caption), AMONG_US)).toEqual({
    from: 'consultant',
    text: 'Good morning',
  });
  expect(shown('customer', 'consultant', { ...AMONG_US, isHeld: true })).toBeNull();
  expect(shown('consultant', 'colleague', { ...AMONG_US, isHeld: true })).toBe('Good morning');
  for (const supervisor of ['listening', 'whispering', null] as const)
    expect(shown('customer', 'supervisor', { supervisor, isHeld: false })).toBeNull();
  expect(shown('consultant', 'supervisor', { supervisor: 'whispering', isHeld: false })).toBe('Good morning');
  expect(shown('consultant', 'consultant', AMONG_US)).toBeNull();
  expect(captionFor('customer', entry('consultant', { kind: 'text', text: 'written' }), AMONG_US)).toBeNull();
});

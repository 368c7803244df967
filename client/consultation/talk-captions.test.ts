import { expect, test } from 'vitest';
import { Party, type SupervisorMode, type TalkStanding } from '../../shared/consultation-members.ts';
import type { TalkMessage } from '../../shared/talk-message.ts';
import { captionFor, captionReaders } from './talk-captions.ts';

const AMONG_US: TalkStanding = { supervisor: null, isHeld: false };
const everybody = [...Party.options, 'recorder'].map((party) => ({ party, member: `${party}’s` }));
const two = everybody.slice(0, 2);
const entry = (party: Party, message: TalkMessage) => ({
  id: 'one',
  at: '2026-11-21T21:00:00Z',
  from: { party, member: 'm' },
  message,
});
const caption = { kind: 'caption', text: 'Good morning' } as const;

test('what one says is written down for all where all who have keys hear it, and else for those who do', () => {
  for (const self of Party.options)
    expect(captionReaders(self, everybody, { ...AMONG_US, supervisor: 'joined' })).toBe('all');
  expect(captionReaders('customer', everybody, { ...AMONG_US, supervisor: 'listening' })).toBe('all');
  const ofSupervisor = (supervisor: SupervisorMode, members = everybody) =>
    captionReaders('supervisor', members, { supervisor, isHeld: false });
  expect(ofSupervisor('listening')).toEqual([]);
  expect(ofSupervisor('whispering')).toEqual(['consultant’s']);
  expect(ofSupervisor('whispering', everybody.slice(1, 2))).toEqual(['consultant’s']);
  const onHold = { supervisor: null, isHeld: true };
  expect(captionReaders('customer', two, onHold)).toEqual([]);
  expect(captionReaders('consultant', everybody, onHold)).toEqual(['colleague’s', 'supervisor’s']);
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

import { expect, test } from 'vitest';
import { type Member, Party, SupervisorMode } from '../../shared/consultation-members.ts';
import { companyTexts } from './company-texts.ts';
import { companyWords, goneWords } from './company-words.ts';

const boss = (standing: Member['standing']): Member => ({
  party: 'supervisor',
  name: 'James Whitfield',
  standing,
  since: '2026-11-21T10:00:00.000Z',
});
const nobody = { supervisor: null, colleague: false };

test('a customer is told of each way a supervisor may be in, by name, in both languages', () => {
  for (const texts of [companyTexts.en, companyTexts.ru]) {
    const told = SupervisorMode.options.map((supervisor) =>
      companyWords('customer', { ...nobody, supervisor }, [boss(supervisor)], texts),
    );
    expect(new Set(told.flat()).size).toBe(3);
    for (const words of told) expect(words).toEqual([expect.stringContaining('James Whitfield')]);
  }
});

test('it is told before the name is known, and no longer than it is so', () => {
  for (const self of Party.options)
    for (const supervisor of SupervisorMode.options)
      expect(companyWords(self, { ...nobody, supervisor }, [], companyTexts.en).join()).not.toBe('');
  expect(companyWords('customer', nobody, [boss('left')], companyTexts.en)).toEqual([]);
  const again = companyWords('customer', { ...nobody, supervisor: 'joined' }, [boss('left')], companyTexts.en);
  expect(again.join()).not.toContain('James');
});

test('a colleague who is asked is told of until they are in', () => {
  const asked: Member = { ...boss('invited'), party: 'colleague', name: 'Nora Lindqvist' };
  expect(companyWords('consultant', nobody, [asked], companyTexts.en)).toEqual(['Nora Lindqvist is asked to come in.']);
  const joined = { ...asked, standing: 'joined' } as const;
  expect(companyWords('customer', { ...nobody, colleague: true }, [joined], companyTexts.en)).toEqual([
    'Nora Lindqvist, a consultant, takes part in this talk.',
  ]);
});

test('who has gone is told of by name, until another is in their place; who never came is not', () => {
  const nora: Member = { ...boss('left'), party: 'colleague', name: 'Nora Lindqvist' };
  for (const texts of [companyTexts.en, companyTexts.ru]) {
    const told = goneWords(nobody, [boss('left'), nora], texts);
    expect(told).toEqual([expect.stringContaining('James Whitfield'), expect.stringContaining('Nora Lindqvist')]);
    expect(goneWords({ supervisor: 'listening', colleague: true }, [boss('left'), nora], texts)).toEqual([]);
  }
  expect(goneWords(nobody, [{ ...nora, standing: 'invited' }], companyTexts.en)).toEqual([]);
  expect(goneWords(nobody, [boss('left'), { ...boss('left'), party: 'colleague' }], companyTexts.en)).toHaveLength(1);
  // The room has told that they went, HTTP not yet.
  expect(goneWords(nobody, [boss('joined')], companyTexts.en)).toEqual([]);
});

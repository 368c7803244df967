import { expect, test } from 'vitest';
import { kioskLines } from './kiosk-screen.ts';
import { worldTexts } from './world-texts.ts';

const { en, ru } = worldTexts;

test('in VR the kiosk says what is needed, because no page can open there', () => {
  expect(kioskLines({ kind: 'sign-in-needed' }, en, true).main).toBe('Sign in first');
  expect(kioskLines({ kind: 'sign-in-needed' }, en, false).main).toBe('Take a ticket');
});

test('a waiting ticket shows its number and how many are before it', () => {
  expect(kioskLines({ kind: 'waiting', number: 'A-018', ahead: 3 }, en, true)).toEqual({
    title: 'Your ticket',
    main: 'A-018',
    hint: '3 before you',
  });
});

test('a called ticket shows the desk, and in VR where the conversation is', () => {
  const called = { kind: 'called', number: 'A-018', deskLabel: 'Стол 2' } as const;
  expect(kioskLines(called, ru, true).main).toContain('Стол 2');
  expect(kioskLines(called, ru, true).hint).toBe(ru.kiosk.calledHint);
  expect(kioskLines(called, ru, false).hint).toBe('');
});

test('numbers of people and tickets agree with their nouns in Russian', () => {
  expect([1, 2, 5, 21, 112].map(ru.here)).toEqual([
    'Здесь 1 человек',
    'Здесь 2 человека',
    'Здесь 5 человек',
    'Здесь 21 человек',
    'Здесь 112 человек',
  ]);
  expect(ru.waiting(3)).toBe('В очереди 3 талона');
});

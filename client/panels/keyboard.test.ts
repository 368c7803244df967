import { expect, test } from 'vitest';
import { type KeyboardState, keysOf, type Typed, typeKey } from './keyboard.ts';

const texts = { shift: 'Shift', erase: 'Erase', space: 'Space', letters: 'abc', signs: '123' };
const FIRST: KeyboardState = { layer: 'letters', language: 'en', isUpper: false };

/** Presses keys by their labels. */
function type(labels: string[], language: 'en' | 'ru' = 'en', maxLength = 100): Typed {
  let typed: Typed = { keyboard: { ...FIRST, language }, text: '' };
  for (const label of labels) {
    const key = keysOf(typed.keyboard, texts)
      .flat()
      .find((one) => one.label === label);
    const next = key && typeKey(key.id, typed, maxLength);
    if (!next) throw new Error(`no key ${label}`);
    typed = next;
  }
  return typed;
}

test('a capital is for one letter, and what is wrong can be erased', () => {
  expect(type(['Shift', 'H', 'i', 'Space', 'x', 'Erase', '123', '!']).text).toBe('Hi !');
});

test('both languages are there, and signs of money', () => {
  expect(type(['RU', 'Shift', 'Ё', 'ж', 'EN', 'a', '123', '₽', '№']).text).toBe('Ёжa₽№');
});

test('the Russian letters are all there', () => {
  const labels = keysOf({ ...FIRST, language: 'ru' }, texts)
    .flat()
    .map(({ label }) => label);
  for (const letter of 'абвгдеёжзийклмнопрстуфхцчшщъыьэюя') expect(labels).toContain(letter);
});

test('a text that is full takes no more', () => {
  expect(type(['a', 'b', 'c'], 'en', 2).text).toBe('ab');
});

test('erasing takes a whole sign, and nothing from nothing', () => {
  expect(typeKey('key-erase', { keyboard: FIRST, text: 'a😀' }, 9)?.text).toBe('a');
  expect(typeKey('key-erase', { keyboard: FIRST, text: '' }, 9)?.text).toBe('');
  expect(typeKey('something-else', { keyboard: FIRST, text: '' }, 9)).toBeNull();
});

import { expect, test } from 'vitest';
import { fromGenitive, fromInstrumental, nominativeOf } from './name-case-rules.ts';

test.each([
  ['Олегу Иванову', 'Олег Иванов'],
  ['Анне Петровой', 'Анна Петрова'],
  ['Сергею Достоевскому', 'Сергей Достоевский'],
  ['Марии Соколовой', 'Мария Соколова'],
  ['Игорю Петровичу', 'Игорь Петрович'],
  ['Косте', 'Костя'],
  ['Илье', 'Илья'],
  ['Павлу', 'Павел'],
  ['Саньку', 'Санёк'],
  ['Льву Чёрному', 'Лев Чёрный'],
  ['жене', 'жена'],
  ['Жене', 'Женя'],
  ['BT Group', 'BT Group'],
])('names stand in the nominative: %s', (dative, name) => expect(nominativeOf(dative)).toBe(name));

test('names in other cases stand in the nominative too', () => {
  expect(fromGenitive('Карла Фишера')).toBe('Карл Фишер');
  expect(fromGenitive('Ольги Зиминой')).toBe('Ольга Зимина');
  expect(fromInstrumental('Андреем Зиминым')).toBe('Андрей Зимин');
  expect(fromInstrumental('Дарьей Зиминой')).toBe('Дарья Зимина');
});

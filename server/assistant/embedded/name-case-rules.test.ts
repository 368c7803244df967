import { expect, test } from 'vitest';
import { nominativeOf } from './name-case-rules.ts';

test.each([
  ['Олегу Иванову', 'Олег Иванов'],
  ['Анне Петровой', 'Анна Петрова'],
  ['Сергею Достоевскому', 'Сергей Достоевский'],
  ['Марии Соколовой', 'Мария Соколова'],
  ['Игорю Петровичу', 'Игорь Петрович'],
  ['Косте', 'Костя'],
  ['Илье', 'Илья'],
  ['Павлу', 'Павел'],
  ['BT Group', 'BT Group'],
])('names stand in the nominative: %s', (dative, name) => expect(nominativeOf(dative)).toBe(name));

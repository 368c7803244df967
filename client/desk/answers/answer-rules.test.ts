import { expect, test } from 'vitest';
import { CannedAnswer } from '../../../shared/desk.ts';
import { fillAnswer, findAnswers } from './answer-rules.ts';

const answer = (id: string, topic: string, title: string, text: string) =>
  CannedAnswer.parse({ id, topic, title, text });
const ANSWERS = {
  en: [
    answer('greeting', 'any', 'Greeting', 'Good day, {customerName}.'),
    answer('lost-card', 'cards', 'Lost card', 'Please call the card line.'),
    answer('order-card', 'cards', 'Order a card', 'I lay the order on the desk.'),
    answer('loan', 'loans', 'What a loan needs', 'We look at what you pay by card.'),
  ],
  ru: [
    answer('greeting', 'any', 'Приветствие', 'Здравствуйте, {customerName}.'),
    answer('lost-card', 'cards', 'Карта потеряна', 'Позвоните; мы закажем ещё одну.'),
    answer('order-card', 'cards', 'Заказ карты', 'Я положу заказ на стол.'),
    answer('loan', 'loans', 'Что нужно для кредита', 'Мы смотрим на доход.'),
  ],
};
const found = (query: string, topic: 'loans' | 'cards' = 'loans', language: 'en' | 'ru' = 'en') =>
  findAnswers(ANSWERS, { query, topic, language }).map(({ answer, language }) => `${language}:${answer.id}`);

test('without a word all of one language are shown, those of the talk’s topic first', () => {
  expect(found('')).toEqual(['en:loan', 'en:greeting', 'en:lost-card', 'en:order-card']);
  expect(found('', 'cards', 'ru').slice(0, 2)).toEqual(['ru:lost-card', 'ru:order-card']);
});

test('every word must be begun somewhere, in a title before in a text', () => {
  expect(found('card', 'cards')).toEqual(['en:lost-card', 'en:order-card', 'en:loan', 'ru:lost-card', 'ru:order-card']);
  expect(found('card order')).toEqual(['en:order-card', 'ru:order-card']);
  expect(found('card nothing')).toEqual([]);
});

test('Russian words find Russian answers from an English desk, with ё or without', () => {
  expect(found('еще')).toEqual(['ru:lost-card']);
  expect(found('ЕЩЁ')).toEqual(['ru:lost-card']);
});

test('placeholders are filled once: a name that looks like one stays a name', () => {
  const facts = { customerName: '{ticket}', consultantName: 'Elena', ticketNumber: 'A-001' };
  expect(fillAnswer('{customerName}, I am {consultantName}: {ticket}', facts)).toBe('{ticket}, I am Elena: A-001');
});

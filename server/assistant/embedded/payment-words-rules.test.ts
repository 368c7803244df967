import { expect, test } from 'vitest';
import { nominativeOf } from './name-case-rules.ts';
import { spokenPaymentOf } from './payment-words-rules.ts';

test.each([
  ['pay £30 to Alice Brown', { amount: '30', currency: 'GBP', payee: 'Alice Brown' }],
  ['send tom 20 quid', { amount: '20', currency: 'GBP', payee: 'tom' }],
  ['transfer 1,250.75 pounds to Northern Gas Ltd', { amount: '1250.75', payee: 'Northern Gas Ltd' }],
  ['переведи 1 200,50 фунтов Марии Соколовой', { amount: '1200.50', currency: 'GBP', payee: 'Мария Соколова' }],
  ['заплати 15.99 за интернет, получатель BT Group', { amount: '15.99', payee: 'BT Group' }],
  ['pay 5 dollars to Bob', { currency: 'other', payee: 'Bob' }],
  ["could you send my sister Katya forty quid, she's on my list", { amount: '40', payee: 'Katya' }],
  ['send my landlord 500', { amount: '500', payee: 'landlord' }],
  ['send money to my landlord', { amount: null, payee: null }],
  ['кинь маме пять тысяч', { amount: '5000', payee: 'мама' }],
  ['I want to pay someone', { amount: null, payee: null }],
])('reads %s', (text, read) => {
  expect(spokenPaymentOf(text)).toMatchObject(read);
});

test('numbers of an account are no amount', () => {
  expect(spokenPaymentOf('pay Gas Ltd, sort code 20-45-14 account 00012345, 40 pounds')).toMatchObject({
    amount: '40',
    identification: '20451400012345',
  });
  expect(spokenPaymentOf('75 euros to Hans Müller DE89370400440532013000')).toMatchObject({
    amount: '75',
    identification: 'DE89370400440532013000',
  });
  expect(spokenPaymentOf('to Hans Müller DE89370400440532013000').amount).toBeNull();
});

test.each([
  ['Олегу Иванову', 'Олег Иванов'],
  ['Анне Петровой', 'Анна Петрова'],
  ['Сергею Достоевскому', 'Сергей Достоевский'],
  ['BT Group', 'BT Group'],
])('names stand in the nominative: %s', (dative, name) => expect(nominativeOf(dative)).toBe(name));

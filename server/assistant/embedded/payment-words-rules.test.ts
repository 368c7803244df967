import { expect, test } from 'vitest';
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
  ['pay dave £14.20 for the curry, Dave Pratt', 'Dave Pratt'],
  ['i owe the gym £29.99, its PureGym, pay them for me', 'PureGym'],
  ["put £50 in my granddaughter's account, Millie Cartwright, it's her birthday", 'Millie Cartwright'],
  ["our Debbie's short so let her have £80, Debbie Marsden", 'Debbie Marsden'],
  ['Ken Ashworth he is called, and I owe him £185', 'Ken Ashworth'],
  ['settle the bill with Dobson and Sons, the undertakers, £2140', 'Dobson and Sons'],
  ['chuck £10 at Mo', 'Mo'],
  ['reimburse Nadia Karim £33.20', 'Nadia Karim'],
  ['payment to K. Novak, £55', 'K. Novak'],
  ['set up payment: Amir Khan Motors, £480', 'Amir Khan Motors'],
  ['transfer £90 to my brother-in-law Rashid', 'Rashid'],
  ['no not Carol Finch, Carol French', 'Carol French'],
  ['sorry, I meant Lucie Brown', 'Lucie Brown'],
  ['£9 to Ellen Marsh instead', 'Ellen Marsh'],
  ['90 euros for Ute Lang, please', 'Ute Lang'],
  ['the gardener wants his money. Hugh Penrose, £85', 'Hugh Penrose'],
  ['send £9 to Severn Dairy and put milk as the reference', 'Severn Dairy'],
  ['tip the driver Omar Aziz a £5', 'Omar Aziz'],
  ["£20 into Omar Aziz's account", 'Omar Aziz'],
  ['pay Mrs. Penrose £9', 'Mrs. Penrose'],
  ['pay the gas bill, £88', null],
  ['it takes £30 to open the account', null],
  ['make sure old Hugh Penrose gets £9', 'Hugh Penrose'],
  ['flick Morag £9', 'Morag'],
  ["for the hall, £9, it's Ashby Players", 'Ashby Players'],
  ['my mistake. Hugh Penrose it was', 'Hugh Penrose'],
])('whom an English order pays, in full where that is told: %s', (text, payee) =>
  expect(spokenPaymentOf(text).payee).toBe(payee),
);

test.each([
  ['Отправьте Ольге Витальевне Цой 75 фунтов', 'Ольга Витальевна Цой'],
  ['Прошу оплатить счёт Scottish Power на 126 фунтов', 'Scottish Power'],
  ['Соседка Нина Павловна купила лекарства на 23 фунта, верните ей', 'Нина Павловна'],
  ['ездили в Брайтон, Костян за всех платил, с меня 47 фунтов, кинь ему', 'Костян'],
  ['отправьте доктору Линдсею 90 фунтов', 'доктор Линдсей'],
  ['заплати за Ваню 18 фунтов в Kids Club', 'Kids Club'],
  ['перечислите 60 фунтов русской школе «Радуга»', 'Радуга'],
  ['закинь 35 фунтов Кате Ли', 'Катя Ли'],
  ['Отстегни Вадику 30', 'Вадик'],
  ['отправь Tesco Mobile 22.50', 'Tesco Mobile'],
  ['рассчитаться с автосервисом Kwik Fit, 210 фунтов', 'Kwik Fit'],
  ['нет, не Саше, а Паше', 'Паша'],
  ['Простите, ошиблась, 40', null],
  ['80 евро для Карла Фишера', 'Карл Фишер'],
  ['Папе закинь 20 фунтов', 'папа'],
  ['закинь 20 фунтов Жене Зимину', 'Женя Зимин'],
  ['рассчитаться с Андреем Зиминым, 20 фунтов', 'Андрей Зимин'],
  ['оплатите счёт от Severn Dairy на 9 фунтов', 'Severn Dairy'],
  ['верните мне 20 фунтов', null],
])('whom a Russian order pays, whatever is capitalised beside: %s', (text, payee) =>
  expect(spokenPaymentOf(text).payee).toBe(payee),
);

test.each([
  ['£1,150 to Foxtons Lettings ref FLAT 3B', 'FLAT 3B'],
  ['£640 to Baltic Cars, reference invoice 2231, please', 'invoice 2231'],
  ['£99 to Fairfield with the reference Hudson', 'Hudson'],
  ['Ольге 75 фунтов с пометкой «уроки фортепиано»', 'уроки фортепиано'],
  ['£20 to Ann as I prefer', null],
])('a reference may have several words: %s', (text, reference) =>
  expect(spokenPaymentOf(text).reference).toBe(reference),
);

test('of a sum that is put right at once the latter counts', () => {
  expect(spokenPaymentOf('about thirty pounds, no tell a lie, thirty two').amount).toBe('32');
  expect(spokenPaymentOf('30 фунтов Оле, нет, 40').amount).toBe('40');
  expect(spokenPaymentOf('£30 to Ann, no rush, flat 4').amount).toBe('30');
});

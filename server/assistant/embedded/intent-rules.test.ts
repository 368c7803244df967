import { expect, test } from 'vitest';
import { addsToAppointment, intentOf, isBlockIt, isOutright, orderOf } from './intent-rules.ts';

test.each([
  ["I'd be grateful if you'd send £40 to St Luke's Hospice", 'payment'],
  ['if you could send £20 to Jo, please', 'payment'],
  ['I owe Ken a hundred and eighty five pounds, can you sort that', 'payment'],
  ['my friend Jo paid for dinner, send her £22', 'payment'],
  ['payment to K. Novak', 'payment'],
  ['Не могли бы вы перечислить 60 фунтов школе', 'payment'],
  ['мне надо бы заплатить за квартиру', 'payment'],
  ['надо отдать Жеке сотку', 'payment'],
  ['пятихатку хозяину квартиры', 'payment'],
  ['я ему обязана ста фунтами. Сделайте ему перевод.', 'payment'],
  ["my card's been cloned, please shut it down", 'card-block'],
  ["I'm wanting my card blocking", 'card-block'],
  ['посеял карту, блочь', 'card-block'],
  ['Потеряла карту, закройте её', 'card-block'],
  ['украли бумажник, карту надо срочно остановить', 'card-block'],
  ['reimburse Nadia Karim £33.20', 'payment'],
  ['kindly waft £15 across to Omar', 'payment'],
  ['30 euros for Ute Lang please', 'payment'],
  ['get £30 sent to Omar Aziz', 'payment'],
  ['see to it that Hugh Penrose gets £9', 'payment'],
  ["it's Hugh Penrose, £9, if you could pop that across", 'payment'],
  ['хотелось бы заплатить за кружок', 'payment'],
  ['гони Оле двадцать фунтов', 'payment'],
  ['my card is in the lake, please disable', 'card-block'],
  ['карта исчезла, требую блокировки', 'card-block'],
  ['appt pls, Friday', 'appointment'],
  ['keep me a place in the queue', 'ticket'],
  ['Оле двадцать фунтов отдай, я должна', 'payment'],
  ['20 фунтов Оле отправить можете?', 'payment'],
  ["someone's spending on my visa, put a freeze on my visa", 'card-block'],
  ['кредитка пропала, стопни её', 'card-block'],
  ['could I meet an adviser on the 4th of March', 'appointment'],
  ['мне бы попасть к менеджеру 4 марта', 'appointment'],
  ['хочу в живую очередь', 'ticket'],
  ['I want to book in to see an adviser', 'appointment'],
  ['any chance of an appointment tomorrow', 'appointment'],
  ['callback please', 'callback'],
  ['пусть кто-нибудь звякнет на 020 7946 0456', 'callback'],
  ['can i queue up for someone about a loan?', 'ticket'],
  ['could I be added to the queue?', 'ticket'],
])('an order is known however it is put: %s', (text, order) => expect(intentOf(text)).toBe(order));

test.each([
  "don't block my card, I found it",
  'do not pay anything to Red Lion',
  'if my card gets stolen abroad will you block it',
  'если карту украдут, заблокируйте её сами?',
  'не отправляй 20 фунтов Оле',
  'мне звонили с 07700 900123, сказали что из банка',
  'my flatmate says transfer £90 to Omar',
  'my dad asked you to send £90 to Omar',
  'тётка мне пишет: «отправь Оле двадцать фунтов». Каково?',
  'I was going to book an appointment for Tuesday and then my sister helped',
  'собиралась записаться на прием, но передумала',
  'верните мне 20 фунтов',
  'I gave £90 to Omar',
  'can you lend my firm £9000',
  'payment to Omar £90 failed',
  'my card is in the reader, please stop the noise',
  'сестре пришло 20 фунтов',
  'вышлите мне выписку за 12 месяцев',
  'карта цела, остановите подписку',
])('what is not to be done, or might be, is no order: %s', (text) => {
  expect(intentOf(text)).toBeNull();
});

test('what was done before is no order, unless something is asked for now', () => {
  expect(orderOf('my husband booked an appointment for Friday')).toBeNull();
  expect(orderOf('my husband booked an appointment, could you book one for me')).toBe('appointment');
  expect(orderOf('я не переводил никаких 99 фунтов в PureGym!')).toBeNull();
  expect(orderOf('перевод на 99 фунтов в PureGym')).toBe('payment');
});

test('"don\'t block it" blocks nothing', () => {
  expect(isBlockIt('right, block it')).toBe(true);
  expect(isBlockIt("no, don't block it")).toBe(false);
  expect(isBlockIt('не блокируйте')).toBe(false);
});

test('a time or a subject alone adds to an appointment, a question about them does not', () => {
  for (const text of ["Friday at half past two if that's going", 'На пятницу, после трёх', 'про овердрафт'])
    expect(addsToAppointment(text)).toBe(true);
  for (const text of ['Friday, are you open?', 'what about Friday', 'an overdraft costs too much'])
    expect(addsToAppointment(text)).toBe(false);
});

test('an order said with "please" is one beyond doubt, unless it ends as a question', () => {
  expect(isOutright('ticket please, the machine has my card')).toBe(true);
  expect(isOutright('хочу талон, спросить про накопительный счёт')).toBe(true);
  expect(isOutright('send money to my sister')).toBe(true);
  expect(isOutright('where do I get a ticket, please?')).toBe(false);
  expect(isOutright('send money to Poland')).toBe(false);
});

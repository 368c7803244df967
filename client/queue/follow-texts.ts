import type { followTicket } from '../../shared/ticket-follow.ts';
import type { CallError } from '../net/api.ts';
import { commonErrorTexts } from '../ui/errors.ts';

const en = {
  title: 'Your ticket',
  called: 'You are called',
  comeIn: 'Put the headset on again, or open the branch where you are signed in: the consultation waits for you there.',
  refreshed: 'This page follows by itself; leave it open.',
  private:
    'Whoever has this link sees the number and the wait, and may say once, in two numbers, how it was. It holds no name and opens nothing else.',
  unknown: 'This ticket is over, or the link is not complete.',
  over: { served: 'You have been served. Thank you.', cancelled: 'This ticket was cancelled.' },
  errors: {
    ...commonErrorTexts.en,
    'ticket-unknown': 'This ticket is over, or the link is not complete.',
  } satisfies Record<CallError<(typeof followTicket)['errors']>, string>,
};
const ru: typeof en = {
  title: 'Ваш талон',
  called: 'Вас вызывают',
  comeIn: 'Наденьте шлем снова или откройте отделение там, где вы вошли: консультация ждёт вас.',
  refreshed: 'Страница обновляется сама, не закрывайте её.',
  private:
    'По этой ссылке видны номер и ожидание, и по ней можно один раз поставить две оценки. Имени в ней нет, и больше она ничего не открывает.',
  unknown: 'Этот талон закрыт, или ссылка неполная.',
  over: { served: 'Вас приняли. Спасибо.', cancelled: 'Этот талон отменён.' },
  errors: { ...commonErrorTexts.ru, 'ticket-unknown': 'Этот талон закрыт, или ссылка неполная.' },
};
export const followTexts = { en, ru };

import type { Topic } from '../../shared/queue.ts';
import { commonErrorTexts } from '../ui/errors.ts';
import type { TicketError } from './use-ticket.ts';

interface QueueTexts {
  readonly intro: string;
  readonly topic: string;
  readonly topics: Readonly<Record<Topic, string>>;
  readonly take: string;
  readonly cancel: string;
  readonly yourNumber: string;
  readonly ahead: (count: number) => string;
  readonly keepOpen: string;
  /** `desk`: its name on the branch's signs; empty where it is not known. */
  readonly calledTo: (desk: string) => string;
  readonly enter: string;
  readonly guest: string;
  readonly signIn: string;
  readonly errors: Readonly<Record<TicketError, string>>;
}

const en: QueueTexts = {
  intro: 'Take a ticket. A consultant will call your number, and you will talk in private.',
  topic: 'What is it about?',
  topics: { payments: 'Payments and transfers', accounts: 'Accounts', cards: 'Cards', other: 'Something else' },
  take: 'Take a ticket',
  cancel: 'Cancel ticket',
  yourNumber: 'Your number',
  ahead: (count) =>
    count === 0 ? 'You are next.' : count === 1 ? 'One person is before you.' : `${count} people are before you.`,
  keepOpen: 'Stay on this page: the consultation opens by itself when you are called.',
  calledTo: (desk) => (desk ? `You are called to ${desk}.` : 'You are called.'),
  enter: 'Enter the consultation',
  guest:
    'To talk to a consultant, please sign in at the bank first: the talk is about your accounts, so we must know it is you.',
  signIn: 'Sign in',
  errors: {
    ...commonErrorTexts.en,
    'branch-unknown': 'This branch does not exist.',
    'queue-full': 'The queue is full at the moment. Please try again in a few minutes.',
    'ticket-none': 'You have no ticket.',
    'ticket-already-called': 'You have just been called: the ticket can no longer be cancelled.',
  },
};
const russianPlural = new Intl.PluralRules('ru');
const ru: QueueTexts = {
  intro: 'Возьмите талон. Консультант вызовет ваш номер, и вы поговорите наедине.',
  topic: 'О чём поговорим?',
  topics: { payments: 'Платежи и переводы', accounts: 'Счета', cards: 'Карты', other: 'Другое' },
  take: 'Взять талон',
  cancel: 'Отменить талон',
  yourNumber: 'Ваш номер',
  ahead: (count) =>
    count === 0
      ? 'Ваша очередь следующая.'
      : `Перед вами ${count} ${russianPlural.select(count) === 'few' ? 'человека' : 'человек'}.`,
  keepOpen: 'Не закрывайте страницу: когда вас вызовут, консультация откроется сама.',
  calledTo: (desk) => (desk ? `Вас вызывают: ${desk}.` : 'Вас вызывают.'),
  enter: 'Войти в консультацию',
  guest:
    'Чтобы поговорить с консультантом, сначала войдите через банк: речь пойдёт о ваших счетах, и мы должны знать, что это вы.',
  signIn: 'Войти',
  errors: {
    ...commonErrorTexts.ru,
    'branch-unknown': 'Такого отделения нет.',
    'queue-full': 'Очередь сейчас заполнена. Попробуйте через несколько минут.',
    'ticket-none': 'У вас нет талона.',
    'ticket-already-called': 'Вас только что вызвали: талон уже нельзя отменить.',
  },
};
export const queueTexts = { en, ru };

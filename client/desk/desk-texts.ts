import type { callTicket, goOffDuty, goOnDuty, pauseDuty, readQueue, recallTicket, Topic } from '../../shared/queue.ts';
import type { CallError } from '../net/api.ts';
import { commonErrorTexts } from '../ui/errors.ts';

export type DeskError =
  | CallError<(typeof callTicket)['errors']>
  | CallError<(typeof goOnDuty)['errors']>
  | CallError<(typeof goOffDuty)['errors']>
  | CallError<(typeof readQueue)['errors']>
  | CallError<(typeof recallTicket)['errors']>
  | CallError<(typeof pauseDuty)['errors']>;

const en = {
  title: 'Consultant’s desk',
  signIn: 'Please sign in with your staff account to go on duty.',
  desk: 'Desk',
  taken: 'taken',
  goOnDuty: 'Go on duty',
  goOffDuty: 'Go off duty',
  onDuty: (desk: string) => `On duty at ${desk}`,
  since: 'since',
  seenThere: 'the branch sees you there: that you speak and type, never what',
  offDuty: 'Off duty',
  queue: 'Queue',
  waiting: (count: number) => (count === 1 ? '1 person is waiting' : `${count} people are waiting`),
  nobody: 'Nobody is waiting.',
  number: 'Number',
  topic: 'Topic',
  waits: 'Waits',
  minutes: (count: number) => (count === 0 ? '< 1 min' : `${count} min`),
  callNext: 'Call next',
  /** The ticket's number follows it. */
  call: 'Call',
  consultation: 'Consultation',
  noConsultation: 'No consultation is open. Call a ticket to begin one.',
  callNeedsDuty: 'Go on duty to call a ticket.',
  keys: 'Shortcut keys',
  topics: {
    payments: 'Payments',
    accounts: 'Accounts',
    cards: 'Cards',
    loans: 'Loans',
    fraud: 'Fraud',
    other: 'Other',
  } satisfies Record<Topic, string>,
  errors: {
    ...commonErrorTexts.en,
    'branch-unknown': 'This branch does not exist.',
    'role-missing': 'Your account may not serve at a desk.',
    'not-of-branch': 'You do not serve in this branch.',
    paused: 'You have paused. End the pause to call.',
    'skill-missing': 'This ticket is for a topic or a language that you do not serve.',
    'ticket-reserved': 'This ticket is kept for a colleague.',
    'nobody-called': 'Nobody is called to your desk.',
    'desk-unknown': 'There is no such desk.',
    'desk-taken': 'A colleague has just taken this desk.',
    'in-consultation': 'Please end the open consultation first, or leave the talk you are in.',
    'not-on-duty': 'Please go on duty first.',
    'queue-empty': 'Nobody is waiting.',
    'ticket-not-waiting': 'This ticket has just been called or cancelled.',
  } satisfies Record<DeskError, string>,
};
const ru: typeof en = {
  title: 'Рабочее место консультанта',
  signIn: 'Войдите под учётной записью сотрудника, чтобы начать смену.',
  desk: 'Стол',
  taken: 'занят',
  goOnDuty: 'Начать смену',
  goOffDuty: 'Закончить смену',
  onDuty: (desk) => `На смене: ${desk}`,
  since: 'с',
  seenThere: 'в отделении вас видно: что вы говорите и печатаете, но не что именно',
  offDuty: 'Не на смене',
  queue: 'Очередь',
  waiting: (count) => `Ожидают: ${count}`,
  nobody: 'Никто не ждёт.',
  number: 'Номер',
  topic: 'Тема',
  waits: 'Ждёт',
  minutes: (count) => (count === 0 ? '< 1 мин' : `${count} мин`),
  callNext: 'Вызвать следующего',
  call: 'Вызвать',
  consultation: 'Консультация',
  noConsultation: 'Консультация не открыта. Вызовите талон, чтобы начать.',
  callNeedsDuty: 'Чтобы вызывать талоны, начните смену.',
  keys: 'Быстрые клавиши',
  topics: {
    payments: 'Платежи',
    accounts: 'Счета',
    cards: 'Карты',
    loans: 'Кредиты',
    fraud: 'Мошенничество',
    other: 'Другое',
  },
  errors: {
    ...commonErrorTexts.ru,
    'branch-unknown': 'Такого отделения нет.',
    'role-missing': 'С этой учётной записью нельзя работать за столом.',
    'not-of-branch': 'В этом отделении вы не работаете.',
    paused: 'У вас пауза. Завершите её, чтобы вызывать.',
    'skill-missing': 'Тема или язык этого талона не ваши.',
    'ticket-reserved': 'Этот талон оставлен для коллеги.',
    'nobody-called': 'К вашему столу никто не вызван.',
    'desk-unknown': 'Такого стола нет.',
    'desk-taken': 'Этот стол только что занял коллега.',
    'in-consultation': 'Сначала завершите открытую консультацию или выйдите из беседы, в которой вы сейчас.',
    'not-on-duty': 'Сначала начните смену.',
    'queue-empty': 'Никто не ждёт.',
    'ticket-not-waiting': 'Этот талон только что вызвали или отменили.',
  },
};
export const deskTexts = { en, ru };

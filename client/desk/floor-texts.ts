import type { claimCallback, settleCallback } from '../../shared/appointments.ts';
import type { FloorDesk, readFigures } from '../../shared/service-figures.ts';
import type { CallError } from '../net/api.ts';
import { commonErrorTexts } from '../ui/errors.ts';

type FloorError =
  | CallError<(typeof readFigures)['errors']>
  | CallError<(typeof claimCallback)['errors']>
  | CallError<(typeof settleCallback)['errors']>;

const en = {
  callbacks: 'To be called by phone',
  asked: 'as soon as possible, asked at',
  wished: 'wished for',
  note: 'Note',
  noteHint: 'What came of it. Of one that is put back, who takes it up next reads it. Ctrl+Enter: done.',
  claim: 'Take it up',
  outcomes: { done: 'Done', 'not-reached': 'Not reached', 'put-back': 'Put back' },
  heading: 'The floor today',
  desk: 'Desk',
  consultant: 'Consultant',
  state: 'State',
  since: 'For',
  nobody: 'Nobody is on duty.',
  states: { free: 'Free', serving: 'Serving', 'wrap-up': 'Wrapping up', paused: 'Paused' } satisfies Record<
    FloorDesk['state'],
    string
  >,
  minutes: (count: number) => (count === 0 ? '< 1 min' : `${count} min`),
  serviceLevel: (minutes: number) => `Called within ${minutes} min`,
  goal: (percent: string) => `goal ${percent}`,
  waiting: 'Waiting now',
  served: 'Served',
  abandoned: 'Gave up',
  noShows: 'Did not come',
  medianWait: 'Middle wait',
  longestWait: 'Longest wait',
  told: 'Waits as told',
  toldGoal: 'goal 80 %',
  withoutCode: 'Closed without a code',
  handling: 'From call to free, middle',
  calls: (count: number) => (count === 1 ? '1 talk' : `${count} talks`),
  none: '–',
  ratings: {
    satisfaction: (days: number) => `Content, of 5, in ${days} days`,
    nps: (days: number) => `NPS in ${days} days`,
    /** 95 % interval. */
    within: (low: string, high: string) => `(${low} to ${high})`,
    answers: (count: number, asked: number) => `${count} of ${asked} answered`,
    tooFew: 'too few',
    words: (count: number) => `What they wrote, without names (${count})`,
  },
  errors: {
    ...commonErrorTexts.en,
    'branch-unknown': 'This branch does not exist.',
    'role-missing': 'Only a supervisor sees this.',
    'not-of-branch': 'You do not serve in this branch.',
    'callback-unknown': 'A colleague has just taken this up, or it was withdrawn.',
  } satisfies Record<FloorError, string>,
};
const ru: typeof en = {
  callbacks: 'Перезвонить',
  asked: 'как можно скорее, попросили в',
  wished: 'ждут звонка',
  note: 'Заметка',
  noteHint: 'Чем закончилось. Если вернуть, заметку прочтёт тот, кто возьмёт следующим. Ctrl+Enter: поговорили.',
  claim: 'Взять',
  outcomes: { done: 'Поговорили', 'not-reached': 'Не дозвонились', 'put-back': 'Вернуть' },
  heading: 'Зал сегодня',
  desk: 'Стол',
  consultant: 'Консультант',
  state: 'Состояние',
  since: 'Уже',
  nobody: 'На смене никого нет.',
  states: { free: 'Свободен', serving: 'Обслуживает', 'wrap-up': 'Подводит итог', paused: 'Пауза' },
  minutes: (count) => (count === 0 ? '< 1 мин' : `${count} мин`),
  serviceLevel: (minutes) => `Вызваны за ${minutes} мин`,
  goal: (percent) => `цель ${percent}`,
  waiting: 'Ждут сейчас',
  served: 'Обслужены',
  abandoned: 'Ушли, не дождавшись',
  noShows: 'Не подошли',
  medianWait: 'Среднее ожидание (медиана)',
  longestWait: 'Самое долгое ожидание',
  told: 'Ожидание, как обещали',
  toldGoal: 'цель 80 %',
  withoutCode: 'Закрыто без кода',
  handling: 'От вызова до готовности, медиана',
  calls: (count) => `бесед: ${count}`,
  none: '–',
  ratings: {
    satisfaction: (days) => `Довольны, из 5, за ${days} дней`,
    nps: (days) => `NPS за ${days} дней`,
    within: (low, high) => `(от ${low} до ${high})`,
    answers: (count, asked) => `ответили ${count} из ${asked}`,
    tooFew: 'мало ответов',
    words: (count) => `Что написали, без имён (${count})`,
  },
  errors: {
    ...commonErrorTexts.ru,
    'branch-unknown': 'Такого отделения нет.',
    'role-missing': 'Это видит только старший смены.',
    'not-of-branch': 'В этом отделении вы не работаете.',
    'callback-unknown': 'Коллега только что взял этот звонок, или клиент передумал.',
  },
};
export const floorTexts = { en, ru };

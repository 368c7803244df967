import type { giveFollowedRating, giveRating } from '../../shared/afterwards.ts';
import type { CallError } from '../net/api.ts';
import { commonErrorTexts } from '../ui/errors.ts';

export type RatingError = CallError<(typeof giveRating)['errors']> | CallError<(typeof giveFollowedRating)['errors']>;

/** What the first and the last number mean. */
type Ends = readonly [string, string];

const en = {
  heading: 'How was it?',
  lead: (ticket: string) => `Your consultation with ticket ${ticket} is over. Two questions, if you like; asked once.`,
  satisfaction: 'How content are you with this consultation?',
  satisfactionEnds: ['not at all', 'very'] as Ends,
  recommend: 'How likely are you to recommend the bank?',
  recommendEnds: ['not at all', 'surely'] as Ends,
  word: 'In a word',
  wordHint: 'May stay empty. The branch’s supervisor reads it without your name.',
  send: 'Send',
  skip: 'Skip',
  thanks: 'Thank you.',
  nothing: 'Choose a number or write a word, or skip it.',
  noNumber: 'Choose a number, or skip it.',
  errors: {
    ...commonErrorTexts.en,
    'consultation-unknown': 'This consultation is not yours.',
    'ticket-unknown': 'The link of this ticket is over.',
    'consultation-open': 'The consultation has not ended yet.',
    'rating-given': 'You have answered already.',
    'rating-late': 'It ended too long ago to be rated.',
  } satisfies Record<RatingError, string>,
};
const ru: typeof en = {
  heading: 'Как всё прошло?',
  lead: (ticket) => `Консультация по талону ${ticket} завершена. Два вопроса, если хотите; спрашиваем один раз.`,
  satisfaction: 'Насколько вы довольны консультацией?',
  satisfactionEnds: ['совсем нет', 'очень'],
  recommend: 'Насколько вероятно, что вы порекомендуете банк?',
  recommendEnds: ['ни за что', 'точно'],
  word: 'В двух словах',
  wordHint: 'Можно не заполнять. Руководитель отделения прочтёт это без вашего имени.',
  send: 'Отправить',
  skip: 'Пропустить',
  thanks: 'Спасибо.',
  nothing: 'Выберите число или напишите пару слов, либо пропустите.',
  noNumber: 'Выберите число или пропустите.',
  errors: {
    ...commonErrorTexts.ru,
    'consultation-unknown': 'Это не ваша консультация.',
    'ticket-unknown': 'Ссылка на этот талон больше не действует.',
    'consultation-open': 'Консультация ещё не завершена.',
    'rating-given': 'Вы уже ответили.',
    'rating-late': 'Она завершилась слишком давно, чтобы её оценивать.',
  },
};
export const ratingTexts = { en, ru };

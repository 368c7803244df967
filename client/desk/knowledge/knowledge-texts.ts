import { commonErrorTexts } from '../../ui/errors.ts';

const en = {
  heading: 'Knowledge',
  find: 'Search the bank’s articles',
  none: 'No article speaks of this.',
  found: (count: number) => (count === 1 ? '1 article' : `${count} articles`),
  put: 'Put into the message',
  read: 'Whole article',
  source: 'Source',
  errors: commonErrorTexts.en,
};
const ru: typeof en = {
  heading: 'База знаний',
  find: 'Искать в статьях банка',
  none: 'Об этом статьи нет.',
  found: (count) => `Статей: ${count}`,
  put: 'Вставить в сообщение',
  read: 'Вся статья',
  source: 'Источник',
  errors: commonErrorTexts.ru,
};
export const knowledgeTexts = { en, ru };

import type { AnswerStep } from '../../../shared/desk.ts';

const en = {
  find: 'Find a ready answer',
  list: 'Ready answers',
  hint: 'Enter puts it into the message, Esc closes, a space leaves a plain slash',
  none: 'No ready answer has these words.',
  found: (count: number) => (count === 1 ? '1 answer' : `${count} answers`),
  languages: { en: 'English', ru: 'Russian' },
  prepares: 'Also:',
  steps: { offer: 'opens the offer of a document', wrapUp: 'fills in the wrap-up' } satisfies Record<StepKind, string>,
};
const ru: typeof en = {
  find: 'Найти готовый ответ',
  list: 'Готовые ответы',
  hint: 'Enter вставляет в сообщение, Esc закрывает, пробел оставляет обычную косую черту',
  none: 'Готового ответа с такими словами нет.',
  found: (count) => `Ответов: ${count}`,
  languages: { en: 'английский', ru: 'русский' },
  prepares: 'Ещё:',
  steps: { offer: 'открывает выдачу документа', wrapUp: 'заполняет итог' },
};
export const answerTexts = { en, ru };

type StepKind = AnswerStep extends infer S ? (S extends unknown ? keyof S : never) : never;

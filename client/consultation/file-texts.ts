import { commonErrorTexts } from '../ui/errors.ts';
import type { PassProblem } from './file-passing.ts';

const en = {
  attach: 'Attach a file',
  sending: (name: string) => `Encrypting and sending ${name} …`,
  opening: 'Opening …',
  save: 'Save',
  show: 'Open',
  kinds: { png: 'picture', jpeg: 'picture', webp: 'picture', pdf: 'PDF', txt: 'text' },
  gone: 'Files go with the end of the talk: save what you want to keep.',
  writing: (name: string) => `${name} is writing …`,
  read: (name: string) => `Read by ${name}`,
  errors: {
    ...commonErrorTexts.en,
    'file-too-large': 'A file may have 5 MB at most.',
    'file-type': 'Pictures (PNG, JPEG, WebP), PDF and plain text can be passed, and nothing else.',
    'file-damaged': 'This file is damaged, or not what it says it is. It is not shown.',
    'picture-too-large': 'This picture has too many pixels.',
    'files-full': 'No more files fit into this talk.',
    'file-unknown': 'This file is no longer there.',
    'consultation-unknown': 'There is no such consultation.',
    'consultation-ended': 'The consultation has ended.',
  } satisfies Record<PassProblem, string>,
};
const ru: typeof en = {
  attach: 'Приложить файл',
  sending: (name) => `Шифруем и отправляем ${name} …`,
  opening: 'Открываем …',
  save: 'Сохранить',
  show: 'Открыть',
  kinds: { png: 'картинка', jpeg: 'картинка', webp: 'картинка', pdf: 'PDF', txt: 'текст' },
  gone: 'Файлы исчезают с концом беседы: сохраните нужное.',
  writing: (name) => `${name} пишет …`,
  read: (name) => `Прочитано: ${name}`,
  errors: {
    ...commonErrorTexts.ru,
    'file-too-large': 'Файл может быть не больше 5 МБ.',
    'file-type': 'Можно передать картинки (PNG, JPEG, WebP), PDF и простой текст, и больше ничего.',
    'file-damaged': 'Файл повреждён или не то, чем назван. Он не показан.',
    'picture-too-large': 'В этой картинке слишком много точек.',
    'files-full': 'Больше файлов в эту беседу не поместится.',
    'file-unknown': 'Этого файла больше нет.',
    'consultation-unknown': 'Такой консультации нет.',
    'consultation-ended': 'Консультация завершена.',
  },
};
export const fileTexts = { en, ru };

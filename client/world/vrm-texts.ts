import type { VrmRefusal } from '../avatars/vrm/vrm-rules.ts';

interface VrmTexts {
  readonly title: string;
  readonly hint: string;
  readonly limits: (megabytes: string, triangles: string) => string;
  readonly choose: string;
  readonly worn: (name: string, authors: string) => string;
  readonly remove: string;
  readonly broken: string;
  readonly refusals: Readonly<Record<VrmRefusal, string>>;
}

const en: VrmTexts = {
  title: 'A model of your own',
  hint: 'Only you see it: in this mirror, and on yourself in a headset. Others go on seeing the look chosen below. The file stays on this device, is sent to nobody, and is forgotten when you leave.',
  limits: (megabytes, triangles) => `VRM 1.0, up to ${megabytes} MB and ${triangles} triangles.`,
  choose: 'Choose a VRM file',
  worn: (name, authors) => `You wear ${name}, by ${authors}.`,
  remove: 'Take it off',
  broken: 'This model cannot be drawn.',
  refusals: {
    'too-large': 'This file is larger than this branch allows.',
    'not-vrm-1': 'This is no VRM 1.0 file, or it is damaged.',
    'outside-files': 'This model needs other files. Export it as one file that holds everything.',
    'too-many-triangles': 'This model has more triangles than this branch allows.',
    'too-many-parts': 'This model has too many separate parts. Join its meshes and materials.',
    'too-many-bones': 'This model has too many bones.',
    'textures-too-large': 'Its pictures must be PNG or JPEG, at most 2048 pixels a side, and not too many.',
    'bones-missing': 'This model lacks bones that a body needs.',
    'not-permitted': 'Its author does not permit everyone to wear it.',
  },
};
const ru: VrmTexts = {
  title: 'Своя модель',
  hint: 'Её видите только вы: в этом зеркале и на себе в шлеме. Другие по-прежнему видят вид, выбранный ниже. Файл остаётся на этом устройстве, никому не передаётся и забывается, когда вы уходите.',
  limits: (megabytes, triangles) => `VRM 1.0, до ${megabytes} МБ и ${triangles} треугольников.`,
  choose: 'Выбрать файл VRM',
  worn: (name, authors) => `На вас ${name}, автор: ${authors}.`,
  remove: 'Снять',
  broken: 'Эту модель не удаётся нарисовать.',
  refusals: {
    'too-large': 'Файл больше, чем допускает это отделение.',
    'not-vrm-1': 'Это не файл VRM 1.0, или он повреждён.',
    'outside-files': 'Модели нужны другие файлы. Сохраните её одним файлом.',
    'too-many-triangles': 'В модели больше треугольников, чем допускает это отделение.',
    'too-many-parts': 'В модели слишком много отдельных частей. Объедините сетки и материалы.',
    'too-many-bones': 'В модели слишком много костей.',
    'textures-too-large':
      'Картинки модели должны быть PNG или JPEG, не больше 2048 точек по стороне, и не слишком много.',
    'bones-missing': 'В модели нет костей, нужных телу.',
    'not-permitted': 'Автор модели не разрешил носить её всем.',
  },
};
export const vrmTexts = { en, ru };

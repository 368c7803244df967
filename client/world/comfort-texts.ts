/** Words of the settings, the same on the page and in the headset. */
const en = {
  title: 'Settings',
  inHeadset: 'In a headset',
  intro: 'How you move with a headset on. This browser remembers it.',
  move: {
    label: 'Moving',
    options: { teleport: 'Teleport', smooth: 'Walk', both: 'Both', spots: 'No motion' },
    hints: {
      teleport: 'Aim at the floor and let go.',
      smooth: 'Push the stick.',
      both: 'Aim at the floor, or push the stick.',
      spots: 'Choose a place in the menu, and you are there.',
    },
  },
  turn: { label: 'Turning', options: { 'snap-30': '30° steps', 'snap-45': '45° steps', smooth: 'Smooth' } },
  turnSpeed: { label: 'Speed of smooth turns', options: { slow: 'Slow', middle: 'Medium', fast: 'Fast' } },
  vignette: {
    label: 'Darker edge of the view while moving',
    options: { off: 'Off', light: 'Light', strong: 'Strong' },
  },
  seated: { label: 'You are', options: { no: 'Standing', yes: 'Seated' } },
  measure: 'Measure my height',
  measureHint: 'Sit upright, look ahead, and press this: your eyes come to a standing height.',
  measured: (centimetres: number) => `Raised by ${centimetres} cm`,
  hand: { label: 'The hand that turns', options: { right: 'Right', left: 'Left' } },
  oneController: { label: 'Controllers', options: { no: 'Two', yes: 'One is enough' } },
  language: { label: 'Language', options: { en: 'English', ru: 'Русский' } },
  places: 'Go to',
  placesHint: 'You are there at once, without moving.',
  arrived: (place: string) => `You are here: ${place}.`,
  spots: {
    entrance: 'Entrance',
    kiosk: (number: number | null) => (number ? `Ticket kiosk ${number}` : 'Ticket kiosk'),
    selfService: (number: number | null) => (number ? `Self-service ${number}` : 'Self-service'),
    lounge: (number: number | null) => (number ? `Lounge ${number}` : 'Lounge'),
  },
};
const ru: typeof en = {
  title: 'Настройки',
  inHeadset: 'В шлеме',
  intro: 'Как вы движетесь в шлеме. Этот браузер запомнит.',
  move: {
    label: 'Движение',
    options: { teleport: 'Телепорт', smooth: 'Шагом', both: 'И так и так', spots: 'Без движения' },
    hints: {
      teleport: 'Наведите на пол и отпустите.',
      smooth: 'Толкните стик.',
      both: 'Наведите на пол или толкните стик.',
      spots: 'Выберите место в меню, и вы там.',
    },
  },
  turn: { label: 'Повороты', options: { 'snap-30': 'По 30°', 'snap-45': 'По 45°', smooth: 'Плавно' } },
  turnSpeed: { label: 'Скорость плавных поворотов', options: { slow: 'Медленно', middle: 'Средне', fast: 'Быстро' } },
  vignette: {
    label: 'Затемнять края при движении',
    options: { off: 'Нет', light: 'Слегка', strong: 'Сильно' },
  },
  seated: { label: 'Вы', options: { no: 'Стоите', yes: 'Сидите' } },
  measure: 'Измерить мой рост',
  measureHint: 'Сядьте прямо, смотрите вперёд и нажмите: глаза поднимутся до роста стоящего.',
  measured: (centimetres) => `Выше на ${centimetres} см`,
  hand: { label: 'Рука для поворотов', options: { right: 'Правая', left: 'Левая' } },
  oneController: { label: 'Контроллеры', options: { no: 'Два', yes: 'Хватит одного' } },
  language: { label: 'Язык', options: { en: 'English', ru: 'Русский' } },
  places: 'Перейти к месту',
  placesHint: 'Вы окажетесь там сразу, без движения.',
  arrived: (place) => `Вы здесь: ${place}.`,
  spots: {
    entrance: 'Вход',
    kiosk: (number) => (number ? `Киоск талонов ${number}` : 'Киоск талонов'),
    selfService: (number) => (number ? `Самообслуживание ${number}` : 'Самообслуживание'),
    lounge: (number) => (number ? `Зона ожидания ${number}` : 'Зона ожидания'),
  },
};
export const comfortTexts = { en, ru };
export type ComfortTexts = typeof en;

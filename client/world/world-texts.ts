import type { Bird } from '../../shared/identity.ts';

/** Words of the scene and of what lies over it. */
export interface WorldTexts {
  readonly loading: string;
  readonly loadingScene: string;
  readonly failed: string;
  readonly branchUnknown: string;
  readonly branchFull: string;
  readonly retry: string;
  readonly noWebGl: string;
  readonly flatPage: string;
  readonly flatPageHint: string;
  readonly enterVr: string;
  readonly vrFailed: string;
  readonly here: (count: number) => string;
  readonly reconnecting: string;
  readonly reconnectingHint: string;
  readonly takenOver: string;
  readonly takenOverHint: string;
  /** The same two in few words, for a board before the eyes. */
  readonly inVr: Readonly<Record<'lost' | 'elsewhere', { readonly title: string; readonly hint: string }>>;
  readonly continueHere: string;
  readonly invite: Readonly<
    Record<'button' | 'title' | 'hint' | 'link' | 'copy' | 'copied' | 'copyFailed' | 'share', string>
  >;
  readonly disconnected: string;
  readonly takeTicket: string;
  readonly yourTicket: (number: string) => string;
  readonly selfService: string;
  readonly consultation: string;
  readonly settings: string;
  readonly help: string;
  readonly helpTitle: string;
  readonly helpKeys: readonly (readonly [keys: string, does: string])[];
  readonly helpTouch: readonly (readonly [gesture: string, does: string])[];
  readonly helpVr: readonly (readonly [gesture: string, does: string])[];
  readonly onKeyboard: string;
  readonly onTouch: string;
  readonly inHeadset: string;
  readonly sceneLabel: string;
  readonly stickLabel: string;
  readonly nowServing: string;
  readonly waiting: (count: number) => string;
  readonly noDesks: string;
  readonly freeDesk: string;
  readonly sign: { readonly tickets: string; readonly selfService: string };
  readonly kiosk: {
    readonly idle: string;
    readonly press: string;
    readonly signIn: string;
    readonly signInHint: string;
    readonly yourTicket: string;
    readonly ahead: (count: number) => string;
    readonly called: (desk: string) => string;
    readonly calledHint: string;
    readonly taking: string;
    readonly failed: string;
    readonly tryAgain: string;
  };
  readonly terminal: {
    readonly title: string;
    readonly press: string;
  };
  readonly roles: Readonly<Record<'guest' | 'customer' | 'consultant' | 'supervisor', string>>;
  readonly birds: Readonly<Record<Bird, string>>;
}

const en: WorldTexts = {
  loading: 'Opening the branch…',
  loadingScene: 'Setting out the furniture…',
  failed: 'The branch did not answer. Check the connection and try again.',
  branchUnknown: 'There is no such branch.',
  branchFull: 'The branch is full at the moment. Try again in a minute, or use the page without 3D.',
  retry: 'Try again',
  noWebGl: 'This browser cannot show the branch in 3D (WebGL is missing or switched off).',
  flatPage: 'Without 3D',
  flatPageHint: 'Everything the branch offers also works on a plain page.',
  enterVr: 'Enter VR',
  vrFailed: 'The headset did not start a session. Check that it is connected and try again.',
  here: (count) => (count === 1 ? '1 person here' : `${count} people here`),
  reconnecting: 'The connection was lost.',
  reconnectingHint: 'It comes back by itself. Your place, your ticket and what you were filling in are kept.',
  takenOver: 'You went on in another tab or on another device.',
  takenOverHint: 'Nothing is lost.',
  inVr: {
    lost: { title: 'The connection was lost', hint: 'It comes back by itself. All is kept' },
    elsewhere: { title: 'You went on elsewhere', hint: 'Leave VR to go on here' },
  },
  continueHere: 'Continue here',
  invite: {
    button: 'Invite',
    title: 'Invite someone',
    hint: 'Whoever opens this link comes into the hall that you are in, as long as there is room. The link says nothing about you.',
    link: 'Link',
    copy: 'Copy the link',
    copied: 'Copied.',
    copyFailed: 'The browser did not let us copy it. Select the link and copy it yourself.',
    share: 'Share…',
  },
  disconnected: 'The connection to the branch was lost.',
  takeTicket: 'Take a ticket',
  yourTicket: (number) => `Your ticket ${number}`,
  selfService: 'Self-service',
  consultation: 'Consultation',
  settings: 'Settings',
  help: 'Help',
  helpTitle: 'Moving around',
  onKeyboard: 'Keyboard and mouse',
  onTouch: 'Touch',
  inHeadset: 'Headset',
  helpKeys: [
    ['W A S D', 'walk'],
    ['Arrow keys', 'walk and turn'],
    ['Q, E', 'turn'],
    ['Drag', 'look around'],
    ['Click on the floor', 'walk there'],
    ['Click on a screen', 'use it'],
    ['Settings, Go to', 'be at a place at once, or sit'],
    ['Gamepad: sticks, cross, A, B', 'walk and look, choose, press, close'],
  ],
  helpTouch: [
    ['Left stick', 'walk'],
    ['Drag', 'look around'],
    ['Tap on the floor', 'walk there'],
    ['Tap on a screen', 'use it'],
  ],
  helpVr: [
    ['Trigger or pinch, hold, aim at the floor, let go', 'move there'],
    ['Stick, left or right', 'turn'],
    ['Trigger or pinch at a screen', 'use it'],
  ],
  sceneLabel: 'The branch in 3D. The same is offered by the buttons around it.',
  stickLabel: 'Walk',
  nowServing: 'Now serving',
  waiting: (count) =>
    count === 0 ? 'No one is waiting' : count === 1 ? '1 ticket waiting' : `${count} tickets waiting`,
  noDesks: 'No desk is staffed at the moment',
  freeDesk: 'free',
  sign: { tickets: 'Tickets', selfService: 'Self-service' },
  kiosk: {
    idle: 'Welcome',
    press: 'Press to take a ticket',
    signIn: 'Sign in first',
    signInHint: 'Press, and your phone signs you in',
    yourTicket: 'Your ticket',
    ahead: (count) => (count === 0 ? 'You are next' : `${count} before you`),
    called: (desk) => `Called to ${desk}`,
    calledHint: 'The conversation is in the menu',
    taking: 'One moment…',
    failed: 'No ticket was taken',
    tryAgain: 'Press to try again',
  },
  terminal: {
    title: 'Accounts and payments',
    press: 'Press to begin',
  },
  roles: { guest: 'Guest', customer: 'Customer', consultant: 'Consultant', supervisor: 'Supervisor' },
  birds: {
    heron: 'Heron',
    swift: 'Swift',
    robin: 'Robin',
    wren: 'Wren',
    finch: 'Finch',
    crane: 'Crane',
    dove: 'Dove',
    lark: 'Lark',
    kestrel: 'Kestrel',
    plover: 'Plover',
    tern: 'Tern',
    magpie: 'Magpie',
    swan: 'Swan',
    owl: 'Owl',
    siskin: 'Siskin',
    avocet: 'Avocet',
  },
};

const russianPlural = new Intl.PluralRules('ru');

function plural(count: number, one: string, few: string, many: string): string {
  const form = russianPlural.select(count);
  return `${count} ${form === 'one' ? one : form === 'few' ? few : many}`;
}

const ru: WorldTexts = {
  loading: 'Открываем отделение…',
  loadingScene: 'Расставляем мебель…',
  failed: 'Отделение не ответило. Проверьте соединение и попробуйте ещё раз.',
  branchUnknown: 'Такого отделения нет.',
  branchFull: 'Сейчас в отделении нет места. Попробуйте через минуту или откройте страницу без 3D.',
  retry: 'Попробовать ещё раз',
  noWebGl: 'Этот браузер не может показать отделение в 3D (WebGL недоступен или выключен).',
  flatPage: 'Без 3D',
  flatPageHint: 'Всё, что есть в отделении, работает и на простой странице.',
  enterVr: 'Войти в VR',
  vrFailed: 'Шлем не начал сеанс. Проверьте, что он подключён, и попробуйте ещё раз.',
  here: (count) => `Здесь ${plural(count, 'человек', 'человека', 'человек')}`,
  reconnecting: 'Связь прервалась.',
  reconnectingHint: 'Она восстановится сама. Ваше место, талон и всё, что вы заполняли, сохранены.',
  takenOver: 'Вы продолжили в другой вкладке или на другом устройстве.',
  takenOverHint: 'Ничего не пропало.',
  inVr: {
    lost: { title: 'Связь прервалась', hint: 'Она восстановится сама. Всё сохранено' },
    elsewhere: { title: 'Вы продолжили не здесь', hint: 'Чтобы вернуться сюда, выйдите из VR' },
  },
  continueHere: 'Продолжить здесь',
  invite: {
    button: 'Пригласить',
    title: 'Пригласить кого-нибудь',
    hint: 'Кто откроет эту ссылку, войдёт в тот же зал, где вы, пока в нём есть место. О вас ссылка ничего не говорит.',
    link: 'Ссылка',
    copy: 'Скопировать ссылку',
    copied: 'Скопировано.',
    copyFailed: 'Браузер не дал скопировать. Выделите ссылку и скопируйте её сами.',
    share: 'Поделиться…',
  },
  disconnected: 'Связь с отделением потеряна.',
  takeTicket: 'Взять талон',
  yourTicket: (number) => `Ваш талон ${number}`,
  selfService: 'Самообслуживание',
  consultation: 'Консультация',
  settings: 'Настройки',
  help: 'Помощь',
  helpTitle: 'Как двигаться',
  onKeyboard: 'Клавиатура и мышь',
  onTouch: 'Касания',
  inHeadset: 'Шлем',
  helpKeys: [
    ['W A S D', 'идти'],
    ['Стрелки', 'идти и поворачиваться'],
    ['Q, E', 'поворачиваться'],
    ['Потянуть', 'осмотреться'],
    ['Щелчок по полу', 'подойти'],
    ['Щелчок по экрану', 'открыть его'],
    ['Настройки, «Перейти к месту»', 'сразу оказаться там или сесть'],
    ['Геймпад: стики, крест, A, B', 'идти и смотреть, выбрать, нажать, закрыть'],
  ],
  helpTouch: [
    ['Левый джойстик', 'идти'],
    ['Провести пальцем', 'осмотреться'],
    ['Коснуться пола', 'подойти'],
    ['Коснуться экрана', 'открыть его'],
  ],
  helpVr: [
    ['Курок или щипок: держать, навести на пол, отпустить', 'переместиться'],
    ['Стик влево или вправо', 'повернуться'],
    ['Курок или щипок на экране', 'открыть его'],
  ],
  sceneLabel: 'Отделение в 3D. То же самое доступно кнопками вокруг.',
  stickLabel: 'Идти',
  nowServing: 'Сейчас обслуживаются',
  waiting: (count) => (count === 0 ? 'Очереди нет' : `В очереди ${plural(count, 'талон', 'талона', 'талонов')}`),
  noDesks: 'Сейчас ни один стол не работает',
  freeDesk: 'свободно',
  sign: { tickets: 'Талоны', selfService: 'Самообслуживание' },
  kiosk: {
    idle: 'Здравствуйте',
    press: 'Нажмите, чтобы взять талон',
    signIn: 'Сначала войдите',
    signInHint: 'Нажмите и войдите через телефон',
    yourTicket: 'Ваш талон',
    ahead: (count) => (count === 0 ? 'Вы следующий' : `Перед вами ${count}`),
    called: (desk) => `Вас ждут: ${desk}`,
    calledHint: 'Разговор открыт в меню',
    taking: 'Секунду…',
    failed: 'Талон не выдан',
    tryAgain: 'Нажмите ещё раз',
  },
  terminal: {
    title: 'Счета и платежи',
    press: 'Нажмите, чтобы начать',
  },
  roles: { guest: 'Гость', customer: 'Клиент', consultant: 'Консультант', supervisor: 'Супервайзер' },
  birds: {
    heron: 'Цапля',
    swift: 'Стриж',
    robin: 'Зарянка',
    wren: 'Крапивник',
    finch: 'Зяблик',
    crane: 'Журавль',
    dove: 'Голубь',
    lark: 'Жаворонок',
    kestrel: 'Пустельга',
    plover: 'Ржанка',
    tern: 'Крачка',
    magpie: 'Сорока',
    swan: 'Лебедь',
    owl: 'Сова',
    siskin: 'Чиж',
    avocet: 'Шилоклювка',
  },
};

export const worldTexts = { en, ru } as const;

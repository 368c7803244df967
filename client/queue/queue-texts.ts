import type { ServiceLanguage, Topic, WaitEstimate } from '../../shared/queue.ts';
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
  readonly wait: (estimate: WaitEstimate) => string;
  /** Nobody on duty serves it at the moment. */
  readonly waitUnknown: string;
  readonly keepOpen: string;
  readonly transferred: string;
  /** `until`: a time of day. */
  readonly missed: (until: string) => string;
  readonly comeBack: string;
  readonly language: string;
  readonly languages: Readonly<Record<ServiceLanguage | 'any', string>>;
  readonly needsHelp: string;
  readonly needsHelpNote: string;
  readonly follow: string;
  readonly followNote: string;
  readonly followLink: string;
  readonly closed: (opens: string) => string;
  readonly closedNow: string;
  readonly closes: (at: string) => string;
  /** `desk`: its name on the branch's signs; empty where it is not known. */
  readonly calledTo: (desk: string) => string;
  readonly enter: string;
  readonly guest: string;
  readonly signIn: string;
  readonly errors: Readonly<Record<TicketError, string>>;
}

/** As a person is told it: the likely wait is never 0, and the middle 80 % is rounded outwards. */
export function minutesOf({ lowSeconds, likelySeconds, highSeconds }: WaitEstimate) {
  const low = Math.floor(lowSeconds / 60);
  const high = Math.max(Math.ceil(highSeconds / 60), 1);
  return { low, likely: Math.min(Math.max(Math.round(likelySeconds / 60), 1), high), high };
}

const en: QueueTexts = {
  intro: 'Take a ticket. A consultant will call your number, and you will talk in private.',
  topic: 'What is it about?',
  topics: {
    payments: 'Payments and transfers',
    accounts: 'Accounts',
    cards: 'Cards',
    loans: 'Loans and mortgages',
    fraud: 'Fraud or a stolen card',
    other: 'Something else',
  },
  take: 'Take a ticket',
  cancel: 'Cancel ticket',
  yourNumber: 'Your number',
  ahead: (count) =>
    count === 0 ? 'You are next.' : count === 1 ? 'One person is before you.' : `${count} people are before you.`,
  wait: (estimate) => {
    const { low, likely, high } = minutesOf(estimate);
    if (high <= 1) return 'You will be called within a minute.';
    return `About ${likely} min. Eight in ten such waits last ${low === 0 ? 'up to' : `${low} to`} ${high} min.`;
  },
  waitUnknown:
    'No consultant for this is on duty at the moment, so we cannot say how long it will take. You can wait, or cancel the ticket and book a time or a call.',
  keepOpen: 'Stay on this page: the consultation opens by itself when you are called.',
  transferred: 'You have been passed on to a colleague and keep your place.',
  missed: (until) => `You were called, and nobody came. Come back by ${until}, and your place is yours again.`,
  comeBack: 'I am back',
  language: 'Language of the talk',
  languages: { any: 'Any', en: 'English', ru: 'Русский' },
  needsHelp: 'I need more time or help',
  needsHelpNote: 'You need not say why. You will be called a little earlier.',
  follow: 'Follow it on your phone',
  followNote: 'Scan this: the page shows your number and the wait, and no name. You can leave the headset meanwhile.',
  followLink: 'Open the page here',
  closed: (opens) => `The branch is closed. It opens ${opens}.`,
  closedNow: 'The branch is closed.',
  closes: (at) => `Open until ${at}.`,
  calledTo: (desk) => (desk ? `You are called to ${desk}.` : 'You are called.'),
  enter: 'Enter the consultation',
  guest:
    'To talk to a consultant, please sign in at the bank first: the talk is about your accounts, so we must know it is you.',
  signIn: 'Sign in',
  errors: {
    ...commonErrorTexts.en,
    'branch-unknown': 'This branch does not exist.',
    'queue-full': 'The queue is full at the moment. Please try again in a few minutes.',
    'branch-closed': 'The branch is closed now.',
    'closing-soon': 'The branch closes before anybody could serve you. Please come another day, or book a time.',
    'ticket-none': 'You have no ticket.',
    'ticket-already-called': 'You have just been called: the ticket can no longer be cancelled.',
  },
};
const russianPlural = new Intl.PluralRules('ru');
const ru: QueueTexts = {
  intro: 'Возьмите талон. Консультант вызовет ваш номер, и вы поговорите наедине.',
  topic: 'О чём поговорим?',
  topics: {
    payments: 'Платежи и переводы',
    accounts: 'Счета',
    cards: 'Карты',
    loans: 'Кредиты и ипотека',
    fraud: 'Мошенничество или кража карты',
    other: 'Другое',
  },
  take: 'Взять талон',
  cancel: 'Отменить талон',
  yourNumber: 'Ваш номер',
  ahead: (count) =>
    count === 0
      ? 'Ваша очередь следующая.'
      : `Перед вами ${count} ${russianPlural.select(count) === 'few' ? 'человека' : 'человек'}.`,
  wait: (estimate) => {
    const { low, likely, high } = minutesOf(estimate);
    if (high <= 1) return 'Вас вызовут в течение минуты.';
    return `Примерно ${likely} мин. В восьми случаях из десяти ждут ${low === 0 ? 'до' : `от ${low} до`} ${high} мин.`;
  },
  waitUnknown:
    'Сейчас на смене нет консультанта по этой теме, и сколько ждать, неизвестно. Можно подождать или отменить талон и выбрать время или звонок.',
  keepOpen: 'Не закрывайте страницу: когда вас вызовут, консультация откроется сама.',
  transferred: 'Вас передали коллеге, ваше место сохранено.',
  missed: (until) => `Вас вызвали, но никто не подошёл. Вернитесь до ${until}, и место снова ваше.`,
  comeBack: 'Я на месте',
  language: 'Язык беседы',
  languages: { any: 'Любой', en: 'English', ru: 'Русский' },
  needsHelp: 'Мне нужно больше времени или помощь',
  needsHelpNote: 'Причину называть не нужно. Вас вызовут немного раньше.',
  follow: 'Следить с телефона',
  followNote: 'Отсканируйте код: на странице видны номер и ожидание, без имени. Шлем можно пока снять.',
  followLink: 'Открыть страницу здесь',
  closed: (opens) => `Отделение закрыто. Откроется ${opens}.`,
  closedNow: 'Отделение закрыто.',
  closes: (at) => `Открыто до ${at}.`,
  calledTo: (desk) => (desk ? `Вас вызывают: ${desk}.` : 'Вас вызывают.'),
  enter: 'Войти в консультацию',
  guest:
    'Чтобы поговорить с консультантом, сначала войдите через банк: речь пойдёт о ваших счетах, и мы должны знать, что это вы.',
  signIn: 'Войти',
  errors: {
    ...commonErrorTexts.ru,
    'branch-unknown': 'Такого отделения нет.',
    'queue-full': 'Очередь сейчас заполнена. Попробуйте через несколько минут.',
    'branch-closed': 'Отделение сейчас закрыто.',
    'closing-soon': 'До закрытия вас не успеют принять. Приходите в другой день или запишитесь на время.',
    'ticket-none': 'У вас нет талона.',
    'ticket-already-called': 'Вас только что вызвали: талон уже нельзя отменить.',
  },
};
export const queueTexts = { en, ru };

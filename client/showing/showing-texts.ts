import { MAX_SHOWN_ACCOUNTS } from '../../shared/shown-accounts.ts';
import { commonErrorTexts } from '../ui/errors.ts';
import type { NoteRefusal, ShowingEnd } from './account-showing.ts';

const en = {
  heading: 'Accounts for your consultant',
  hidden: 'Your consultant does not see your accounts.',
  begin: 'Show my accounts',
  which: 'Which does your consultant see?',
  note: 'They see its name, the last four characters of its number and its balances, anew each minute, until you stop it or the talk ends. Nobody else in the talk sees them.',
  show: 'Show them',
  cancel: 'Cancel',
  none: `Choose one account, or up to ${MAX_SHOWN_ACCOUNTS}.`,
  shown: 'Your consultant sees:',
  onItsWay: 'Your consultant will see what you have chosen as soon as they are there.',
  stop: 'Stop showing',
  ends: {
    'consent-lost': 'The bank lets us read these accounts no more. Your consultant does not see them now.',
    elsewhere: 'Your accounts are shown no more: it was stopped in another window, or the talk is over.',
  } satisfies Record<ShowingEnd, string>,
  deskHeading: 'Accounts that the customer shows',
  deskNews: 'The customer shows you accounts.',
  deskGone: 'The customer shows you no accounts any more.',
  available: 'available',
  booked: 'booked',
  asOf: 'as of',
  errors: {
    ...commonErrorTexts.en,
    'consultation-unknown': 'There is no such consultation.',
    'consultation-ended': 'The consultation is over.',
    'not-shown': 'Nothing is shown.',
    'bank-sign-in-required': 'The bank lets us read your accounts no more. Please sign in again.',
  } satisfies Record<NoteRefusal | 'bank-sign-in-required', string>,
};
const ru: typeof en = {
  heading: 'Счета для консультанта',
  hidden: 'Консультант не видит ваших счетов.',
  begin: 'Показать мои счета',
  which: 'Какие увидит консультант?',
  note: 'Он увидит название, последние четыре знака номера и остатки; они обновляются раз в минуту, пока вы не прекратите показ или разговор не закончится. Больше никто в разговоре их не увидит.',
  show: 'Показать',
  cancel: 'Отмена',
  none: `Выберите счёт; можно несколько, до ${MAX_SHOWN_ACCOUNTS}.`,
  shown: 'Консультант видит:',
  onItsWay: 'Консультант увидит выбранное, как только будет здесь.',
  stop: 'Прекратить показ',
  ends: {
    'consent-lost': 'Банк больше не даёт читать эти счета. Консультант их сейчас не видит.',
    elsewhere: 'Счета больше не показываются: показ прекращён в другом окне или разговор окончен.',
  },
  deskHeading: 'Счета, которые показывает клиент',
  deskNews: 'Клиент показывает вам счета.',
  deskGone: 'Клиент больше не показывает вам счета.',
  available: 'доступно',
  booked: 'учтено',
  asOf: 'на',
  errors: {
    ...commonErrorTexts.ru,
    'consultation-unknown': 'Такой консультации нет.',
    'consultation-ended': 'Консультация окончена.',
    'not-shown': 'Ничего не показывается.',
    'bank-sign-in-required': 'Банк больше не даёт читать ваши счета. Войдите снова, пожалуйста.',
  },
};
export const showingTexts = { en, ru };

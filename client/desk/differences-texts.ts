import type { DifferenceKind, listDifferences } from '../../shared/reconciliation.ts';
import type { CallError } from '../net/api.ts';
import { commonErrorTexts } from '../ui/errors.ts';

type Words = Readonly<Record<DifferenceKind, { readonly title: string; readonly what: string }>>;

const en = {
  heading: 'Payments to look into',
  comparedAt: 'The branch and the bank were last compared',
  notCompared: 'The branch and the bank have not been compared yet.',
  none: 'Every payment is the same here and at the bank.',
  amount: 'Amount',
  ordered: 'Ordered',
  endToEndId: 'End-to-end id',
  bankId: 'Bank’s id',
  consentId: 'Consent',
  kinds: {
    'booked-here-only': {
      title: 'Booked here, not at the bank',
      what: 'Do not repeat it. Ask the bank for the payment by its id; the customer may hold a receipt for it.',
    },
    'made-at-bank-only': {
      title: 'Ended here, made at the bank',
      what: 'Money may have moved. Ask the bank by the end-to-end id, then tell the customer what became of it.',
    },
    'outcome-open': {
      title: 'The outcome is not known',
      what: 'It is never sent again. Ask the bank by the end-to-end id, and settle it by hand.',
    },
    stuck: {
      title: 'On its way for more than a day',
      what: 'Look whether the bank answers; if it does, ask it about this consent.',
    },
    'no-transaction': {
      title: 'Not on the statement',
      what: 'The bank says it is booked, and the account does not show it. Ask the bank for the booking.',
    },
  } satisfies Words,
  errors: {
    ...commonErrorTexts.en,
    'role-missing': 'Only a supervisor sees this.',
  } satisfies Record<CallError<(typeof listDifferences)['errors']>, string>,
};
const ru: typeof en = {
  heading: 'Платежи, которые нужно проверить',
  comparedAt: 'Отделение и банк сверены',
  notCompared: 'Отделение и банк ещё не сверялись.',
  none: 'Все платежи здесь и в банке совпадают.',
  amount: 'Сумма',
  ordered: 'Поручен',
  endToEndId: 'Сквозной номер',
  bankId: 'Номер в банке',
  consentId: 'Согласие',
  kinds: {
    'booked-here-only': {
      title: 'Здесь проведён, в банке нет',
      what: 'Не повторяйте его. Запросите платёж в банке по номеру: у клиента может быть квитанция.',
    },
    'made-at-bank-only': {
      title: 'Здесь завершён без оплаты, в банке исполнен',
      what: 'Деньги могли уйти. Спросите банк по сквозному номеру и скажите клиенту, что стало с платежом.',
    },
    'outcome-open': {
      title: 'Исход неизвестен',
      what: 'Он больше не отправляется. Спросите банк по сквозному номеру и закройте вручную.',
    },
    stuck: {
      title: 'В пути больше суток',
      what: 'Проверьте, отвечает ли банк; если да, спросите его об этом согласии.',
    },
    'no-transaction': {
      title: 'Нет в выписке',
      what: 'Банк говорит, что платёж проведён, а в выписке его нет. Запросите проводку в банке.',
    },
  },
  errors: { ...commonErrorTexts.ru, 'role-missing': 'Это видит только старший смены.' },
};
export const differencesTexts = { en, ru };

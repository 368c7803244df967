/** The words around the accounts. Those of a feature's own pages are beside them. */
const en = {
  unpayable: 'You have no account in the currency of the payment that was proposed.',
  guest:
    'To see your accounts and make payments, please sign in at the bank. Guests can look around, and nothing more.',
  signIn: 'Sign in',
  accounts: 'Your accounts',
  available: 'Available',
  booked: 'Balance',
  asOf: 'as of',
  stale: (age: string) => `${age}, may have changed`,
  noAccounts: 'The bank shows no accounts here.',
  /** Beside an error: what is on the screen is of before. */
  notRefreshed: 'The figures below are of the time beside them.',
  transactions: (account: string) => `Latest transactions: ${account}`,
  showAll: (count: number) => `Show all ${count}`,
  showFewer: 'Show fewer',
  noTransactions: 'There are no transactions yet.',
  waitsForYou: (amount: string, payee: string) => `${amount} to ${payee} waits for your approval.`,
  goOn: 'Continue',
  makePayment: 'Make a payment',
  orders: 'Standing and scheduled orders',
  recent: 'Recent payments',
  when: 'When',
  schedule: {
    now: 'Now',
    every: { week: 'Every week', month: 'Every month' },
    from: 'from',
    untilCancelled: 'Until you cancel it',
    count: (payments: number) => `${payments} payments`,
  },
};
const RU_PAYMENTS: Readonly<Record<string, string>> = { one: 'платёж', few: 'платежа', many: 'платежей' };
const ruPlural = new Intl.PluralRules('ru');
const ru: typeof en = {
  unpayable: 'У вас нет счёта в валюте предложенного платежа.',
  guest: 'Чтобы увидеть счета и платить, войдите через банк. Гость может только осмотреться.',
  signIn: 'Войти',
  accounts: 'Ваши счета',
  available: 'Доступно',
  booked: 'Остаток',
  asOf: 'на',
  stale: (age) => `${age}, могло измениться`,
  noAccounts: 'Банк не показывает здесь счетов.',
  notRefreshed: 'Цифры ниже — на указанное рядом время.',
  transactions: (account) => `Последние операции: ${account}`,
  showAll: (count) => `Показать все (${count})`,
  showFewer: 'Показать меньше',
  noTransactions: 'Операций пока нет.',
  waitsForYou: (amount, payee) => `${amount}, получатель ${payee}: ждёт вашего подтверждения.`,
  goOn: 'Продолжить',
  makePayment: 'Заплатить',
  orders: 'Регулярные и отложенные платежи',
  recent: 'Недавние платежи',
  when: 'Когда',
  schedule: {
    now: 'Сейчас',
    every: { week: 'Каждую неделю', month: 'Каждый месяц' },
    from: 'с',
    untilCancelled: 'Пока вы не отмените',
    count: (payments) => `${payments} ${RU_PAYMENTS[ruPlural.select(payments)] ?? 'платежей'}`,
  },
};
export const bankingTexts = { en, ru };

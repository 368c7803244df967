import type { PaymentState } from '../../shared/payment.ts';
import { type BankingErrorTexts, bankingErrorTexts } from './banking-error-texts.ts';

interface BankingTexts extends BankingErrorTexts {
  readonly guest: string;
  readonly signIn: string;
  readonly accounts: string;
  readonly available: string;
  readonly booked: string;
  readonly asOf: string;
  readonly noAccounts: string;
  /** Beside an error: what is on the screen is of before. */
  readonly notRefreshed: string;
  readonly transactions: (account: string) => string;
  readonly showAll: (count: number) => string;
  readonly showFewer: string;
  readonly waitsForYou: (amount: string, payee: string) => string;
  readonly goOn: string;
  readonly noTransactions: string;
  readonly makePayment: string;
  readonly back: string;
  readonly from: string;
  readonly payee: string;
  readonly sortCode: string;
  readonly sortCodeHint: string;
  readonly accountNumber: string;
  readonly accountNumberHint: string;
  readonly amount: string;
  readonly amountHint: (available: string) => string;
  readonly reference: string;
  readonly referenceHint: string;
  readonly continue: string;
  readonly to: string;
  readonly code: string;
  readonly codeHint: string;
  readonly openApproval: string;
  readonly scan: string;
  readonly qrTitle: string;
  readonly cancelPayment: string;
  readonly another: string;
  readonly receipt: string;
  readonly payment: string;
  readonly details: string;
  readonly bankNumber: string;
  readonly begunAt: string;
  readonly bookedAt: string;
  readonly newBalance: string;
  readonly recent: string;
  readonly states: Readonly<Record<PaymentState, string>>;
  /** The same for a line in a list. */
  readonly shortStates: Readonly<Record<PaymentState, string>>;
}

const en: BankingTexts = {
  guest:
    'To see your accounts and make payments, please sign in at the bank. Guests can look around, and nothing more.',
  signIn: 'Sign in',
  accounts: 'Your accounts',
  available: 'Available',
  booked: 'Balance',
  asOf: 'as of',
  noAccounts: 'The bank shows no accounts here.',
  notRefreshed: 'The figures below are of the time beside them.',
  transactions: (account) => `Latest transactions: ${account}`,
  showAll: (count) => `Show all ${count}`,
  showFewer: 'Show fewer',
  waitsForYou: (amount, payee) => `${amount} to ${payee} waits for your approval.`,
  goOn: 'Continue',
  noTransactions: 'There are no transactions yet.',
  makePayment: 'Make a payment',
  back: 'Back to accounts',
  from: 'From account',
  payee: 'Payee name',
  sortCode: 'Sort code',
  sortCodeHint: '6 digits: 20‑45‑14',
  accountNumber: 'Account number',
  accountNumberHint: '8 digits',
  amount: 'Amount',
  amountHint: (available) => `Available: ${available}`,
  reference: 'Reference',
  referenceHint: 'What the payee will see, up to 18 characters',
  continue: 'Continue to approval',
  to: 'To',
  code: 'Your code',
  codeHint: 'On the bank’s page, approve only if it shows this same code, payee and amount.',
  openApproval: 'Open the bank’s approval page',
  scan: 'Or scan this with your phone to approve there.',
  qrTitle: 'QR code: the bank’s approval page',
  cancelPayment: 'Cancel payment',
  another: 'Make another payment',
  receipt: 'Receipt',
  payment: 'Payment',
  details: 'Details of the payment',
  bankNumber: 'Payment ID at the bank',
  begunAt: 'Begun',
  bookedAt: 'Booked',
  newBalance: 'Balance now',
  recent: 'Recent payments',
  states: {
    draft: 'Preparing at the bank …',
    'consent-requested': 'Preparing at the bank …',
    'awaiting-approval': 'Waiting for your approval at the bank',
    approved: 'Approved. Sending …',
    submitting: 'Approved. Sending …',
    accepted: 'The bank has accepted the payment and is booking it …',
    unknown: 'The bank has not answered yet. We are asking what became of the payment; it is never sent twice.',
    'needs-review': 'The bank is checking this payment. Please ask a consultant before you pay again.',
    scheduled: 'Ordered. The bank pays it on its day',
    cancelling: 'Cancelling at the bank …',
    booked: 'Paid',
    rejected: 'Not paid',
    cancelled: 'Not paid',
    expired: 'Not paid',
  },
  shortStates: {
    draft: 'being prepared',
    'consent-requested': 'being prepared',
    'awaiting-approval': 'waiting for your approval',
    approved: 'being sent',
    submitting: 'being sent',
    accepted: 'being booked',
    unknown: 'being checked',
    'needs-review': 'being checked by the bank',
    scheduled: 'ordered',
    cancelling: 'being cancelled',
    booked: 'paid',
    rejected: 'not paid',
    cancelled: 'cancelled',
    expired: 'expired',
  },
  ...bankingErrorTexts.en,
};
const ru: BankingTexts = {
  guest: 'Чтобы увидеть счета и платить, войдите через банк. Гость может только осмотреться.',
  signIn: 'Войти',
  accounts: 'Ваши счета',
  available: 'Доступно',
  booked: 'Остаток',
  asOf: 'на',
  noAccounts: 'Банк не показывает здесь счетов.',
  notRefreshed: 'Цифры ниже — на указанное рядом время.',
  transactions: (account) => `Последние операции: ${account}`,
  showAll: (count) => `Показать все (${count})`,
  showFewer: 'Показать меньше',
  waitsForYou: (amount, payee) => `${amount}, получатель ${payee}: ждёт вашего подтверждения.`,
  goOn: 'Продолжить',
  noTransactions: 'Операций пока нет.',
  makePayment: 'Заплатить',
  back: 'К счетам',
  from: 'Со счёта',
  payee: 'Имя получателя',
  sortCode: 'Сорт-код',
  sortCodeHint: '6 цифр: 20‑45‑14',
  accountNumber: 'Номер счёта',
  accountNumberHint: '8 цифр',
  amount: 'Сумма',
  amountHint: (available) => `Доступно: ${available}`,
  reference: 'Назначение',
  referenceHint: 'Увидит получатель, до 18 знаков',
  continue: 'Перейти к подтверждению',
  to: 'Кому',
  code: 'Ваш код',
  codeHint: 'На странице банка подтверждайте, только если там тот же код, получатель и сумма.',
  openApproval: 'Открыть страницу подтверждения банка',
  scan: 'Или наведите камеру телефона и подтвердите на нём.',
  qrTitle: 'QR-код: страница подтверждения банка',
  cancelPayment: 'Отменить платёж',
  another: 'Новый платёж',
  receipt: 'Квитанция',
  payment: 'Платёж',
  details: 'Данные платежа',
  bankNumber: 'Номер платежа в банке',
  begunAt: 'Начат',
  bookedAt: 'Проведён',
  newBalance: 'Остаток сейчас',
  recent: 'Недавние платежи',
  states: {
    draft: 'Готовим в банке …',
    'consent-requested': 'Готовим в банке …',
    'awaiting-approval': 'Ждём вашего подтверждения в банке',
    approved: 'Подтверждено. Отправляем …',
    submitting: 'Подтверждено. Отправляем …',
    accepted: 'Банк принял платёж и проводит его …',
    unknown: 'Банк ещё не ответил. Мы узнаём, что стало с платежом; дважды он не уйдёт.',
    'needs-review': 'Банк проверяет этот платёж. Прежде чем платить снова, спросите консультанта.',
    scheduled: 'Поручение принято. Банк исполнит его в срок',
    cancelling: 'Отменяем в банке …',
    booked: 'Оплачено',
    rejected: 'Не оплачено',
    cancelled: 'Не оплачено',
    expired: 'Не оплачено',
  },
  shortStates: {
    draft: 'готовится',
    'consent-requested': 'готовится',
    'awaiting-approval': 'ждёт вашего подтверждения',
    approved: 'отправляется',
    submitting: 'отправляется',
    accepted: 'проводится',
    unknown: 'уточняется',
    'needs-review': 'проверяет банк',
    scheduled: 'поручение принято',
    cancelling: 'отменяется',
    booked: 'оплачено',
    rejected: 'не оплачено',
    cancelled: 'отменено',
    expired: 'срок истёк',
  },
  ...bankingErrorTexts.ru,
};
export const bankingTexts = { en, ru };

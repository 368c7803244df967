import type {
  cancelPayment,
  createPayment,
  listAccounts,
  listTransactions,
  PaymentFailure,
  PaymentState,
  readPayment,
} from '../../shared/banking.ts';
import type { CallError } from '../net/api.ts';
import { commonErrorTexts } from '../ui/errors.ts';
import type { DraftProblem } from './payment-form.ts';

export type BankingError =
  | CallError<(typeof createPayment)['errors']>
  | CallError<(typeof cancelPayment)['errors']>
  | CallError<(typeof listAccounts)['errors']>
  | CallError<(typeof listTransactions)['errors']>
  | CallError<(typeof readPayment)['errors']>;

interface BankingTexts {
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
  readonly failures: Readonly<Record<PaymentFailure, string>>;
  readonly problems: Readonly<Record<DraftProblem, string>>;
  readonly errors: Readonly<Record<BankingError, string>>;
}

/** What form and server name alike. */
const draftErrors = {
  en: {
    'amount-malformed': 'Please write an amount like 25.00.',
    'amount-not-positive': 'The amount must be more than zero.',
    'amount-too-precise': 'The amount has too many decimals.',
    'payee-is-debtor': 'This is the account you pay from.',
  },
  ru: {
    'amount-malformed': 'Напишите сумму, например 25,00.',
    'amount-not-positive': 'Сумма должна быть больше нуля.',
    'amount-too-precise': 'В сумме слишком много знаков после запятой.',
    'payee-is-debtor': 'Это счёт, с которого вы платите.',
  },
};
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
    created: 'Preparing at the bank …',
    'consent-requested': 'Preparing at the bank …',
    'awaiting-approval': 'Waiting for your approval at the bank',
    approved: 'Approved. Sending …',
    submitting: 'Approved. Sending …',
    accepted: 'The bank has accepted the payment and is booking it …',
    unknown: 'The bank has not answered yet. We are asking what became of the payment; it is never sent twice.',
    'needs-review': 'The bank is checking this payment. Please ask a consultant before you pay again.',
    booked: 'Paid',
    rejected: 'Not paid',
    cancelled: 'Cancelled. Nothing was paid.',
    expired: 'Expired. Nothing was paid.',
  },
  shortStates: {
    created: 'being prepared',
    'consent-requested': 'being prepared',
    'awaiting-approval': 'waiting for your approval',
    approved: 'being sent',
    submitting: 'being sent',
    accepted: 'being booked',
    unknown: 'being checked',
    'needs-review': 'being checked by the bank',
    booked: 'paid',
    rejected: 'not paid',
    cancelled: 'cancelled',
    expired: 'expired',
  },
  failures: {
    'denied-by-customer': 'You denied it on the bank’s page.',
    'approval-expired': 'It was not approved in time.',
    'cancelled-by-customer': 'You cancelled it.',
    'bank-refused': 'The bank refused it.',
    'insufficient-funds': 'There is not enough money on the account.',
    'approval-lost': 'The approval did not reach us. You can start the payment again.',
    'needs-review': 'Its outcome is not known yet.',
  },
  problems: {
    'check-account': 'Please choose an account.',
    'check-payee': 'Please give the name of the payee.',
    'check-sort-code': 'A sort code has 6 digits.',
    'check-account-number': 'An account number has 8 digits.',
    'check-reference': 'Please give a reference of up to 18 characters.',
    ...draftErrors.en,
  },
  errors: {
    ...commonErrorTexts.en,
    ...draftErrors.en,
    'account-unknown': 'The bank does not know this account.',
    'account-forbidden': 'This account is not one of those you share with the branch.',
    'bank-sign-in-required': 'Your access at the bank has ended. Please sign in again.',
    'amount-over-limit': 'This is more than the largest payment the branch takes.',
    'currency-mismatch': 'The account is in another currency.',
    'insufficient-funds': 'This is more than is available on the account.',
    'key-reused': 'This form has been sent before with other details. Please check your recent payments.',
    'too-many-open-payments': 'Several payments are waiting already. Please finish or cancel one first.',
    'payment-unknown': 'There is no such payment.',
    'payment-not-cancellable': 'The payment has been approved and can no longer be cancelled.',
  },
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
    created: 'Готовим в банке …',
    'consent-requested': 'Готовим в банке …',
    'awaiting-approval': 'Ждём вашего подтверждения в банке',
    approved: 'Подтверждено. Отправляем …',
    submitting: 'Подтверждено. Отправляем …',
    accepted: 'Банк принял платёж и проводит его …',
    unknown: 'Банк ещё не ответил. Мы узнаём, что стало с платежом; дважды он не уйдёт.',
    'needs-review': 'Банк проверяет этот платёж. Прежде чем платить снова, спросите консультанта.',
    booked: 'Оплачено',
    rejected: 'Не оплачено',
    cancelled: 'Отменено. Ничего не списано.',
    expired: 'Срок истёк. Ничего не списано.',
  },
  shortStates: {
    created: 'готовится',
    'consent-requested': 'готовится',
    'awaiting-approval': 'ждёт вашего подтверждения',
    approved: 'отправляется',
    submitting: 'отправляется',
    accepted: 'проводится',
    unknown: 'уточняется',
    'needs-review': 'проверяет банк',
    booked: 'оплачено',
    rejected: 'не оплачено',
    cancelled: 'отменено',
    expired: 'срок истёк',
  },
  failures: {
    'denied-by-customer': 'Вы отказали на странице банка.',
    'approval-expired': 'Не подтверждено вовремя.',
    'cancelled-by-customer': 'Вы отменили платёж.',
    'bank-refused': 'Банк отказал.',
    'insufficient-funds': 'На счёте недостаточно денег.',
    'approval-lost': 'Подтверждение до нас не дошло. Платёж можно начать заново.',
    'needs-review': 'Итог пока неизвестен.',
  },
  problems: {
    'check-account': 'Выберите счёт.',
    'check-payee': 'Укажите имя получателя.',
    'check-sort-code': 'В сорт-коде 6 цифр.',
    'check-account-number': 'В номере счёта 8 цифр.',
    'check-reference': 'Укажите назначение, до 18 знаков.',
    ...draftErrors.ru,
  },
  errors: {
    ...commonErrorTexts.ru,
    ...draftErrors.ru,
    'account-unknown': 'Банк не знает этого счёта.',
    'account-forbidden': 'Этот счёт не из тех, что вы открыли отделению.',
    'bank-sign-in-required': 'Доступ в банке закончился. Войдите снова.',
    'amount-over-limit': 'Это больше предела одного платежа.',
    'currency-mismatch': 'Счёт в другой валюте.',
    'insufficient-funds': 'На счёте столько нет.',
    'key-reused': 'Эта форма уже отправлена с другими данными. Посмотрите недавние платежи.',
    'too-many-open-payments': 'Уже ждут несколько платежей. Завершите или отмените один из них.',
    'payment-unknown': 'Такого платежа нет.',
    'payment-not-cancellable': 'Платёж подтверждён, отменить его уже нельзя.',
  },
};
export const bankingTexts = { en, ru };

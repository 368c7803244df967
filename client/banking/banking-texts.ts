import type {
  cancelPayment,
  createPayment,
  listAccounts,
  listTransactions,
  PaymentFailure,
  PaymentState,
} from '../../shared/banking.ts';
import type { CallError } from '../net/api.ts';
import { commonErrorTexts } from '../ui/errors.ts';

export type BankingError =
  | CallError<(typeof createPayment)['errors']>
  | CallError<(typeof cancelPayment)['errors']>
  | CallError<(typeof listAccounts)['errors']>
  | CallError<(typeof listTransactions)['errors']>;

interface BankingTexts {
  readonly guest: string;
  readonly signIn: string;
  readonly accounts: string;
  readonly available: string;
  readonly booked: string;
  readonly asOf: string;
  readonly transactions: string;
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
  readonly checkPayee: string;
  readonly checkSortCode: string;
  readonly checkAccountNumber: string;
  readonly checkReference: string;
  readonly to: string;
  readonly code: string;
  readonly codeHint: string;
  readonly openApproval: string;
  readonly scan: string;
  readonly cancelPayment: string;
  readonly another: string;
  readonly receipt: string;
  readonly bankNumber: string;
  readonly when: string;
  readonly newBalance: string;
  readonly recent: string;
  readonly states: Readonly<Record<PaymentState, string>>;
  readonly failures: Readonly<Record<PaymentFailure, string>>;
  readonly errors: Readonly<Record<BankingError, string>>;
}

const en: BankingTexts = {
  guest:
    'To see your accounts and make payments, please sign in at the bank. Guests can look around, and nothing more.',
  signIn: 'Sign in',
  accounts: 'Your accounts',
  available: 'Available',
  booked: 'Balance',
  asOf: 'as of',
  transactions: 'Latest transactions',
  noTransactions: 'There are no transactions yet.',
  makePayment: 'Make a payment',
  back: 'Back to accounts',
  from: 'From account',
  payee: 'Payee name',
  sortCode: 'Sort code',
  sortCodeHint: '6 digits, like 20-45-14',
  accountNumber: 'Account number',
  accountNumberHint: '8 digits',
  amount: 'Amount',
  amountHint: (available) => `Available: ${available}`,
  reference: 'Reference',
  referenceHint: 'What the payee will see, up to 18 characters',
  continue: 'Continue to approval',
  checkPayee: 'Please give the name of the payee, without special characters.',
  checkSortCode: 'A sort code has 6 digits.',
  checkAccountNumber: 'An account number has 8 digits.',
  checkReference: 'Please give a reference of up to 18 characters.',
  to: 'To',
  code: 'Your code',
  codeHint: 'On the bank’s page, approve only if it shows this same code, payee and amount.',
  openApproval: 'Open the bank’s approval page',
  scan: 'Or scan this with your phone',
  cancelPayment: 'Cancel payment',
  another: 'Make another payment',
  receipt: 'Receipt',
  bankNumber: 'Bank’s number',
  when: 'When',
  newBalance: 'New balance',
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
  failures: {
    'denied-by-customer': 'You denied it on the bank’s page.',
    'approval-expired': 'It was not approved in time.',
    'cancelled-by-customer': 'You cancelled it.',
    'bank-refused': 'The bank refused it.',
    'insufficient-funds': 'There is not enough money on the account.',
    'approval-lost': 'The approval did not reach us. You can start the payment again.',
    'needs-review': 'The outcome is being checked at the bank.',
  },
  errors: {
    ...commonErrorTexts.en,
    'account-unknown': 'The bank does not know this account.',
    'account-forbidden': 'This account is not one of those you share with the branch.',
    'bank-sign-in-required': 'Your access at the bank has ended. Please sign in again.',
    'amount-malformed': 'Please write an amount like 25.00.',
    'amount-not-positive': 'The amount must be more than zero.',
    'amount-too-precise': 'The amount has too many decimals.',
    'amount-over-limit': 'This is more than one payment may be here.',
    'currency-mismatch': 'The account is in another currency.',
    'insufficient-funds': 'This is more than is available on the account.',
    'payee-is-debtor': 'The payee’s account is the one you pay from.',
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
  transactions: 'Последние операции',
  noTransactions: 'Операций пока нет.',
  makePayment: 'Заплатить',
  back: 'К счетам',
  from: 'Со счёта',
  payee: 'Имя получателя',
  sortCode: 'Сорт-код',
  sortCodeHint: '6 цифр, например 20-45-14',
  accountNumber: 'Номер счёта',
  accountNumberHint: '8 цифр',
  amount: 'Сумма',
  amountHint: (available) => `Доступно: ${available}`,
  reference: 'Назначение',
  referenceHint: 'Увидит получатель, до 18 знаков',
  continue: 'Перейти к подтверждению',
  checkPayee: 'Укажите имя получателя без особых знаков.',
  checkSortCode: 'В сорт-коде 6 цифр.',
  checkAccountNumber: 'В номере счёта 8 цифр.',
  checkReference: 'Укажите назначение, до 18 знаков.',
  to: 'Кому',
  code: 'Ваш код',
  codeHint: 'На странице банка подтверждайте, только если там тот же код, получатель и сумма.',
  openApproval: 'Открыть страницу подтверждения банка',
  scan: 'Или наведите телефон',
  cancelPayment: 'Отменить платёж',
  another: 'Новый платёж',
  receipt: 'Квитанция',
  bankNumber: 'Номер банка',
  when: 'Когда',
  newBalance: 'Новый остаток',
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
  failures: {
    'denied-by-customer': 'Вы отказали на странице банка.',
    'approval-expired': 'Не подтверждено вовремя.',
    'cancelled-by-customer': 'Вы отменили платёж.',
    'bank-refused': 'Банк отказал.',
    'insufficient-funds': 'На счёте недостаточно денег.',
    'approval-lost': 'Подтверждение до нас не дошло. Платёж можно начать заново.',
    'needs-review': 'Итог проверяется в банке.',
  },
  errors: {
    ...commonErrorTexts.ru,
    'account-unknown': 'Банк не знает этого счёта.',
    'account-forbidden': 'Этот счёт не из тех, что вы открыли отделению.',
    'bank-sign-in-required': 'Доступ в банке закончился. Войдите снова.',
    'amount-malformed': 'Напишите сумму, например 25.00.',
    'amount-not-positive': 'Сумма должна быть больше нуля.',
    'amount-too-precise': 'В сумме слишком много знаков после запятой.',
    'amount-over-limit': 'Это больше предела одного платежа.',
    'currency-mismatch': 'Счёт в другой валюте.',
    'insufficient-funds': 'На счёте столько нет.',
    'payee-is-debtor': 'Счёт получателя тот же, с которого вы платите.',
    'key-reused': 'Эта форма уже отправлена с другими данными. Посмотрите недавние платежи.',
    'too-many-open-payments': 'Уже ждут несколько платежей. Завершите или отмените один из них.',
    'payment-unknown': 'Такого платежа нет.',
    'payment-not-cancellable': 'Платёж подтверждён, отменить его уже нельзя.',
  },
};
export const bankingTexts = { en, ru };

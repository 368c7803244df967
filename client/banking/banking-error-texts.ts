import type { listAccounts, listTransactions } from '../../shared/banking.ts';
import type { cancelPayment, createPayment, PaymentFailure, readPayment } from '../../shared/payment.ts';
import type { CallError } from '../net/api.ts';
import { commonErrorTexts } from '../ui/errors.ts';
import type { DraftProblem } from './payment-form.ts';

export type BankingError =
  | CallError<(typeof createPayment)['errors']>
  | CallError<(typeof cancelPayment)['errors']>
  | CallError<(typeof listAccounts)['errors']>
  | CallError<(typeof listTransactions)['errors']>
  | CallError<(typeof readPayment)['errors']>;

export interface BankingErrorTexts {
  /** What the form itself finds. */
  readonly problems: Readonly<Record<DraftProblem, string>>;
  readonly errors: Readonly<Record<BankingError, string>>;
  /** Why a payment ended without being booked. */
  readonly failures: Readonly<Record<PaymentFailure, string>>;
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
const en: BankingErrorTexts = {
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
    'amount-over-day-limit': 'With this you would pay more today than the branch takes in one day.',
    'currency-mismatch': 'The account is in another currency.',
    'date-not-possible': 'Please choose a day from tomorrow up to a year ahead.',
    'payee-unknown': 'The bank knows nobody by this.',
    'insufficient-funds': 'This is more than is available on the account.',
    'key-reused': 'This form has been sent before with other details. Please check your recent payments.',
    'too-many-open-payments': 'Several payments are waiting already. Please finish or cancel one first.',
    'payment-unknown': 'There is no such payment.',
    'payment-not-cancellable': 'The payment has been approved and can no longer be cancelled.',
  },
  failures: {
    'denied-by-customer': 'You declined it on the bank’s page. Nothing left your account.',
    'approval-expired': 'It was not approved in time. Nothing left your account.',
    'cancelled-by-customer': 'You cancelled it. Nothing left your account.',
    'cancelled-by-bank': 'The bank cancelled it. Nothing more will leave your account.',
    'bank-refused': 'The bank refused it. Nothing left your account.',
    'insufficient-funds': 'There was not enough money on the account.',
    'approval-lost': 'Your approval did not reach us. Nothing left your account; you can start the payment again.',
    'needs-review': 'Its outcome is not known yet.',
  },
};
const ru: BankingErrorTexts = {
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
    'amount-over-day-limit': 'Вместе с этим платежом вы превысите предел одного дня.',
    'currency-mismatch': 'Счёт в другой валюте.',
    'date-not-possible': 'Выберите день от завтрашнего и не дальше года.',
    'payee-unknown': 'Банк не знает такого получателя.',
    'insufficient-funds': 'На счёте столько нет.',
    'key-reused': 'Эта форма уже отправлена с другими данными. Посмотрите недавние платежи.',
    'too-many-open-payments': 'Уже ждут несколько платежей. Завершите или отмените один из них.',
    'payment-unknown': 'Такого платежа нет.',
    'payment-not-cancellable': 'Платёж подтверждён, отменить его уже нельзя.',
  },
  failures: {
    'denied-by-customer': 'Вы отказались на странице банка. Со счёта ничего не списано.',
    'approval-expired': 'Не подтверждено вовремя. Со счёта ничего не списано.',
    'cancelled-by-customer': 'Вы отменили платёж. Со счёта ничего не списано.',
    'cancelled-by-bank': 'Банк отменил поручение. Больше со счёта ничего не спишется.',
    'bank-refused': 'Банк отказал. Со счёта ничего не списано.',
    'insufficient-funds': 'На счёте не хватило денег.',
    'approval-lost': 'Подтверждение до нас не дошло. Со счёта ничего не списано, платёж можно начать заново.',
    'needs-review': 'Итог пока неизвестен.',
  },
};
export const bankingErrorTexts = { en, ru };

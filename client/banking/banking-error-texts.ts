import type {
  listAccounts,
  listBeneficiaries,
  listTransactions,
  removeBeneficiary,
  saveBeneficiary,
} from '../../shared/banking.ts';
import type { cancelPayment, checkPayee, createPayment, readPayment } from '../../shared/payment.ts';
import type { CallError } from '../net/api.ts';
import { commonErrorTexts } from '../ui/errors.ts';

type BankingCall =
  | typeof listAccounts
  | typeof listTransactions
  | typeof listBeneficiaries
  | typeof saveBeneficiary
  | typeof removeBeneficiary
  | typeof checkPayee
  | typeof createPayment
  | typeof readPayment
  | typeof cancelPayment;
/** Everything that a call of this feature may be refused with. */
export type BankingError = BankingCall extends infer E
  ? E extends BankingCall
    ? CallError<E['errors']>
    : never
  : never;

const en: Readonly<Record<BankingError, string>> = {
  ...commonErrorTexts.en,
  'account-unknown': 'The bank does not know this account.',
  'account-forbidden': 'This account is not one of those you share with the branch.',
  'bank-sign-in-required': 'Your access at the bank has ended. Please sign in again.',
  'payee-unknown': 'The bank knows nobody by this.',
  'payee-is-debtor': 'This is the account you pay from.',
  'amount-malformed': 'Please write an amount like 25.00.',
  'amount-not-positive': 'The amount must be more than zero.',
  'amount-too-precise': 'The amount has too many decimals.',
  'amount-over-limit': 'This is more than the largest payment the branch takes.',
  'amount-over-day-limit': 'With this you would pay more today than the branch takes in one day.',
  'currency-mismatch': 'Payments from an account in this currency are not made here.',
  'insufficient-funds': 'This is more than is available on the account.',
  'date-not-possible': 'Please choose a day from tomorrow up to a year ahead.',
  'key-reused': 'This form has been sent before with other details. Please check your recent payments.',
  'too-many-open-payments': 'Several payments are waiting already. Please finish or cancel one first.',
  'payment-unknown': 'There is no such payment.',
  'payment-not-cancellable': 'It is too late to cancel this.',
  'beneficiaries-read-only': 'The bank does not let the branch change your saved payees.',
  'beneficiary-unknown': 'This payee has been removed already.',
};
const ru: typeof en = {
  ...commonErrorTexts.ru,
  'account-unknown': 'Банк не знает этого счёта.',
  'account-forbidden': 'Этот счёт не из тех, что вы открыли отделению.',
  'bank-sign-in-required': 'Доступ в банке закончился. Войдите снова.',
  'payee-unknown': 'Банк не знает такого получателя.',
  'payee-is-debtor': 'Это счёт, с которого вы платите.',
  'amount-malformed': 'Напишите сумму, например 25,00.',
  'amount-not-positive': 'Сумма должна быть больше нуля.',
  'amount-too-precise': 'В сумме слишком много знаков после запятой.',
  'amount-over-limit': 'Это больше предела одного платежа.',
  'amount-over-day-limit': 'Вместе с этим платежом вы превысите предел одного дня.',
  'currency-mismatch': 'Со счёта в этой валюте здесь не платят.',
  'insufficient-funds': 'На счёте столько нет.',
  'date-not-possible': 'Выберите день начиная с завтрашнего и не дальше года.',
  'key-reused': 'Эта форма уже отправлена с другими данными. Посмотрите недавние платежи.',
  'too-many-open-payments': 'Уже ждут несколько платежей. Завершите или отмените один из них.',
  'payment-unknown': 'Такого платежа нет.',
  'payment-not-cancellable': 'Отменить уже нельзя.',
  'beneficiaries-read-only': 'Банк не даёт отделению менять сохранённых получателей.',
  'beneficiary-unknown': 'Этот получатель уже удалён.',
};
export const bankingErrorTexts = { en, ru };

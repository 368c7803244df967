/** The words of a receipt. `{…}` parts are passed in, already written in the language. */
const en = {
  receipt: 'Payment receipt',
  acceptance: 'Confirmation of a payment order',
  order: 'Confirmation of a scheduled payment',
  standingOrder: 'Confirmation of a standing order',
  booked: (at: string) => `Paid. The bank told us on ${at} that it has booked this payment.`,
  accepted: (at: string) =>
    `Accepted by the bank on ${at}, but not booked yet. This document does not prove that the money has been paid.`,
  once: (day: string) =>
    `The bank has taken this order and is to pay on ${day}. Nothing had been paid by it when this document was made.`,
  repeat:
    'The bank has taken this order. This document does not say which of its payments have been made: your statement does.',
  carriedOut: (at: string) => `Carried out. The bank told us on ${at} that this order is complete.`,
  amount: 'Amount',
  eachAmount: 'Amount of each payment',
  payer: 'From',
  payee: 'To',
  reference: 'Reference',
  day: 'To be paid on',
  schedule: 'To be paid',
  every: { week: 'Every week', month: 'Every month' },
  from: (rhythm: string, day: string) => `${rhythm} from ${day}`,
  untilCancelled: 'until cancelled',
  count: (payments: number) => `${payments} payments`,
  orderedAt: 'Ordered',
  bankId: 'The bank’s ID',
  endToEndId: 'End-to-end ID',
  issued: (at: string) =>
    `Made on ${at} by the branch from what the bank has said. What the bank’s own books say counts.`,
  replaced: (mark: string) =>
    `${mark} stands for a character that this document cannot show. The account number says who is meant.`,
  page: (page: number, pages: number) => `Page ${page} of ${pages}`,
  fileName: { receipt: 'receipt', confirmation: 'order-confirmation' },
};
const RU_PAYMENTS: Readonly<Record<string, string>> = { one: 'платёж', few: 'платежа', many: 'платежей' };
const ruPlural = new Intl.PluralRules('ru');
const ru: typeof en = {
  receipt: 'Квитанция о платеже',
  acceptance: 'Подтверждение платёжного поручения',
  order: 'Подтверждение отложенного платежа',
  standingOrder: 'Подтверждение регулярного платежа',
  booked: (at) => `Оплачено. Банк сообщил ${at}, что провёл этот платёж.`,
  accepted: (at) => `Принято банком ${at}, но ещё не проведено. Этот документ не доказывает, что деньги уплачены.`,
  once: (day) =>
    `Банк принял поручение и должен заплатить ${day}. Когда составлен этот документ, по нему ещё ничего не уплачено.`,
  repeat: 'Банк принял поручение. Какие платежи по нему уже сделаны, этот документ не говорит: это видно в выписке.',
  carriedOut: (at) => `Исполнено. Банк сообщил ${at}, что поручение исполнено полностью.`,
  amount: 'Сумма',
  eachAmount: 'Сумма каждого платежа',
  payer: 'От кого',
  payee: 'Кому',
  reference: 'Назначение',
  day: 'Дата платежа',
  schedule: 'Когда платить',
  every: { week: 'Каждую неделю', month: 'Каждый месяц' },
  from: (rhythm, day) => `${rhythm}, с ${day}`,
  untilCancelled: 'до отмены',
  count: (payments) => `${payments} ${RU_PAYMENTS[ruPlural.select(payments)] ?? 'платежей'}`,
  orderedAt: 'Поручено',
  bankId: 'Номер в банке',
  endToEndId: 'Сквозной номер',
  issued: (at) => `Составлено ${at} отделением по сообщениям банка. Решают записи самого банка.`,
  replaced: (mark) =>
    `${mark} стоит вместо знака, которого в этом документе не показать. Кто имеется в виду, говорит номер счёта.`,
  page: (page, pages) => `Страница ${page} из ${pages}`,
  fileName: { receipt: 'kvitanciya', confirmation: 'poruchenie' },
};
export const receiptWords = { en, ru };
export type ReceiptLanguage = keyof typeof receiptWords;

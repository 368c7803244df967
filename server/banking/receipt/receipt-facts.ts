import { formatAccountNumber } from '../../../shared/account-number.ts';
import { formatAmount } from '../../../shared/money.ts';
import { endToEndIdOf, type Schedule } from '../../../shared/payment.ts';
import { ok, type Result, refuse } from '../../../shared/result.ts';
import type { PaymentRow } from '../payment-tables.ts';
import { type ReceiptLanguage, receiptWords } from './receipt-words.ts';

/** What of a payment a receipt says. */
export type ReceiptPayment = Pick<
  PaymentRow,
  | 'id'
  | 'state'
  | 'debtor_identification'
  | 'payee_name'
  | 'payee_identification'
  | 'amount_minor'
  | 'currency'
  | 'reference'
  | 'schedule'
  | 'bank_payment_id'
  | 'created_at'
  | 'changed_at'
>;

export interface ReceiptContext {
  readonly language: ReceiptLanguage;
  readonly payerName: string;
  /** IANA name of the bank's calendar: every time is written in it, and names it. */
  readonly timeZone: string;
  readonly issuedAt: Date;
}

/** Everything a receipt says, in words; names and references are untrusted text. */
export interface ReceiptFacts {
  readonly language: ReceiptLanguage;
  readonly title: string;
  /** What the payment has come to, and no more than that. */
  readonly statement: string;
  readonly amount: string;
  readonly rows: readonly { readonly label: string; readonly value: string; readonly note?: string }[];
  readonly issued: string;
  readonly fileName: string;
}

/** Refuses a payment that the bank has not taken, or that came to nothing. */
export function receiptFacts(payment: ReceiptPayment, context: ReceiptContext): Result<ReceiptFacts, 'no-receipt'> {
  const { language, timeZone } = context;
  const words = receiptWords[language];
  const schedule = JSON.parse(payment.schedule) as Schedule;
  const time = (at: Date) => timeText(at, language, timeZone);
  const heading = headingOf(payment, schedule, language, time(payment.changed_at));
  if (!heading) return refuse('no-receipt');
  const optional = (label: string, value: string | null) => (value === null ? [] : [{ label, value }]);
  return ok({
    language,
    ...heading,
    amount: amountText(payment, language),
    rows: [
      { label: words.payee, value: payment.payee_name, note: formatAccountNumber(payment.payee_identification) },
      { label: words.payer, value: context.payerName, note: formatAccountNumber(payment.debtor_identification) },
      ...scheduleRows(schedule, language),
      { label: words.reference, value: payment.reference },
      { label: words.orderedAt, value: time(payment.created_at) },
      ...optional(words.bankId, payment.bank_payment_id),
      { label: words.endToEndId, value: endToEndIdOf(payment.id) },
    ],
    issued: words.issued(time(context.issuedAt)),
    fileName: fileNameOf(payment, language),
  });
}

/** Null where there is nothing to confirm. */
function headingOf(
  { state }: ReceiptPayment,
  schedule: Schedule,
  language: ReceiptLanguage,
  changedAt: string,
): Pick<ReceiptFacts, 'title' | 'statement'> | null {
  const words = receiptWords[language];
  const title = { now: words.acceptance, once: words.order, repeat: words.standingOrder }[schedule.kind];
  switch (state) {
    case 'booked':
      if (schedule.kind === 'repeat') return { title, statement: words.carriedOut(changedAt) };
      return { title: words.receipt, statement: words.booked(changedAt) };
    case 'accepted':
      return { title, statement: words.accepted(changedAt) };
    case 'scheduled':
      if (schedule.kind === 'repeat') return { title, statement: words.repeat };
      return schedule.kind === 'once' ? { title, statement: words.once(dayText(schedule.on, language)) } : null;
    default:
      return null;
  }
}

function scheduleRows(schedule: Schedule, language: ReceiptLanguage) {
  const words = receiptWords[language];
  if (schedule.kind === 'now') return [];
  if (schedule.kind === 'once') return [{ label: words.day, value: dayText(schedule.on, language) }];
  const { every, first, payments } = schedule;
  return [
    {
      label: words.schedule,
      value: words.from(words.every[every], dayText(first, language)),
      note: payments === null ? words.untilCancelled : words.count(payments),
    },
  ];
}

const LOCALES = { en: 'en-GB', ru: 'ru-RU' } as const;

/** With the currency's code, which no font lacks and nobody takes for another. */
function amountText({ amount_minor, currency }: ReceiptPayment, language: ReceiptLanguage): string {
  const format = new Intl.NumberFormat(LOCALES[language], { style: 'currency', currency, currencyDisplay: 'code' });
  return format.format(formatAmount({ minor: amount_minor, currency }) as Intl.StringNumericLiteral);
}

function timeText(at: Date, language: ReceiptLanguage, timeZone: string): string {
  return new Intl.DateTimeFormat(LOCALES[language], {
    day: 'numeric',
    month: 'long',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    timeZone,
    timeZoneName: 'short',
  }).format(at);
}

/** A day of the bank's calendar, which no time zone moves. */
function dayText(day: string, language: ReceiptLanguage): string {
  const format = new Intl.DateTimeFormat(LOCALES[language], { dateStyle: 'long', timeZone: 'UTC' });
  return format.format(new Date(`${day}T00:00:00Z`));
}

function fileNameOf({ id, state, created_at }: ReceiptPayment, language: ReceiptLanguage): string {
  const { receipt, confirmation } = receiptWords[language].fileName;
  const kind = state === 'booked' ? receipt : confirmation;
  return `${kind}-${created_at.toISOString().slice(0, 10)}-${id.slice(0, 8)}.pdf`;
}

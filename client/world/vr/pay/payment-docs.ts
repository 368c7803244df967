import { formatAccountNumber } from '../../../../shared/account-number.ts';
import type { Account } from '../../../../shared/banking.ts';
import { endToEndIdOf, FINAL_PAYMENT_STATES, type Payment } from '../../../../shared/payment.ts';
import { timeLeft } from '../../../banking/freshness-rules.ts';
import { payeeTexts } from '../../../banking/payees/payee-texts.ts';
import { progressTexts, titleOfPayment, wordsOfState } from '../../../banking/progress/progress-texts.ts';
import type { PanelBlock, PanelButton, PanelDoc } from '../../../panels/panel-doc.ts';
import { framed } from '../menu-docs.ts';
import { vrTexts } from '../vr-texts.ts';
import {
  fact,
  formatMoney,
  type Language,
  type LookOut,
  lookOutBlocks,
  momentText,
  timeText,
  waiting,
} from '../words.ts';
import { whenFact } from './schedule-docs.ts';

export const CANCEL_PAYMENT = 'cancel-payment';
export const KEEP = 'keep';
export const ANOTHER = 'another';
export const TO_ACCOUNTS = 'to-accounts';
export const SAVE_PAYEE = 'save-payee';

interface PaymentKnowledge {
  readonly payment: Payment | undefined;
  readonly account: Account | undefined;
  /** The account's figures are of after the booking. */
  readonly isFresh: boolean;
  /** In the reader's words. */
  readonly error: string | null;
  readonly isCancelling: boolean;
  /** Whether to cancel an order has been asked about. */
  readonly isAsked: boolean;
  readonly lookOut: LookOut;
  readonly now: Date;
  /** Its payee can be saved. */
  readonly canSave: boolean;
  /** The name by which the payee has been saved just now. */
  readonly savedAs: string | null;
}

/** A payment from the approval to its receipt, or to the word why there is none. What nobody knows yet is said to be so. */
export function paymentDoc(known: PaymentKnowledge, language: Language): PanelDoc {
  const texts = progressTexts[language];
  const { payment, error } = known;
  const frame = framed(payment ? titleOfPayment(texts, payment) : texts.payment, vrTexts[language]);
  const alert: PanelBlock[] = error ? [{ kind: 'alert', text: error, tone: 'danger' }] : [];
  if (!payment) return { ...frame, blocks: error ? alert : [waiting(language)] };
  const { heading, reason } = wordsOfState(texts, payment);
  const isBad = payment.state === 'rejected' || payment.state === 'expired' || payment.state === 'needs-review';
  const said = reason ? `${heading}\n${reason}` : heading;
  const blocks: PanelBlock[] = [
    ...alert,
    // A receipt has much to say, and its figures belong on its first page.
    payment.state === 'booked'
      ? { kind: 'text', text: said, tone: 'strong' }
      : { kind: 'alert', text: said, tone: isBad ? 'danger' : 'calm' },
  ];
  if (payment.state === 'awaiting-approval') blocks.push(...approvalBlocks(payment, known, language));
  else blocks.push({ kind: 'figure', text: formatMoney(payment.amount, language) });
  blocks.push(...factBlocks(payment, known, language));
  const buttons = buttonsOf(payment, known, language);
  return { ...frame, blocks, foot: [{ kind: 'buttons', columns: buttons.length, buttons }] };
}

/** The code, the payee and the amount to compare on the phone, and how to look at it. */
function approvalBlocks(payment: Payment, { lookOut, now }: PaymentKnowledge, language: Language): PanelBlock[] {
  const texts = progressTexts[language];
  const vr = vrTexts[language];
  const { bindingCode, approvalUrl, approvalEndsAt } = payment;
  if (!bindingCode || !approvalUrl) return [];
  const left = approvalEndsAt && timeLeft(approvalEndsAt, now);
  return [
    { kind: 'text', text: vr.approveOnPhone, tone: 'strong' },
    { kind: 'text', text: `${vr.openOnPhone} ${new URL(approvalUrl).host}` },
    { kind: 'figure', text: bindingCode },
    { kind: 'text', text: texts.codeHint, tone: 'muted' },
    ...lookOutBlocks(lookOut, language),
    ...(approvalEndsAt ? [{ kind: 'text', text: left ? `${texts.timeLeft} ${left}` : texts.timeOver } as const] : []),
  ];
}

/** Whom and what it is about; once the bank has taken it, all that its receipt says. */
function factBlocks(payment: Payment, known: PaymentKnowledge, language: Language): PanelBlock[] {
  const texts = progressTexts[language];
  const { state, payee, amount, reference, schedule, createdAt, changedAt } = payment;
  const { account, savedAs } = known;
  const number = formatAccountNumber(payee.identification);
  if (state === 'awaiting-approval')
    return [{ kind: 'row', row: { left: payee.name, leftNote: number, right: formatMoney(amount, language) } }];
  const begun = momentText(createdAt, language);
  const blocks = [fact(texts.to, payee.name, number)];
  if (account) blocks.push(fact(texts.from, account.name, formatAccountNumber(account.identification)));
  if (schedule.kind !== 'now') blocks.push(whenFact(texts.when, schedule, language));
  blocks.push(fact(texts.reference, reference));
  if (state === 'booked') {
    blocks.push(fact(texts.bookedAt, momentText(changedAt, language), `${texts.begunAt}: ${begun}`));
    blocks.push(...balanceBlocks(known, language));
  } else blocks.push(fact(texts.begunAt, begun));
  if (savedAs !== null) blocks.push({ kind: 'alert', tone: 'calm', text: payeeTexts[language].saved(savedAs) });
  return payment.receipt ? [...blocks, ...fileBlocks(payment, language)] : blocks;
}

/** The figure of after the booking, never the one from before it. */
function balanceBlocks({ account, isFresh }: PaymentKnowledge, language: Language): PanelBlock[] {
  const label = progressTexts[language].newBalance;
  if (!account) return [];
  if (!isFresh) return [fact(label, '…', account.name)];
  return [fact(label, formatMoney(account.booked, language), `${account.name}, ${timeText(account.asOf, language)}`)];
}

/** By what the banks know it, and where the file is: a headset has nowhere to keep one. */
function fileBlocks({ id, bankPaymentId }: Payment, language: Language): PanelBlock[] {
  const vr = vrTexts[language];
  const text = [
    ...(bankPaymentId ? [`${progressTexts[language].bankNumber}: ${bankPaymentId}`] : []),
    `${vr.endToEndId}: ${endToEndIdOf(id)}`,
  ];
  return [
    { kind: 'text', text: text.join('\n') },
    { kind: 'text', text: vr.receiptFile, tone: 'muted' },
  ];
}

function buttonsOf(
  payment: Payment,
  { isAsked, isCancelling, canSave }: PaymentKnowledge,
  language: Language,
): PanelButton[] {
  const texts = progressTexts[language];
  const busy = isCancelling && { state: 'busy' as const };
  const isOrder = payment.state === 'scheduled';
  if (isAsked)
    return [
      { id: KEEP, label: texts.keep },
      { id: CANCEL_PAYMENT, label: texts.cancelYes, tone: 'danger', ...busy },
    ];
  const back: PanelButton = { id: TO_ACCOUNTS, label: texts.back };
  const save: PanelButton[] = canSave ? [{ id: SAVE_PAYEE, label: payeeTexts[language].save }] : [];
  if (payment.cancellable)
    return [
      back,
      ...save,
      { id: CANCEL_PAYMENT, label: isOrder ? texts.cancelOrder : texts.cancelPayment, tone: 'danger', ...busy },
    ];
  const isOver = (FINAL_PAYMENT_STATES as readonly string[]).includes(payment.state);
  return isOver || isOrder ? [back, ...save, { id: ANOTHER, label: texts.another, tone: 'primary' }] : [back, ...save];
}

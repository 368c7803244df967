import { formatAccountNumber } from '../../../../shared/account-number.ts';
import type { Account } from '../../../../shared/banking.ts';
import { FINAL_PAYMENT_STATES, type Payment, type PaymentIntent, type Schedule } from '../../../../shared/payment.ts';
import { bankingTexts } from '../../../banking/banking-texts.ts';
import { timeLeft } from '../../../banking/freshness-rules.ts';
import { payTexts } from '../../../banking/pay/pay-texts.ts';
import type { Checked } from '../../../banking/pay/use-check-payee.ts';
import { progressTexts, wordsOfState } from '../../../banking/progress/progress-texts.ts';
import { shortStates } from '../../../banking/short-states.ts';
import type { PanelBlock, PanelButton, PanelDoc } from '../../../panels/panel-doc.ts';
import { framed } from '../menu-docs.ts';
import { vrTexts } from '../vr-texts.ts';
import { dateText, formatMoney, type Language, type LookOut, lookOutBlocks, timeText, waiting } from '../words.ts';
import { scheduleWords } from './schedule-docs.ts';

export const APPROVE = 'approve';
export const CHANGE = 'change';
export const ACKNOWLEDGE = 'acknowledge';
export const TAKE_NAME = 'take-name';
export const CANCEL_PAYMENT = 'cancel-payment';
export const KEEP = 'keep';
export const ANOTHER = 'another';
export const TO_ACCOUNTS = 'to-accounts';
export const OPEN = 'open:';

interface CheckKnowledge {
  readonly checked: Checked<PaymentIntent>;
  readonly account: Account | undefined;
  readonly isStarting: boolean;
  /** In the reader's words. */
  readonly error: string | null;
  /** The customer says that they mean an account whose name is another. */
  readonly isAcknowledged: boolean;
  /** They went on without saying it. */
  readonly isMissing: boolean;
}

/** Everything that will be asked of the bank, and whose account it is: the second step, as on the page. */
export function checkDoc(known: CheckKnowledge, language: Language): PanelDoc {
  const texts = payTexts[language];
  const { checked, account, isStarting, isAcknowledged } = known;
  const { asked, payee } = checked;
  const isMismatch = checked.confirmation === 'no-match';
  const blocks: PanelBlock[] = [];
  if (known.error) blocks.push({ kind: 'alert', text: known.error, tone: 'danger' });
  blocks.push({ kind: 'figure', text: formatMoney({ amount: asked.amount, currency: asked.currency }, language) });
  const number =
    asked.payee.kind === 'phone' ? texts.byPhone(asked.payee.phone) : formatAccountNumber(payee.identification);
  const name = asked.payee.kind === 'own' ? texts.ownName : payee.name;
  blocks.push(fact(texts.to, name, number));
  if (asked.payee.kind !== 'own' && asked.payee.kind !== 'phone')
    blocks.push(...confirmationBlocks(checked, asked.payee.kind === 'account', language));
  if (isMismatch) blocks.push(...acknowledgeBlocks(isAcknowledged, known.isMissing, language));
  blocks.push(fact(texts.from, account?.name ?? '', account ? formatAccountNumber(account.identification) : undefined));
  blocks.push(fact(texts.reference, asked.reference));
  if (asked.schedule.kind !== 'now') blocks.push(whenFact(bankingTexts[language].when, asked.schedule, language));
  if (!isMismatch) blocks.push({ kind: 'text', text: texts.approvalNext, tone: 'muted' });
  const approve: PanelButton = {
    id: APPROVE,
    label: texts.approve,
    tone: isMismatch ? 'danger' : 'primary',
    ...(isStarting && { state: 'busy' as const }),
  };
  return {
    ...framed(texts.checkTitle, vrTexts[language]),
    blocks,
    foot: [{ kind: 'buttons', columns: 2, buttons: [{ id: CHANGE, label: texts.change }, approve] }],
  };
}

function fact(left: string, right: string, rightNote?: string): PanelBlock {
  return { kind: 'row', row: { left, right, ...(rightNote !== undefined && { rightNote }) } };
}

function confirmationBlocks(
  { confirmation, actualName }: Checked<PaymentIntent>,
  mayTakeName: boolean,
  language: Language,
): PanelBlock[] {
  const texts = payTexts[language];
  if (confirmation === 'match') return [{ kind: 'text', text: texts.confirmations.match, tone: 'muted' }];
  if (confirmation !== 'close-match')
    return [
      { kind: 'alert', text: texts.confirmations[confirmation], tone: confirmation === 'no-match' ? 'danger' : 'calm' },
    ];
  const said: PanelBlock = { kind: 'alert', tone: 'calm', text: texts.confirmations['close-match'](actualName ?? '') };
  if (!mayTakeName || !actualName) return [said];
  return [said, { kind: 'buttons', columns: 1, buttons: [{ id: TAKE_NAME, label: texts.takeActual(actualName) }] }];
}

function acknowledgeBlocks(isGiven: boolean, isMissing: boolean, language: Language): PanelBlock[] {
  const texts = payTexts[language];
  const tick: PanelBlock = {
    kind: 'buttons',
    columns: 1,
    buttons: [{ id: ACKNOWLEDGE, label: texts.acknowledge, chosen: isGiven }],
  };
  return isMissing ? [{ kind: 'alert', text: texts.mustAcknowledge, tone: 'danger' }, tick] : [tick];
}

function whenFact(label: string, schedule: Schedule, language: Language): PanelBlock {
  const { text, note } = scheduleWords(schedule, language);
  return fact(label, text, note);
}

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
}

/** A payment from the approval to its receipt, or to the word why there is none. What nobody knows yet is said to be so. */
export function paymentDoc(known: PaymentKnowledge, language: Language): PanelDoc {
  const texts = progressTexts[language];
  const { payment, error } = known;
  const frame = framed(payment?.state === 'booked' ? texts.receipt : texts.payment, vrTexts[language]);
  const alert: PanelBlock[] = error ? [{ kind: 'alert', text: error, tone: 'danger' }] : [];
  if (!payment) return { ...frame, blocks: error ? alert : [waiting(language)] };
  const { heading, reason } = wordsOfState(texts, payment);
  const isBad = payment.state === 'rejected' || payment.state === 'expired' || payment.state === 'needs-review';
  const blocks: PanelBlock[] = [
    ...alert,
    { kind: 'alert', text: reason ? `${heading}\n${reason}` : heading, tone: isBad ? 'danger' : 'calm' },
  ];
  if (payment.state === 'awaiting-approval') blocks.push(...approvalBlocks(payment, known, language));
  else blocks.push({ kind: 'figure', text: formatMoney(payment.amount, language) });
  blocks.push(...factBlocks(payment, known, language));
  return { ...frame, blocks, foot: [{ kind: 'buttons', columns: 2, buttons: buttonsOf(payment, known, language) }] };
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

function factBlocks(payment: Payment, { account, isFresh }: PaymentKnowledge, language: Language): PanelBlock[] {
  const texts = progressTexts[language];
  const { state, payee, amount, reference, schedule, bankPaymentId, changedAt } = payment;
  if (state === 'awaiting-approval')
    return [
      {
        kind: 'row',
        row: {
          left: payee.name,
          leftNote: formatAccountNumber(payee.identification),
          right: formatMoney(amount, language),
        },
      },
    ];
  const blocks = [
    fact(texts.to, payee.name, formatAccountNumber(payee.identification)),
    fact(texts.reference, reference),
  ];
  if (schedule.kind !== 'now') blocks.push(whenFact(texts.when, schedule, language));
  if (state !== 'booked') return blocks;
  blocks.push(fact(texts.bookedAt, `${dateText(changedAt, language)}, ${timeText(changedAt, language)}`));
  if (account)
    blocks.push(
      isFresh
        ? fact(
            texts.newBalance,
            formatMoney(account.booked, language),
            `${account.name}, ${timeText(account.asOf, language)}`,
          )
        : fact(texts.newBalance, '…', account.name),
    );
  if (bankPaymentId) blocks.push({ kind: 'text', text: `${texts.bankNumber}: ${bankPaymentId}`, tone: 'muted' });
  return blocks;
}

function buttonsOf(payment: Payment, { isAsked, isCancelling }: PaymentKnowledge, language: Language): PanelButton[] {
  const texts = progressTexts[language];
  const busy = isCancelling && { state: 'busy' as const };
  const isOrder = payment.state === 'scheduled';
  if (isAsked)
    return [
      { id: KEEP, label: texts.keep },
      { id: CANCEL_PAYMENT, label: texts.cancelYes, tone: 'danger', ...busy },
    ];
  const back: PanelButton = { id: TO_ACCOUNTS, label: texts.back };
  if (payment.cancellable)
    return [
      back,
      { id: CANCEL_PAYMENT, label: isOrder ? texts.cancelOrder : texts.cancelPayment, tone: 'danger', ...busy },
    ];
  const isOver = (FINAL_PAYMENT_STATES as readonly string[]).includes(payment.state);
  return isOver || isOrder ? [back, { id: ANOTHER, label: texts.another, tone: 'primary' }] : [back];
}

/** A code of the branch's own that is paid by a press: its id follows. */
export const CODE = 'code:';

interface PaymentsKnowledge {
  readonly payments: readonly Payment[];
  /** Codes that the branch shows, by name. */
  readonly codes: readonly { readonly id: string; readonly title: string }[];
}

/** The customer's latest payments, finished or not: each opens. */
export function paymentsDoc({ payments, codes }: PaymentsKnowledge, language: Language): PanelDoc {
  const vr = vrTexts[language];
  const blocks = payments.map((payment) => paymentRow(payment, language));
  if (payments.length === 0) blocks.push({ kind: 'text', text: bankingTexts[language].noTransactions, tone: 'muted' });
  if (codes.length > 0) {
    const buttons = codes.map(({ id, title }) => ({ id: `${CODE}${id}`, label: title }));
    blocks.push({ kind: 'text', text: vr.branchCodes, tone: 'strong' }, { kind: 'buttons', columns: 2, buttons });
  }
  return { ...framed(vr.payments, vr), blocks, foot: [{ kind: 'text', text: vr.codesElsewhere, tone: 'muted' }] };
}

function paymentRow({ id, payee, amount, state, createdAt, schedule }: Payment, language: Language): PanelBlock {
  const when = schedule.kind === 'now' ? dateText(createdAt, language) : scheduleWords(schedule, language).text;
  return {
    kind: 'row',
    row: {
      id: `${OPEN}${id}`,
      left: payee.name,
      leftNote: when,
      right: formatMoney(amount, language),
      rightNote: shortStates[language][state],
    },
  };
}

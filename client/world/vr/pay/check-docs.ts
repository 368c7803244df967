import { formatAccountNumber } from '../../../../shared/account-number.ts';
import type { Account } from '../../../../shared/banking.ts';
import type { PaymentIntent } from '../../../../shared/payment.ts';
import { bankingTexts } from '../../../banking/banking-texts.ts';
import { payTexts } from '../../../banking/pay/pay-texts.ts';
import type { Checked } from '../../../banking/pay/use-check-payee.ts';
import type { PanelBlock, PanelButton, PanelDoc } from '../../../panels/panel-doc.ts';
import { framed } from '../menu-docs.ts';
import { vrTexts } from '../vr-texts.ts';
import { fact, formatMoney, type Language } from '../words.ts';
import { whenFact } from './schedule-docs.ts';

export const APPROVE = 'approve';
export const CHANGE = 'change';
export const ACKNOWLEDGE = 'acknowledge';
export const TAKE_NAME = 'take-name';

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

/** The bank's word on the payee's name. */
export function confirmationBlocks(
  { confirmation, actualName }: Pick<Checked<unknown>, 'confirmation' | 'actualName'>,
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

/** The customer's own word against the bank's. */
export function acknowledgeBlocks(isGiven: boolean, isMissing: boolean, language: Language): PanelBlock[] {
  const texts = payTexts[language];
  const tick: PanelBlock = {
    kind: 'buttons',
    columns: 1,
    buttons: [{ id: ACKNOWLEDGE, label: texts.acknowledge, chosen: isGiven }],
  };
  return isMissing ? [{ kind: 'alert', text: texts.mustAcknowledge, tone: 'danger' }, tick] : [tick];
}

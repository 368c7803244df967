import type { Payment } from '../../../../shared/payment.ts';
import { bankingTexts } from '../../../banking/banking-texts.ts';
import { shortStates } from '../../../banking/short-states.ts';
import { isOrder } from '../../../banking/use-latest-payments.ts';
import type { PanelBlock, PanelDoc } from '../../../panels/panel-doc.ts';
import { framed } from '../menu-docs.ts';
import { vrTexts } from '../vr-texts.ts';
import { dateText, formatMoney, type Language } from '../words.ts';
import { scheduleWords } from './schedule-docs.ts';

export const OPEN = 'open:';

/** What the bank will pay on later days, and the latest payments, finished or not: each opens, and can be cancelled there while it may be. */
export function paymentsDoc(payments: readonly Payment[], language: Language): PanelDoc {
  const vr = vrTexts[language];
  const texts = bankingTexts[language];
  const orders = payments.filter(isOrder);
  const recent = payments.filter((payment) => !isOrder(payment));
  const blocks = [...listBlocks(texts.orders, orders, language), ...listBlocks(texts.recent, recent, language)];
  if (payments.length === 0) blocks.push({ kind: 'text', text: vr.noPayments, tone: 'muted' });
  return { ...framed(vr.payments, vr), blocks };
}

function listBlocks(title: string, payments: readonly Payment[], language: Language): PanelBlock[] {
  if (payments.length === 0) return [];
  return [{ kind: 'text', text: title, tone: 'strong' }, ...payments.map((one) => paymentRow(one, language))];
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

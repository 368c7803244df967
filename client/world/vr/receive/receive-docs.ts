import { formatAccountNumber } from '../../../../shared/account-number.ts';
import type { Account } from '../../../../shared/banking.ts';
import { codeTexts } from '../../../banking/codes/code-texts.ts';
import { payTexts } from '../../../banking/pay/pay-texts.ts';
import { padOf } from '../../../panels/number-pad.ts';
import type { PanelBlock, PanelDoc } from '../../../panels/panel-doc.ts';
import { framed } from '../menu-docs.ts';
import { vrTexts } from '../vr-texts.ts';
import { formatMoney, type Language } from '../words.ts';

export const INTO = 'into';
export const HOW_MUCH = 'how-much';
export const INTO_ACCOUNT = 'into:';
export const AMOUNT_DONE = 'amount-done';

interface ReceiveKnowledge {
  readonly account: Account;
  /** Who is paid. */
  readonly name: string;
  /** What is asked for as the wire has it; null to let the payer choose. */
  readonly amount: string | null;
  /** As it was typed, where that is no amount; then there is no code. */
  readonly wrong: { readonly typed: string; readonly problem: string } | null;
  /** The text of the QR code. */
  readonly code: string;
}

/** A code by which others pay into the account. Only its owner's eyes see it here, so it says how it gets to the payer. */
export function receiveDoc({ account, name, amount, wrong, code }: ReceiveKnowledge, language: Language): PanelDoc {
  const texts = codeTexts[language];
  const words = payTexts[language];
  const vr = vrTexts[language];
  const { currency } = account.available;
  const typed = amount === null ? texts.amountEmpty : formatMoney({ amount, currency }, language);
  const blocks: PanelBlock[] = [
    {
      kind: 'row',
      row: { id: INTO, left: texts.into, right: account.name, rightNote: formatAccountNumber(account.identification) },
    },
    {
      kind: 'row',
      row: { id: HOW_MUCH, left: texts.amount, right: wrong?.typed ?? typed, problem: wrong?.problem },
    },
  ];
  if (!wrong) {
    blocks.push({ kind: 'qr', text: code, lines: [words.name, name, words.amount, typed] });
    blocks.push({ kind: 'text', text: vr.handCodeOn, tone: 'muted' });
  }
  return { ...framed(texts.receiveTitle, vr), blocks };
}

/** Into which account. */
export function intoDoc(accounts: readonly Account[], chosenId: string, language: Language): PanelDoc {
  const rows = accounts.map(
    ({ id, name, identification }): PanelBlock => ({
      kind: 'row',
      row: {
        id: `${INTO_ACCOUNT}${id}`,
        left: name,
        right: formatAccountNumber(identification),
        chosen: id === chosenId,
      },
    }),
  );
  return { ...framed(codeTexts[language].into, vrTexts[language]), blocks: rows };
}

/** How much to ask for, by the number pad. */
export function howMuchDoc(typed: string, currency: string, language: Language): PanelDoc {
  const texts = codeTexts[language];
  const vr = vrTexts[language];
  return {
    ...framed(texts.amount, vr),
    blocks: [
      { kind: 'figure', text: `${typed || '…'} ${currency}` },
      { kind: 'text', text: texts.amountHint(currency), tone: 'muted' },
      { kind: 'keys', rows: padOf(language === 'ru' ? ',' : '.', vr.keyboard.erase) },
    ],
    foot: [{ kind: 'buttons', columns: 1, buttons: [{ id: AMOUNT_DONE, label: vr.done, tone: 'primary' }] }],
  };
}

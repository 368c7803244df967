import { formatAccountNumber } from '../../../../shared/account-number.ts';
import type { Beneficiary } from '../../../../shared/banking.ts';
import { payTexts } from '../../../banking/pay/pay-texts.ts';
import type { Checked } from '../../../banking/pay/use-check-payee.ts';
import { payeeTexts } from '../../../banking/payees/payee-texts.ts';
import type { PanelBlock, PanelButton, PanelDoc } from '../../../panels/panel-doc.ts';
import { framed } from '../menu-docs.ts';
import { acknowledgeBlocks, CHANGE, confirmationBlocks } from '../pay/check-docs.ts';
import { type FieldKnowledge, fieldRow } from '../pay/pay-form-docs.ts';
import type { FormField } from '../pay/pay-steps.ts';
import { vrTexts } from '../vr-texts.ts';
import { fact, type Language, waiting } from '../words.ts';

export const PAYEE = 'payee:';
export const ADD_PAYEE = 'add-payee';
export const PAY_PAYEE = 'pay-payee';
export const REMOVE = 'remove';
export const REMOVE_YES = 'remove-yes';
export const KEEP_PAYEE = 'keep-payee';
export const CURRENCY = 'currency:';
export const SAVE = 'save';

interface PayeesKnowledge {
  /** By name; undefined until they are known. */
  readonly beneficiaries: readonly Beneficiary[] | undefined;
  /** The bank lets the branch add and remove. */
  readonly canChange: boolean;
  /** In the reader's words. */
  readonly error: string | null;
  /** What has just been done, in the reader's words. */
  readonly said: string | null;
}

/** Everyone the customer has saved at the bank: each opens. */
export function payeesDoc({ beneficiaries, canChange, error, said }: PayeesKnowledge, language: Language): PanelDoc {
  const texts = payeeTexts[language];
  const frame = framed(texts.title, vrTexts[language]);
  const blocks: PanelBlock[] = [];
  if (error) blocks.push({ kind: 'alert', text: error, tone: 'danger' });
  if (said) blocks.push({ kind: 'alert', text: said, tone: 'calm' });
  if (!beneficiaries) return { ...frame, blocks: error ? blocks : [waiting(language)] };
  if (beneficiaries.length === 0) blocks.push({ kind: 'text', text: texts.none, tone: 'muted' });
  for (const { id, name, identification } of beneficiaries)
    blocks.push({
      kind: 'row',
      row: { id: `${PAYEE}${id}`, left: name, right: formatAccountNumber(identification) },
    });
  const foot: PanelBlock = canChange
    ? { kind: 'buttons', columns: 1, buttons: [{ id: ADD_PAYEE, label: texts.add }] }
    : { kind: 'text', text: texts.readOnly, tone: 'muted' };
  return { ...frame, blocks, foot: [foot] };
}

interface PayeeKnowledge {
  readonly beneficiary: Beneficiary;
  readonly canRemove: boolean;
  /** Whether to remove them has been asked about. */
  readonly isAsked: boolean;
  readonly isRemoving: boolean;
  /** In the reader's words. */
  readonly error: string | null;
}

/** One of them: to pay, or to remove after a question. */
export function payeeDoc(known: PayeeKnowledge, language: Language): PanelDoc {
  const texts = payeeTexts[language];
  const { name, identification } = known.beneficiary;
  const blocks: PanelBlock[] = [
    { kind: 'text', text: name, tone: 'strong' },
    { kind: 'text', text: formatAccountNumber(identification) },
  ];
  if (known.error) blocks.push({ kind: 'alert', text: known.error, tone: 'danger' });
  if (known.isAsked) blocks.push({ kind: 'alert', text: texts.removeSure(name), tone: 'danger' });
  const buttons = known.isAsked ? answers(known.isRemoving, language) : acts(known.canRemove, language);
  return {
    ...framed(texts.title, vrTexts[language]),
    blocks,
    foot: [{ kind: 'buttons', columns: buttons.length, buttons }],
  };
}

function acts(canRemove: boolean, language: Language): PanelButton[] {
  const texts = payeeTexts[language];
  const pay: PanelButton = { id: PAY_PAYEE, label: texts.pay, tone: 'primary' };
  return canRemove ? [{ id: REMOVE, label: texts.remove, tone: 'danger' }, pay] : [pay];
}

function answers(isRemoving: boolean, language: Language): PanelButton[] {
  const texts = payeeTexts[language];
  const busy = isRemoving && ({ state: 'busy' } as const);
  return [
    { id: KEEP_PAYEE, label: texts.keep },
    { id: REMOVE_YES, label: texts.removeYes, tone: 'danger', ...busy },
  ];
}

interface NewPayeeKnowledge extends FieldKnowledge {
  /** Those that the customer has accounts in. */
  readonly currencies: readonly string[];
  readonly currency: string;
  readonly fields: readonly FormField[];
  readonly isBusy: boolean;
  /** In the reader's words. */
  readonly error: string | null;
}

/** Someone to save, whose name the bank checks first. */
export function newPayeeDoc(known: NewPayeeKnowledge, language: Language): PanelDoc {
  const texts = payeeTexts[language];
  const { currencies, currency, error } = known;
  const blocks: PanelBlock[] = error ? [{ kind: 'alert', text: error, tone: 'danger' }] : [];
  if (currencies.length > 1)
    blocks.push({
      kind: 'choice',
      label: texts.currency,
      options: currencies.map((code) => ({ id: `${CURRENCY}${code}`, label: code, chosen: code === currency })),
    });
  const knownOfForm = { ...known, accounts: [], beneficiaries: [] };
  for (const field of known.fields) blocks.push(fieldRow(field, knownOfForm, language));
  const save = saveButton('primary', known.isBusy, language);
  return { ...framed(texts.add, vrTexts[language]), blocks, foot: [{ kind: 'buttons', columns: 1, buttons: [save] }] };
}

interface DoubtKnowledge {
  readonly doubt: Pick<Checked<unknown>, 'confirmation' | 'actualName' | 'payee'>;
  readonly isBusy: boolean;
  /** In the reader's words. */
  readonly error: string | null;
  /** The customer means the account all the same. */
  readonly isAcknowledged: boolean;
  /** They went on without saying it. */
  readonly isMissing: boolean;
}

/** The bank's word against the name, before anybody is saved under it. */
export function doubtDoc(known: DoubtKnowledge, language: Language): PanelDoc {
  const texts = payTexts[language];
  const { doubt, error, isAcknowledged, isMissing } = known;
  const { name, identification } = doubt.payee;
  return {
    ...framed(payeeTexts[language].save, vrTexts[language]),
    blocks: [
      ...(error ? [{ kind: 'alert', text: error, tone: 'danger' } as const] : []),
      fact(texts.name, name, formatAccountNumber(identification)),
      ...confirmationBlocks(doubt, true, language),
      ...acknowledgeBlocks(isAcknowledged, isMissing, language),
    ],
    foot: [
      {
        kind: 'buttons',
        columns: 2,
        buttons: [{ id: CHANGE, label: texts.change }, saveButton('danger', known.isBusy, language)],
      },
    ],
  };
}

function saveButton(tone: 'primary' | 'danger', isBusy: boolean, language: Language): PanelButton {
  return { id: SAVE, label: payeeTexts[language].save, tone, ...(isBusy && { state: 'busy' as const }) };
}

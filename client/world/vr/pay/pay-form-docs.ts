import { formatAccountNumber } from '../../../../shared/account-number.ts';
import type { Account, Beneficiary } from '../../../../shared/banking.ts';
import { bankingErrorTexts } from '../../../banking/banking-error-texts.ts';
import type { PayDraft } from '../../../banking/pay/pay-draft.ts';
import { payTexts } from '../../../banking/pay/pay-texts.ts';
import { canBePaidIn, needsIban, ownPayee, ownPayees } from '../../../banking/pay/read-payee.ts';
import type { PayFormState } from '../../../banking/pay/use-pay-form.ts';
import { padOf } from '../../../panels/number-pad.ts';
import type { PanelBlock, PanelDoc } from '../../../panels/panel-doc.ts';
import { framed } from '../menu-docs.ts';
import { vrTexts } from '../vr-texts.ts';
import { formatMoney, type Language, timeText } from '../words.ts';
import { type FormField, fieldsOf, type ListField, type PadField, padSign, type TypedField } from './pay-steps.ts';
import { whenLabel } from './schedule-docs.ts';

export const STEP = 'step:';
export const KIND = 'kind:';
export const PICK = 'pick:';
export const CHECK = 'check';
export const GIVE_UP = 'give-up';
export const USE_IBAN = 'use-iban';
export const DONE = 'done';
export const TYPED = 'typed';

const KINDS = ['beneficiary', 'account', 'phone', 'own'] as const satisfies readonly PayDraft['payeeKind'][];

export interface FormKnowledge extends Pick<PayFormState, 'draft' | 'account' | 'accounts' | 'errorAt' | 'refusal'> {
  readonly beneficiaries: readonly Beneficiary[];
  readonly isChecking: boolean;
  /** Where what it says comes from, in the reader's words; null where it was begun just now. */
  readonly origin: string | null;
}
/** What the panel of one field goes by. */
export type FieldKnowledge = Pick<FormKnowledge, 'draft' | 'account' | 'errorAt'>;
type RowKnowledge = FieldKnowledge & Pick<FormKnowledge, 'accounts' | 'beneficiaries'>;

/** The whole form: a line for each field, which is pressed to fill it in. */
export function formDoc(known: FormKnowledge, language: Language): PanelDoc {
  const texts = payTexts[language];
  const vr = vrTexts[language];
  const { draft, account } = known;
  const currency = account?.available.currency ?? 'GBP';
  const blocks: PanelBlock[] = [];
  if (known.origin) blocks.push({ kind: 'text', text: known.origin, tone: 'muted' });
  if (known.refusal) blocks.push({ kind: 'alert', tone: 'danger', text: bankingErrorTexts[language][known.refusal] });
  const [from, ...rest] = fieldsOf(draft, currency).map((field) => fieldRow(field, known, language));
  if (from) blocks.push(from);
  const whom = { left: texts.whom, right: texts.kinds[draft.payeeKind], problem: known.errorAt('payeeKind') };
  blocks.push({ kind: 'row', row: { id: `${STEP}payeeKind`, ...whom } });
  if (draft.payeeKind === 'beneficiary' && known.beneficiaries.length === 0)
    blocks.push({ kind: 'text', text: texts.noSaved, tone: 'muted' });
  if (draft.payeeKind === 'own' && ownPayees(known.accounts, account).length === 0)
    blocks.push({ kind: 'alert', text: texts.noOwn(currency), tone: 'calm' });
  blocks.push(...rest);
  const atWhen = known.errorAt('on') ?? known.errorAt('payments');
  if (atWhen) blocks.push({ kind: 'alert', text: atWhen, tone: 'danger' });
  return {
    ...framed(texts.title, vr),
    blocks,
    foot: [
      {
        kind: 'buttons',
        columns: 3,
        buttons: [
          { id: GIVE_UP, label: texts.back },
          { id: `${STEP}when`, label: whenLabel(draft, language) },
          { id: CHECK, label: vr.check, tone: 'primary', ...(known.isChecking && { state: 'busy' as const }) },
        ],
      },
    ],
  };
}

/** A line for a field, which is pressed to fill it in. */
export function fieldRow(field: FormField, known: RowKnowledge, language: Language): PanelBlock {
  const { shown, note } = shownOf(field, known, language);
  return {
    kind: 'row',
    row: {
      id: `${STEP}${field}`,
      left: labelOf(field, language),
      problem: known.errorAt(field),
      right: shown,
      ...(note !== undefined && { rightNote: note }),
    },
  };
}

export function labelOf(field: FormField, language: Language): string {
  const texts = payTexts[language];
  if (field === 'accountId') return texts.from;
  if (field === 'beneficiaryId') return texts.savedPayee;
  return field === 'ownAccountId' ? texts.ownAccount : texts[field];
}

interface Shown {
  readonly shown: string;
  readonly note?: string;
}

/** What a field holds, as it is read back. */
function shownOf(field: FormField, known: RowKnowledge, language: Language): Shown {
  const texts = payTexts[language];
  const { draft, account, accounts, beneficiaries } = known;
  const ofAccount = (one: Account | undefined): Shown =>
    one ? { shown: one.name, note: formatMoney(one.available, language) } : { shown: texts.choose };
  switch (field) {
    case 'accountId':
      return ofAccount(account);
    case 'ownAccountId':
      return ofAccount(ownPayee(draft, accounts, account));
    case 'beneficiaryId': {
      const saved = beneficiaries.find(({ id }) => id === draft.beneficiaryId);
      return saved ? { shown: saved.name, note: formatAccountNumber(saved.identification) } : { shown: texts.choose };
    }
    case 'amount':
      return draft.amount === ''
        ? { shown: vrTexts[language].fillIn }
        : { shown: `${draft.amount} ${account?.available.currency ?? ''}` };
    default:
      return { shown: draft[field] || vrTexts[language].fillIn };
  }
}

/** How to say whom to pay: each leads on to what it needs. */
export function kindsDoc({ payeeKind }: Pick<PayDraft, 'payeeKind'>, language: Language): PanelDoc {
  const texts = payTexts[language];
  const kinds = KINDS.map((kind) => ({
    id: `${KIND}${kind}`,
    label: texts.kinds[kind],
    chosen: kind === payeeKind,
  }));
  const code = { id: `${STEP}code`, label: texts.kinds.code };
  const buttons = [...kinds, code];
  return { ...framed(texts.whom, vrTexts[language]), blocks: [{ kind: 'buttons', columns: 1, buttons }] };
}

/** One of several accounts or payees. */
export function listDoc(field: ListField, known: FormKnowledge, language: Language): PanelDoc {
  const texts = payTexts[language];
  const currency = known.account?.available.currency ?? 'GBP';
  const chosen = known.draft[field];
  const ofAccount = ({ id, name, identification, available, asOf }: Account): PanelBlock => ({
    kind: 'row',
    row: {
      id: `${PICK}${id}`,
      left: name,
      leftNote: formatAccountNumber(identification),
      right: formatMoney(available, language),
      rightNote: texts.fromHint(timeText(asOf, language)),
      chosen: id === chosen,
    },
  });
  const blocks: PanelBlock[] = [];
  if (field === 'accountId') blocks.push(...known.accounts.map(ofAccount));
  else if (field === 'ownAccountId') {
    blocks.push({ kind: 'text', text: texts.ownHint(currency), tone: 'muted' });
    blocks.push(...ownPayees(known.accounts, known.account).map(ofAccount));
  } else {
    const fitting = known.beneficiaries.filter(({ identification }) => canBePaidIn(identification, currency));
    if (fitting.length < known.beneficiaries.length)
      blocks.push({ kind: 'text', text: texts.savedHint(currency), tone: 'muted' });
    for (const { id, name, identification } of fitting)
      blocks.push({
        kind: 'row',
        row: { id: `${PICK}${id}`, left: name, right: formatAccountNumber(identification), chosen: id === chosen },
      });
  }
  return { ...framed(labelOf(field, language), vrTexts[language]), blocks };
}

/** The number pad: what is typed stands large over it. */
export function padDoc(field: PadField, known: FieldKnowledge, hasNext: boolean, language: Language): PanelDoc {
  const vr = vrTexts[language];
  const { draft, account } = known;
  const typed = draft[field];
  const currency = account?.available.currency ?? 'GBP';
  const problem = known.errorAt(field);
  return {
    ...framed(labelOf(field, language), vr),
    blocks: [
      { kind: 'figure', text: field === 'amount' ? `${typed || '0'} ${currency}` : typed || '…' },
      problem === undefined
        ? { kind: 'text', text: padHint(field, known, language), tone: 'muted' }
        : { kind: 'alert', text: problem, tone: 'danger' },
      { kind: 'keys', rows: padOf(padSign(field, language), vr.keyboard.erase) },
    ],
    foot: [doneButton(hasNext, language)],
  };
}

function padHint(field: PadField, { account }: Pick<FieldKnowledge, 'account'>, language: Language): string {
  const texts = payTexts[language];
  if (field === 'sortCode') return texts.sortCodeHint;
  if (field === 'accountNumber') return texts.accountNumberHint;
  if (field === 'phone') return texts.phoneHint;
  if (field === 'payments') return texts.paymentsHint;
  if (!account) return '';
  const { available, asOf } = account;
  return texts.amountHint(available.currency, formatMoney(available, language), timeText(asOf, language));
}

/** A field that is typed, by the headset's own keyboard or by `keys`. */
export function typedDoc(
  field: TypedField,
  known: FieldKnowledge,
  keys: PanelBlock | null,
  hasNext: boolean,
  language: Language,
): PanelDoc {
  const texts = payTexts[language];
  const hints = { name: texts.nameHint, iban: texts.ibanHint, reference: texts.referenceHint };
  const problem = known.errorAt(field);
  const currency = known.account?.available.currency ?? 'GBP';
  const blocks: PanelBlock[] = [
    { kind: 'field', id: TYPED, text: known.draft[field], hint: labelOf(field, language) },
    problem === undefined
      ? { kind: 'text', text: hints[field], tone: 'muted' }
      : { kind: 'alert', text: problem, tone: 'danger' },
  ];
  if (keys) blocks.push(keys);
  return {
    ...framed(labelOf(field, language), vrTexts[language]),
    blocks,
    foot: [...otherNumber(field, known.draft, currency, language), doneButton(hasNext, language)],
  };
}

/** In pounds as one likes, by sort code or IBAN; in other currencies by IBAN alone. */
function otherNumber(field: FormField, draft: PayDraft, currency: string, language: Language): PanelBlock[] {
  const texts = payTexts[language];
  if (currency !== 'GBP' || draft.payeeKind !== 'account' || field === 'reference') return [];
  const label = needsIban(draft, currency) ? texts.useSortCode : texts.useIban;
  return [{ kind: 'buttons', columns: 1, buttons: [{ id: USE_IBAN, label }] }];
}

function doneButton(hasNext: boolean, language: Language): PanelBlock {
  const label = hasNext ? vrTexts[language].next : vrTexts[language].done;
  return { kind: 'buttons', columns: 1, buttons: [{ id: DONE, label, tone: 'primary' }] };
}

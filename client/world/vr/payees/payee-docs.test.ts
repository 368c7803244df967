import { describe, expect, test } from 'vitest';
import type { Beneficiary } from '../../../../shared/banking.ts';
import { emptyDraft } from '../../../banking/pay/pay-draft.ts';
import type { PanelDoc } from '../../../panels/panel-doc.ts';
import { layOut } from '../../../panels/panel-layout.ts';
import { ACKNOWLEDGE, CHANGE, TAKE_NAME } from '../pay/check-docs.ts';
import { STEP } from '../pay/pay-form-docs.ts';
import {
  ADD_PAYEE,
  CURRENCY,
  doubtDoc,
  KEEP_PAYEE,
  newPayeeDoc,
  PAY_PAYEE,
  PAYEE,
  payeeDoc,
  payeesDoc,
  REMOVE,
  REMOVE_YES,
  SAVE,
} from './payee-docs.ts';

/** Broad letters: what fits with them fits. */
const measure = (text: string, font: string) => text.length * (font === 'small' ? 15 : 18);
const pageOf = (doc: PanelDoc) => layOut(doc, 0, measure);
const pressable = (doc: PanelDoc) =>
  pageOf(doc)
    .regions.filter(({ isDisabled }) => !isDisabled)
    .map(({ id }) => id);
const says = (doc: PanelDoc) =>
  pageOf(doc)
    .items.map((item) => (item.kind === 'text' ? item.text : ''))
    .join(' ');

const beneficiary: Beneficiary = { id: 'b1', name: 'Oliver Bennett', identification: '20451455779911' };
const listed = { beneficiaries: [beneficiary], canChange: true, error: null, said: null };
const one = { beneficiary, canRemove: true, isAsked: false, isRemoving: false, error: null };
const fresh = {
  draft: { ...emptyDraft, name: 'Oliver Benett', sortCode: '20-45-14', accountNumber: '55779911' },
  account: undefined,
  errorAt: () => undefined,
  currencies: ['GBP', 'EUR'],
  currency: 'GBP',
  fields: ['name', 'sortCode', 'accountNumber'],
  isBusy: false,
  error: null,
} as const;
const doubt = {
  confirmation: 'close-match',
  actualName: 'Oliver Bennett',
  payee: { name: 'Oliver Benett', identification: '20451455779911' },
} as const;

describe.each(['en', 'ru'] as const)('saved payees in the headset, in %s', (language) => {
  test('each opens, and one can be added where the bank lets the branch change them', () => {
    expect(pressable(payeesDoc(listed, language))).toEqual(expect.arrayContaining([`${PAYEE}b1`, ADD_PAYEE]));
    expect(says(payeesDoc(listed, language))).toContain('20-45-14 55779911');
    const readOnly = payeesDoc({ ...listed, canChange: false }, language);
    expect(pressable(readOnly)).not.toContain(ADD_PAYEE);
    expect(says(readOnly)).toMatch(/own app|приложении банка/);
    expect(pressable(payeesDoc({ ...listed, beneficiaries: undefined, error: 'No' }, language))).not.toContain(PAYEE);
  });

  test('one is paid, or removed after a question and not before it', () => {
    expect(pressable(payeeDoc(one, language))).toEqual(expect.arrayContaining([PAY_PAYEE, REMOVE]));
    expect(pressable(payeeDoc(one, language))).not.toContain(REMOVE_YES);
    expect(pressable(payeeDoc({ ...one, canRemove: false }, language))).not.toContain(REMOVE);
    const asked = payeeDoc({ ...one, isAsked: true }, language);
    expect(pressable(asked)).toEqual(expect.arrayContaining([KEEP_PAYEE, REMOVE_YES]));
    expect(pressable(asked)).not.toContain(PAY_PAYEE);
    expect(pressable(payeeDoc({ ...one, isAsked: true, isRemoving: true }, language))).not.toContain(REMOVE_YES);
  });

  test('a new one is a line for each field, on one panel', () => {
    const doc = newPayeeDoc(fresh, language);
    expect(pageOf(doc).pages).toBe(1);
    for (const id of [`${STEP}name`, `${STEP}sortCode`, `${STEP}accountNumber`, `${CURRENCY}EUR`, SAVE])
      expect(pressable(doc)).toContain(id);
    expect(pressable(newPayeeDoc({ ...fresh, isBusy: true }, language))).not.toContain(SAVE);
  });

  test('where the bank doubts the name it says so: its own name can be taken, and another only be insisted on', () => {
    const doubted = { doubt, isBusy: false, error: null, isAcknowledged: false, isMissing: true };
    const close = doubtDoc(doubted, language);
    expect(pageOf(close).pages).toBe(1);
    expect(says(close)).toContain('20-45-14 55779911');
    expect(pressable(close)).toEqual(expect.arrayContaining([TAKE_NAME, ACKNOWLEDGE, CHANGE, SAVE]));
    const other = { ...doubt, confirmation: 'no-match', actualName: null } as const;
    expect(pressable(doubtDoc({ ...doubted, doubt: other }, language))).toContain(ACKNOWLEDGE);
    expect(pressable(doubtDoc({ ...doubted, doubt: other }, language))).not.toContain(TAKE_NAME);
    expect(pressable(doubtDoc({ ...doubted, isBusy: true }, language))).not.toContain(SAVE);
  });
});

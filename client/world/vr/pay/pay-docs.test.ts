import { describe, expect, test } from 'vitest';
import type { Account } from '../../../../shared/banking.ts';
import type { Payment, PaymentIntent } from '../../../../shared/payment.ts';
import { emptyDraft, type PayDraft } from '../../../banking/pay/pay-draft.ts';
import { payTexts } from '../../../banking/pay/pay-texts.ts';
import type { Checked } from '../../../banking/pay/use-check-payee.ts';
import { keysOf, typeKey } from '../../../panels/keyboard.ts';
import type { PanelDoc } from '../../../panels/panel-doc.ts';
import { layOut } from '../../../panels/panel-layout.ts';
import { vrTexts } from '../vr-texts.ts';
import { CLOSE_WINDOW, type LookOut, OPEN_WINDOW } from '../words.ts';
import { ACKNOWLEDGE, APPROVE, checkDoc } from './check-docs.ts';
import { CODE, codesDoc } from './code-docs.ts';
import {
  CHECK,
  DONE,
  type FormKnowledge,
  formDoc,
  KIND,
  kindsDoc,
  listDoc,
  PICK,
  padDoc,
  STEP,
  typedDoc,
} from './pay-form-docs.ts';
import { fieldsOf, MAX_LENGTHS, nextStep, padSign, typedInto } from './pay-steps.ts';
import { ANOTHER, CANCEL_PAYMENT, paymentDoc, SAVE_PAYEE } from './payment-docs.ts';
import { OPEN, paymentsDoc } from './payments-docs.ts';
import { COUNT_STEP, DAY_STEP, ENDS, EVERY, MONTH, monthDoc, WHEN, whenDoc } from './schedule-docs.ts';

/** Broad letters: what fits with them fits. */
const measure = (text: string, font: string) => text.length * (font === 'small' ? 15 : font === 'figure' ? 62 : 18);
const pageOf = (doc: PanelDoc) => layOut(doc, 0, measure);
const pressable = (doc: PanelDoc) =>
  pageOf(doc)
    .regions.filter(({ isDisabled }) => !isDisabled)
    .map(({ id }) => id);
const says = (doc: PanelDoc) =>
  pageOf(doc)
    .items.map((item) => (item.kind === 'text' ? item.text : ''))
    .join(' ');

/** Of every page. */
const sayAll = (doc: PanelDoc) => {
  const { pages } = pageOf(doc);
  const items = Array.from({ length: pages }, (_, page) => layOut(doc, page, measure).items).flat();
  return items.map((item) => (item.kind === 'text' ? item.text : '')).join(' ');
};

const account = (id: string, currency = 'GBP'): Account => ({
  id,
  name: `Account ${id}`,
  identification: '20451431926819',
  available: { amount: '8018.31', currency },
  booked: { amount: '7918.31', currency },
  asOf: '2026-11-21T12:00:00.000Z',
});
const debtor = account('a1');
const known = (draft: Partial<PayDraft>): FormKnowledge => ({
  draft: { ...emptyDraft, accountId: 'a1', ...draft },
  account: debtor,
  accounts: [debtor, account('a2'), account('eur', 'EUR')],
  errorAt: () => undefined,
  refusal: null,
  origin: null,
  beneficiaries: [{ id: 'b1', name: 'Oliver Bennett', identification: '20451455779911' }],
  isChecking: false,
});
const filled: Partial<PayDraft> = {
  payeeKind: 'account',
  name: 'Oliver Bennett',
  sortCode: '20-45-14',
  accountNumber: '55779911',
  amount: '12.50',
  reference: 'Lunch',
};

describe.each(['en', 'ru'] as const)('in %s', (language) => {
  test('the form fits one panel with every way to say whom, and each of its lines can be filled in', () => {
    for (const payeeKind of ['account', 'beneficiary', 'phone', 'own'] as const) {
      // Also as a consultant's proposal or what was begun before fills it, with the word for that.
      for (const origin of [null, vrTexts[language].filledIn, payTexts[language].restored]) {
        const doc = formDoc({ ...known({ ...filled, payeeKind }), origin }, language);
        expect(pageOf(doc).pages).toBe(1);
        for (const id of [CHECK, `${STEP}accountId`, `${STEP}payeeKind`, `${STEP}amount`, `${STEP}reference`])
          expect(pressable(doc)).toContain(id);
      }
    }
    expect(pressable(formDoc({ ...known(filled), isChecking: true }, language))).not.toContain(CHECK);
  });

  test('what is wrong is said at its line', () => {
    const errorAt = (field: string) => (field === 'amount' ? 'That is no amount' : undefined);
    expect(says(formDoc({ ...known(filled), errorAt }, language))).toContain('That is no amount');
    expect(says(padDoc('amount', { ...known(filled), errorAt }, false, language))).toContain('That is no amount');
  });

  test('whom to pay is said in five ways, on one panel; a code is one that hangs in the branch, and of others it says where they are read', () => {
    const kinds = kindsDoc({ payeeKind: 'account' }, language);
    expect(pageOf(kinds).pages).toBe(1);
    for (const kind of ['beneficiary', 'account', 'phone', 'own']) expect(pressable(kinds)).toContain(`${KIND}${kind}`);
    expect(pressable(kinds)).toContain(`${STEP}code`);
    const codes = [{ id: 'print-sale', title: { en: 'A print', ru: 'Гравюра' }, code: 'payto://iban/x' }];
    expect(pressable(codesDoc({ codes, error: null }, language))).toContain(`${CODE}print-sale`);
    const none = codesDoc({ codes: [], error: null }, language);
    expect(says(none)).toContain(language === 'en' ? 'without 3D' : 'без 3D');
    expect(says(codesDoc({ codes, error: 'You have no account in EUR here.' }, language))).toContain('EUR');
  });

  test('a receipt is read in the headset: whom, from where, what for, when, by what the bank knows it, and where the file is', () => {
    const payment: Payment = {
      ...waiting,
      state: 'booked',
      receipt: true,
      cancellable: false,
      bankPaymentId: 'bank-77',
    };
    const doc = paymentDoc({ ...progress, payment, isFresh: true, canSave: true }, language);
    const words = sayAll(doc);
    for (const word of ['Oliver Bennett', '20-45-14 55779911', 'Account a1', 'Lunch', '2026', 'bank-77', 'p1', 'PDF'])
      expect(words).toContain(word);
    // The figure of after the booking is on the first page.
    expect(says(doc)).toMatch(/Lunch.*7[\s,]918/);
    expect(pressable(doc)).toContain(SAVE_PAYEE);
    expect(pressable(paymentDoc({ ...progress, payment, canSave: false }, language))).not.toContain(SAVE_PAYEE);
    expect(sayAll(paymentDoc({ ...progress, payment: { ...payment, receipt: false } }, language))).not.toContain('PDF');
  });

  test('pad and keyboard fit one panel, with the way on', () => {
    for (const field of ['amount', 'sortCode', 'accountNumber', 'phone'] as const) {
      const doc = padDoc(field, known(filled), true, language);
      expect(pageOf(doc).pages).toBe(1);
      for (const digit of '0123456789') expect(pressable(doc)).toContain(`key:${digit}`);
      expect(pressable(doc)).toContain(DONE);
    }
    const rows = keysOf({ layer: 'letters', language, isUpper: true }, vrTexts[language].keyboard);
    const typed = typedDoc('name', known(filled), { kind: 'keys', rows }, false, language);
    expect(pageOf(typed).pages).toBe(1);
    expect(pressable(typed)).toContain(DONE);
  });

  test('a payment that waits says code, payee, amount and how to see the phone, on one panel', () => {
    for (const lookOut of ['open', 'shut', 'none'] satisfies LookOut[]) {
      const doc = paymentDoc({ ...progress, payment: waiting, lookOut }, language);
      expect(pageOf(doc).pages).toBe(1);
      for (const word of ['UWW-PCV', 'Oliver Bennett', '12', 'bank.example']) expect(says(doc)).toContain(word);
      expect(pressable(doc)).toContain(CANCEL_PAYMENT);
      expect(pressable(doc).includes(OPEN_WINDOW)).toBe(lookOut === 'shut');
      expect(pressable(doc).includes(CLOSE_WINDOW)).toBe(lookOut === 'open');
    }
  });

  test('where the name is another’s, it can be said that the account is meant; the word that is missing is asked for', () => {
    const doc = checkDoc({ ...checking, checked: { ...checked, confirmation: 'no-match' }, isMissing: true }, language);
    expect(pageOf(doc).regions.map(({ id }) => id)).toContain(ACKNOWLEDGE);
    expect(pressable(doc)).toContain(APPROVE);
    expect(pressable(checkDoc(checking, language))).not.toContain(ACKNOWLEDGE);
    expect(pressable(checkDoc({ ...checking, isStarting: true }, language))).not.toContain(APPROVE);
  });
});

const checked: Checked<PaymentIntent> = {
  asked: {
    debtorAccountId: 'a1',
    payee: { kind: 'account', name: 'Oliver Bennett', identification: '20451455779911' },
    amount: '12.50',
    currency: 'GBP',
    reference: 'Lunch',
    schedule: { kind: 'now' },
  },
  payee: { name: 'Oliver Bennett', identification: '20451455779911' },
  confirmation: 'match',
  actualName: null,
};
const checking = { checked, account: debtor, isStarting: false, error: null, isAcknowledged: false, isMissing: false };
const waiting = {
  id: 'p1',
  state: 'awaiting-approval',
  failure: null,
  debtorAccountId: 'a1',
  payee: { name: 'Oliver Bennett', identification: '20451455779911' },
  payeeKind: 'account',
  amount: { amount: '12.50', currency: 'GBP' },
  reference: 'Lunch',
  schedule: { kind: 'now' },
  bindingCode: 'UWW-PCV',
  approvalUrl: 'https://bank.example/authorize?x=1',
  approvalEndsAt: '2026-11-21T12:05:00.000Z',
  cancellable: true,
  receipt: false,
  bankPaymentId: null,
  createdAt: '2026-11-21T12:00:00.000Z',
  changedAt: '2026-11-21T12:00:00.000Z',
} as Payment;
const progress = {
  account: debtor,
  isFresh: false,
  error: null,
  isCancelling: false,
  isAsked: false,
  lookOut: 'none',
  canSave: false,
  savedAs: null,
  now: new Date('2026-11-21T12:01:00.000Z'),
} as const;
const at = (state: Payment['state'], more: Partial<Payment> = {}) =>
  paymentDoc({ ...progress, payment: { ...waiting, cancellable: false, state, ...more } }, 'en');

test('what nobody knows yet is said to be so: no receipt, and nothing to pay again', () => {
  expect(says(at('unknown'))).toContain('never sent twice');
  expect(pressable(at('unknown'))).not.toContain(ANOTHER);
  expect(says(at('needs-review'))).toContain('ask a consultant');
  for (const state of ['unknown', 'needs-review', 'rejected'] as const)
    expect(says(at(state))).not.toContain('Receipt');
});

test('a receipt has the balance of after the booking, and none before the bank has told it', () => {
  expect(says(at('booked'))).toContain('Receipt');
  expect(says(at('booked'))).not.toContain('7,918.31');
  const fresh = paymentDoc({ ...progress, isFresh: true, payment: { ...waiting, state: 'booked' } }, 'en');
  expect(says(fresh)).toContain('7,918.31');
});

test('an order is asked about before it is cancelled', () => {
  const payment: Payment = { ...waiting, state: 'scheduled', schedule: { kind: 'once', on: '2026-12-01' } };
  expect(says(paymentDoc({ ...progress, payment }, 'en'))).toContain('Cancel the order');
  expect(says(paymentDoc({ ...progress, payment, isAsked: true }, 'en'))).toContain('Yes, cancel it');
});

test('every payment can be opened again, and what the bank will pay on later days stands apart', () => {
  const order: Payment = { ...waiting, id: 'p2', state: 'scheduled', schedule: { kind: 'once', on: '2026-12-01' } };
  const both = paymentsDoc([waiting, order], 'en');
  expect(pressable(both)).toEqual(expect.arrayContaining([`${OPEN}p1`, `${OPEN}p2`]));
  expect(says(both)).toMatch(/Standing and scheduled orders.*1 December 2026.*Recent payments/);
  expect(says(paymentsDoc([waiting], 'en'))).not.toContain('orders Oliver');
  expect(says(paymentsDoc([], 'en'))).toContain('No payment');
});

test('own money moves in one currency, and a saved payee is one who can be paid in it', () => {
  expect(pressable(listDoc('ownAccountId', known({ payeeKind: 'own' }), 'en'))).toContain(`${PICK}a2`);
  expect(pressable(listDoc('ownAccountId', known({ payeeKind: 'own' }), 'en'))).not.toContain(`${PICK}eur`);
  expect(pressable(listDoc('beneficiaryId', known({}), 'en'))).toContain(`${PICK}b1`);
});

describe.each(['en', 'ru'] as const)('a payment of later days, in %s', (language) => {
  const days = { first: '2026-11-22', last: '2027-11-21' };
  const when = (draft: Partial<PayDraft>) =>
    whenDoc({ draft: { ...emptyDraft, ...draft }, errorAt: () => undefined }, language);

  test('is asked as on the page, each question on one panel', () => {
    expect(pressable(formDoc(known(filled), language))).toContain(`${STEP}when`);
    expect(pressable(when({}))).not.toContain(DAY_STEP);
    expect(pressable(when({ when: 'once' }))).toContain(DAY_STEP);
    expect(pressable(when({ when: 'repeat' }))).not.toContain(COUNT_STEP);
    const whole = when({ when: 'repeat', on: '2026-12-01', ends: 'after' });
    expect(pageOf(whole).pages).toBe(1);
    for (const id of [`${WHEN}now`, `${EVERY}week`, `${ENDS}never`, DAY_STEP, COUNT_STEP])
      expect(pressable(whole)).toContain(id);
  });

  test('its day is chosen from a month, within the days that the bank takes', () => {
    const month = monthDoc({ month: '2026-11', days, chosen: '', isFirst: false }, language);
    expect(pageOf(month).pages).toBe(1);
    expect(pressable(month)).toContain('day:2026-11-22');
    expect(pressable(month)).not.toContain('day:2026-11-21');
    expect(pressable(month)).toContain(`${MONTH}2026-12`);
    expect(pressable(month)).not.toContain(`${MONTH}2026-10`);
    // Six weeks: the tallest there is.
    expect(pageOf(monthDoc({ month: '2027-08', days, chosen: '', isFirst: true }, language)).pages).toBe(1);
  });
});

test('an order is read back whole before it is sent: how often, from when, and until when', () => {
  const schedule = { kind: 'repeat', first: '2026-12-01', every: 'month', payments: 12 } as const;
  const doc = checkDoc({ ...checking, checked: { ...checked, asked: { ...checked.asked, schedule } } }, 'en');
  expect(says(doc)).toContain('Every month, from 1 December 2026');
  expect(says(doc)).toContain('12 payments');
});

test('when a field is done the next empty one follows, and then the form', () => {
  const draft = { ...emptyDraft, accountId: 'a1', name: 'Oliver' };
  const [pounds, euros] = [fieldsOf(draft, 'GBP'), fieldsOf(draft, 'EUR')];
  expect(nextStep('name', draft, pounds)).toBe('sortCode');
  expect(nextStep('name', draft, euros)).toBe('iban');
  expect(nextStep('accountNumber', draft, pounds)).toBe('amount');
  expect(nextStep('reference', draft, pounds)).toBeNull();
  expect(nextStep('payments', draft, pounds)).toBe('when');
});

test('the pad writes an amount as its language does, and groups a sort code', () => {
  expect([padSign('amount', 'en'), padSign('amount', 'ru'), padSign('phone', 'en'), padSign('sortCode', 'en')]).toEqual(
    ['.', ',', '+', null],
  );
  expect(typedInto('sortCode', '2045')).toEqual({ sortCode: '20-45' });
  const keyboard = { layer: 'letters', language: 'en', isUpper: false } as const;
  expect(typeKey('key:7', { keyboard, text: '12345678' }, MAX_LENGTHS.accountNumber)?.text).toBe('12345678');
});

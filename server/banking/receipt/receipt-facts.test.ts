import { expect, test } from 'vitest';
import { PaymentState } from '../../../shared/payment.ts';
import { type ReceiptContext, type ReceiptPayment, receiptFacts } from './receipt-facts.ts';

const payment: ReceiptPayment = {
  id: '3f0e8a52-7f2e-4a6e-9a0e-3a1d2b7c9e11',
  state: 'booked',
  debtor_identification: '20451431926819',
  payee_name: 'Oliver Bennett',
  payee_identification: '20451455779911',
  amount_minor: 123_456_789n,
  currency: 'GBP',
  reference: 'Theatre tickets',
  schedule: JSON.stringify({ kind: 'now' }),
  bank_payment_id: 'pay-7f21c0d3e4',
  created_at: new Date('2026-06-30T22:30:00Z'),
  changed_at: new Date('2026-06-30T22:31:05Z'),
};
const context: ReceiptContext = {
  language: 'en',
  payerName: 'Anna Petrova',
  timeZone: 'Europe/London',
  issuedAt: new Date('2026-07-01T08:00:00Z'),
};
const once = JSON.stringify({ kind: 'once', on: '2026-12-01' });
const monthly = JSON.stringify({ kind: 'repeat', first: '2026-12-01', every: 'month', payments: 12 });

function factsOf(change: Partial<ReceiptPayment> = {}, other: Partial<ReceiptContext> = {}) {
  const facts = receiptFacts({ ...payment, ...change }, { ...context, ...other });
  if (!facts.ok) throw new Error(facts.error);
  return facts.value;
}

test('a booked payment has a receipt, with every number it is known by and times of the bank’s zone', () => {
  expect(factsOf()).toEqual({
    language: 'en',
    title: 'Payment receipt',
    statement: 'Paid. The bank told us on 30 June 2026 at 23:31:05 BST that it has booked this payment.',
    amount: 'GBP\u00a01,234,567.89',
    rows: [
      { label: 'To', value: 'Oliver Bennett', note: '20-45-14 55779911' },
      { label: 'From', value: 'Anna Petrova', note: '20-45-14 31926819' },
      { label: 'Reference', value: 'Theatre tickets' },
      { label: 'Ordered', value: '30 June 2026 at 23:30:00 BST' },
      { label: 'The bank’s ID', value: 'pay-7f21c0d3e4' },
      { label: 'End-to-end ID', value: '3f0e8a527f2e4a6e9a0e3a1d2b7c9e11' },
    ],
    issued: expect.stringContaining('1 July 2026 at 09:00:00 BST'),
    fileName: 'receipt-2026-06-30-3f0e8a52.pdf',
  });
});

test.each([
  ['accepted', JSON.stringify({ kind: 'now' }), 'Confirmation of a payment order', /not booked yet/],
  ['scheduled', once, 'Confirmation of a scheduled payment', /is to pay on 1 December 2026\. Nothing had been paid/],
  ['scheduled', monthly, 'Confirmation of a standing order', /does not say which of its payments have been made/],
  ['booked', once, 'Payment receipt', /has booked this payment/],
  ['booked', monthly, 'Confirmation of a standing order', /this order is complete/],
] as const)('%s %s is named for what it is', (state, schedule, title, statement) => {
  expect(factsOf({ state, schedule })).toMatchObject({ title, statement: expect.stringMatching(statement) });
});

test('only what the bank has taken and not given up has a receipt', () => {
  const withReceipt = PaymentState.options.filter(
    (state) => receiptFacts({ ...payment, state, schedule: once }, context).ok,
  );
  expect(withReceipt).toEqual(['accepted', 'scheduled', 'booked']);
});

test('a standing order says when it pays, and until when', () => {
  expect(factsOf({ state: 'scheduled', schedule: monthly }).rows).toContainEqual({
    label: 'To be paid',
    value: 'Every month from 1 December 2026',
    note: '12 payments',
  });
});

test('in Russian, in a currency without minor units', () => {
  const facts = factsOf({ amount_minor: 1_500n, currency: 'JPY' }, { language: 'ru' });
  expect(facts).toMatchObject({
    title: 'Квитанция о платеже',
    amount: '1\u00a0500\u00a0JPY',
    fileName: 'kvitanciya-2026-06-30-3f0e8a52.pdf',
  });
  expect(facts.statement).toContain('30 июня 2026');
});

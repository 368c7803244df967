import { expect, test } from 'vitest';
import type { Schedule } from '../../../shared/payment.ts';
import type { PaymentOrder } from '../bank-adapter.ts';
import { DIALECTS } from './open-banking-uk-dialects.ts';

const V4 = DIALECTS['open-banking-uk-v4.0'];
const V3 = DIALECTS['open-banking-uk-v3.1'];
const order = (schedule: Schedule, currency = 'GBP'): PaymentOrder => ({
  reference: 'Rent',
  endToEndId: 'e2e',
  debtor: { scheme: 'UK.OBIE.SortCodeAccountNumber', identification: '1' },
  creditor: { scheme: 'UK.OBIE.IBAN', identification: '2', name: 'Oliver' },
  amount: { minor: 1250n, currency },
  schedule,
  isOwnTransfer: false,
});

test('a day is the date-time at which it begins, and the reference where each version has it', () => {
  const scheduled = order({ kind: 'once', on: '2026-12-01' });
  const RequestedExecutionDateTime = '2026-12-01T00:00:00+00:00';
  expect(V4.initiation['scheduled-payment'](scheduled)).toMatchObject({
    RequestedExecutionDateTime,
    RemittanceInformation: { Unstructured: ['Rent'] },
  });
  expect(V3.initiation['scheduled-payment'](scheduled)).toMatchObject({
    RequestedExecutionDateTime,
    RemittanceInformation: { Reference: 'Rent' },
  });
});

// 2026-12-07 is a Monday, 2026-12-13 a Sunday.
test.each([
  ['week', '2026-12-07', { Type: 'WEEK', PointInTime: '01' }, 'IntrvlWkDay:01:01'],
  ['week', '2026-12-13', { Type: 'WEEK', PointInTime: '07' }, 'IntrvlWkDay:01:07'],
  ['month', '2026-12-31', { Type: 'MNTH', PointInTime: '31' }, 'IntrvlMnthDay:01:31'],
] as const)('every %s from %s on', (every, first, Frequency, text) => {
  const limited = order({ kind: 'repeat', first, every, payments: 12 });
  expect(V4.initiation['standing-order'](limited)).toMatchObject({
    MandateRelatedInformation: { FirstPaymentDateTime: `${first}T00:00:00+00:00`, Frequency },
    NumberOfPayments: '12',
  });
  expect(V3.initiation['standing-order'](limited)).toMatchObject({ Frequency: text, NumberOfPayments: '12' });
  const endless = order({ kind: 'repeat', first, every, payments: null });
  for (const { initiation } of [V4, V3])
    expect(initiation['standing-order'](endless)).not.toHaveProperty('NumberOfPayments');
});

test("amounts have their currency's decimals", () => {
  const amountIn = (currency: string) => V4.initiation.payment(order({ kind: 'now' }, currency));
  expect(amountIn('GBP')).toMatchObject({ InstructedAmount: { Amount: '12.50', Currency: 'GBP' } });
  expect(amountIn('JPY')).toMatchObject({ InstructedAmount: { Amount: '1250', Currency: 'JPY' } });
});

test('only what the bank has booked is booked', () => {
  const booked = ({ orderStatus }: typeof V4) =>
    Object.values(orderStatus).flatMap((statuses) =>
      Object.keys(statuses).filter((name) => statuses[name] === 'booked'),
    );
  expect(new Set(booked(V4))).toEqual(new Set(['ACSC', 'ACCC']));
  expect(new Set(booked(V3))).toEqual(new Set(['AcceptedSettlementCompleted', 'AcceptedCreditSettlementCompleted']));
});

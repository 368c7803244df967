import { expect, test } from 'vitest';
import { saysAll } from './open-banking-uk-sameness.ts';

const sent = {
  InstructedAmount: { Amount: '12.50', Currency: 'GBP' },
  CreditorAccount: { Identification: '20451455779911', Name: 'Oliver' },
  RequestedExecutionDateTime: '2026-12-01T00:00:00+00:00',
  RemittanceInformation: { Unstructured: ['Lunch'] },
};
const said = (changes: object) => ({ ...sent, ...changes });

test.each([
  ['word for word', {}],
  ['with more than was sent', { ChargeBearer: 'BorneByDebtor' }],
  ['with another writing of the amount', { InstructedAmount: { Currency: 'GBP', Amount: '12.5' } }],
  ['with another writing of the time', { RequestedExecutionDateTime: '2026-12-01T01:00:00+01:00' }],
])('the same order is known again %s', (_how, changes) => {
  expect(saysAll(sent, said(changes))).toBe(true);
});

test.each([
  ['another amount', { InstructedAmount: { Amount: '125.0', Currency: 'GBP' } }],
  ['another currency', { InstructedAmount: { Amount: '12.50', Currency: 'EUR' } }],
  ['another payee', { CreditorAccount: { Identification: '20451455779912', Name: 'Oliver' } }],
  ['no name', { CreditorAccount: { Identification: '20451455779911' } }],
  ['another day', { RequestedExecutionDateTime: '2026-12-02T00:00:00+00:00' }],
  ['another reference', { RemittanceInformation: { Unstructured: ['Lunch', 'Dinner'] } }],
  ['a text in place of a list', { RemittanceInformation: { Unstructured: 'Lunch' } }],
  ['an amount that is a number', { InstructedAmount: { Amount: 12.5, Currency: 'GBP' } }],
])('%s is another order', (_what, changes) => {
  expect(saysAll(sent, sent)).toBe(true);
  expect(saysAll(sent, said(changes))).toBe(false);
});

test('nothing is not an order', () => {
  for (const nothing of [undefined, null, '', [], {}]) expect(saysAll(sent, nothing)).toBe(false);
});

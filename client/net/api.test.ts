import { expect, test } from 'vitest';
import { appointmentCalendar } from '../../shared/appointments.ts';
import { readReceipt } from '../../shared/payment.ts';
import { addressOf } from './api.ts';

test('a link to a file names its endpoint, with what has no place in the path behind it', () => {
  expect(addressOf(readReceipt, { paymentId: 'p-1', language: 'ru' })).toBe(
    '/api/payments/p-1/receipt.pdf?language=ru',
  );
  expect(addressOf(appointmentCalendar, { appointmentId: 'a-1' })).toBe('/api/appointments/a-1/calendar');
});

test('a parameter stays within its place in the path, whatever is in it', () => {
  expect(addressOf(readReceipt, { paymentId: '../../sign-out?x' })).toBe(
    '/api/payments/..%2F..%2Fsign-out%3Fx/receipt.pdf',
  );
});

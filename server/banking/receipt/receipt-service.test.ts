import type { AddressInfo } from 'node:net';
import express from 'express';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readReceipt } from '../../../shared/payment.ts';
import { mountRoutes } from '../../lib/mount-routes.ts';
import type { CustomerPrincipal } from '../../lib/principal.ts';
import { createRateLimits } from '../../lib/rate-limits.ts';
import { route } from '../../lib/route.ts';
import type { PaymentRow } from '../payment-tables.ts';
import { createReceiptService } from './receipt-service.ts';

const BOOKED = '3f0e8a52-7f2e-4a6e-9a0e-3a1d2b7c9e11';
const EXPIRED = '3f0e8a52-7f2e-4a6e-9a0e-3a1d2b7c9e12';
const NOBODYS = '3f0e8a52-7f2e-4a6e-9a0e-3a1d2b7c9e13';

const row = {
  id: BOOKED,
  customer_subject: 'anna',
  state: 'booked',
  debtor_identification: '20451431926819',
  payee_name: 'Oliver Bennett',
  payee_identification: '20451455779911',
  amount_minor: 2540n,
  currency: 'GBP',
  reference: 'Tickets',
  schedule: JSON.stringify({ kind: 'now' }),
  bank_payment_id: 'pay-1',
  created_at: new Date('2026-11-21T07:12:31Z'),
  changed_at: new Date('2026-11-21T07:13:05Z'),
} as PaymentRow;
const rows: readonly PaymentRow[] = [row, { ...row, id: EXPIRED, state: 'expired' }];

const receipts = createReceiptService({
  store: { find: async (id) => rows.find((candidate) => candidate.id === id) },
  clock: () => new Date('2026-11-21T08:00:00Z'),
  timeZone: 'Europe/London',
  brand: { name: 'Meridian Bank', primary: '#1f5c54' },
});

/** The session is whoever the test's own header names. */
function principalOf(subject: string | undefined): CustomerPrincipal | null {
  return subject
    ? { kind: 'customer', sessionId: 's', subject, legalName: 'Anna Petrova', pseudonym: 'heron-42' }
    : null;
}

let base: string;
let close: () => void;
beforeAll(async () => {
  const app = express().use(
    mountRoutes(
      [route(readReceipt, ({ principal, params }) => receipts.make(principal, params.paymentId, params.language))],
      {
        origin: 'http://branch.test',
        authenticate: async (request) => principalOf(request.get('x-test-customer')),
        limits: createRateLimits({}),
        onError: (error) => {
          throw error;
        },
      },
    ),
  );
  const server = app.listen(0, '127.0.0.1');
  await new Promise((listening) => server.once('listening', listening));
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}/api/payments`;
  close = () => server.close();
});
afterAll(() => close());

const ask = (paymentId: string, customer: string, query = '') =>
  fetch(`${base}/${paymentId}/receipt.pdf${query}`, { headers: customer ? { 'x-test-customer': customer } : {} });

test('the owner keeps the receipt as a file', async () => {
  const response = await ask(BOOKED, 'anna', '?language=ru');
  expect(response.status).toBe(200);
  expect(Object.fromEntries(response.headers)).toMatchObject({
    'content-type': 'application/pdf',
    'content-disposition': 'attachment; filename=kvitanciya-2026-11-21-3f0e8a52.pdf',
  });
  expect(
    Buffer.from(await response.arrayBuffer())
      .subarray(0, 5)
      .toString(),
  ).toBe('%PDF-');
});

test('another customer is told what is told of a payment that never was', async () => {
  expect((await ask(BOOKED, 'anna')).status).toBe(200);
  const others = await ask(BOOKED, 'oliver');
  const nobodys = await ask(NOBODYS, 'anna');
  expect(others.status).toBe(404);
  expect(await others.json()).toEqual(await nobodys.json());
});

test('without a session there is none', async () => {
  expect((await ask(BOOKED, 'anna')).status).toBe(200);
  expect((await ask(BOOKED, '')).status).toBe(401);
});

test('a payment that came to nothing has none', async () => {
  const response = await ask(EXPIRED, 'anna');
  expect(response.status).toBe(409);
  expect(await response.json()).toMatchObject({ code: 'no-receipt' });
});

test('a language that there is not is refused', async () => {
  expect((await ask(BOOKED, 'anna', '?language=en')).status).toBe(200);
  expect((await ask(BOOKED, 'anna', '?language=xx')).status).toBe(400);
});

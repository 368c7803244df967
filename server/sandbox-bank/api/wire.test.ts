import { randomUUID } from 'node:crypto';
import { createLocalJWKSet } from 'jose';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { verifyDetached } from '../../../shared/detached-jws.ts';
import { startTestBank, type TestBank } from '../testing/test-bank.ts';
import { type Access, createTestBranch, paymentOf, paymentOrder, type TestBranch } from '../testing/test-branch.ts';
import { consentOf, dayAhead, orderOf } from '../testing/test-orders.ts';
import { createWireCheck, WIRE_FOLDER, wireDocumentsAreHere } from '../testing/wire-documents.ts';
import { PRODUCTS } from './payment-products.ts';

const START_MS = 90_000;

if (!wireDocumentsAreHere) {
  console.warn(`The open-banking documents are not at ${WIRE_FOLDER}: answers are not held against them.`);
  test.runIf(process.env.CI === 'true')('the open-banking documents are there in CI', () => {
    expect(wireDocumentsAreHere).toBe(true);
  });
}

describe.runIf(wireDocumentsAreHere)('every answer is what UK Open Banking v4.0 says it is', () => {
  let bank: TestBank;
  let branch: TestBranch;
  let anna: Access;
  const wire = wireDocumentsAreHere ? createWireCheck() : (null as never);

  beforeAll(async () => {
    bank = await startTestBank();
    branch = await createTestBranch(bank);
    anna = await branch.signIn('anna');
  }, START_MS);
  afterAll(() => bank?.close());
  afterAll(() => console.info(`Held against the documents:\n  ${wire.coverage().join('\n  ')}`));

  async function call(status: number, ...[method, path, access, options]: Parameters<TestBranch['call']>) {
    const answer = await branch.call(method, path, access, options);
    expect(answer.status, answer.text).toBe(status);
    wire.check(method, path, answer);
    return answer;
  }

  test('account access consents', async () => {
    const access = await branch.clientAccess('accounts');
    const body = { Data: { Permissions: ['ReadAccountsBasic'] }, Risk: {} };
    const made = await call(201, 'POST', '/aisp/account-access-consents', access, { body });
    const path = `/aisp/account-access-consents/${made.body.Data.ConsentId}`;
    expect((await call(200, 'GET', path, access)).body.Data.Status).toBe('AWAU');
    await call(204, 'DELETE', path, access);
    await call(400, 'GET', path, access);
    await call(400, 'DELETE', path, access);
    await call(400, 'POST', '/aisp/account-access-consents', access, { body: { Data: {} } });
    await call(403, 'POST', '/aisp/account-access-consents', await branch.clientAccess('payments'), { body });
    await call(403, 'GET', path, anna);
    await call(403, 'DELETE', path, anna);
    const nobody = { ...access, token: 'not-a-token' };
    for (const method of ['GET', 'DELETE']) await call(401, method, path, nobody);
    await call(401, 'POST', '/aisp/account-access-consents', nobody, { body });
  });

  test('what is asked for in a way that no operation has', async () => {
    const consents = '/aisp/account-access-consents';
    const client = await branch.clientAccess('accounts');
    const body = { Data: { Permissions: ['ReadAccountsBasic'] }, Risk: {} };
    await call(415, 'POST', consents, client, { body, headers: { 'content-type': 'text/plain' } });
    await call(201, 'POST', consents, client, { body, headers: { 'content-type': 'application/json; charset=utf-8' } });
    const payments = await branch.clientAccess('payments');
    for (const path of ['/pisp/domestic-payment-consents', '/pisp/domestic-payments'])
      await call(415, 'POST', path, payments, { body: paymentOrder(), headers: { 'content-type': 'application/xml' } });
    await call(406, 'GET', '/aisp/accounts', anna, { headers: { accept: 'application/xml' } });
    await call(406, 'GET', '/pisp/domestic-payments/dp-unknown', payments, { headers: { accept: 'text/html' } });
    const wrongMethod = await branch.call('DELETE', '/aisp/accounts', anna);
    expect([wrongMethod.status, wrongMethod.text, wrongMethod.headers.get('allow')]).toEqual([405, '', 'GET']);
  });

  test('transactions of a time, with the links to their pages', async () => {
    const path = '/aisp/accounts/acc-anna-current/transactions';
    const all = await call(200, 'GET', path, anna);
    const dates: string[] = all.body.Data.Transaction.map((one: { BookingDateTime: string }) => one.BookingDateTime);
    expect(dates.length).toBeGreaterThan(20);
    const [to, from] = [dates[3] ?? '', dates[7] ?? ''];
    const some = await call(200, 'GET', `${path}?fromBookingDateTime=${from}&toBookingDateTime=${to}`, anna);
    expect(some.body.Data.Transaction).toEqual(all.body.Data.Transaction.slice(3, 8));
    expect(new URL(some.body.Links.Self).searchParams.get('toBookingDateTime')).toBe(to);
    for (const query of [
      'fromBookingDateTime=yesterday',
      'toBookingDateTime=2026-02-30',
      'page=0',
      'page=999',
      'page=x',
    ])
      await call(400, 'GET', `${path}?${query}`, anna);
  });

  test('accounts, balances, transactions and beneficiaries', async () => {
    const accounts = await call(200, 'GET', '/aisp/accounts', anna);
    expect(accounts.body.Data.Account).toHaveLength(2);
    const id = accounts.body.Data.Account[0].AccountId;
    for (const part of ['', '/balances', '/transactions', '/beneficiaries']) {
      const path = `/aisp/accounts/${id}${part}`;
      await call(200, 'GET', path, anna);
      await call(400, 'GET', path.replace(id, 'acc-unknown'), anna);
      await call(403, 'GET', path.replace(id, 'acc-oliver-current'), anna);
      await call(401, 'GET', path, { ...anna, token: `${anna.token}x` });
    }
    for (const path of ['/aisp/accounts', '/aisp/beneficiaries']) {
      await call(200, 'GET', path, anna);
      await call(403, 'GET', path, await branch.clientAccess('accounts'));
      await call(401, 'GET', path, { ...anna, token: 'not-a-token' });
    }
  });

  test('a payment from consent to booking, in signed messages', async () => {
    const client = await branch.clientAccess('payments');
    const order = paymentOrder();
    const consents = '/pisp/domestic-payment-consents';
    const made = await call(201, 'POST', consents, client, { body: order, key: randomUUID(), sign: true });
    const consentId = made.body.Data.ConsentId;
    await call(400, 'POST', consents, client, { body: { ...order, Extra: 1 }, key: randomUUID(), sign: true });
    await call(403, 'POST', consents, anna, { body: order, key: randomUUID(), sign: true });
    const nobody = { ...client, token: 'x' };
    await call(401, 'POST', consents, nobody, { body: order, key: randomUUID(), sign: true });
    await call(401, 'GET', `${consents}/${consentId}`, nobody);
    await call(401, 'GET', `${consents}/${consentId}/funds-confirmation`, nobody);
    expect((await call(200, 'GET', `${consents}/${consentId}`, client)).body.Data.Status).toBe('AWAU');
    await call(400, 'GET', `${consents}/pc-unknown`, client);
    await call(403, 'GET', `${consents}/${consentId}`, anna);

    const access = await branch.approvedAccess(consentId);
    const funds = await call(200, 'GET', `${consents}/${consentId}/funds-confirmation`, access);
    expect(funds.body.Data.FundsAvailableResult.FundsAvailable).toBe(true);
    await call(403, 'GET', `${consents}/${consentId}/funds-confirmation`, client);

    const key = randomUUID();
    const body = paymentOf(consentId, order);
    const paid = await call(201, 'POST', '/pisp/domestic-payments', access, { body, key, sign: true });
    await call(409, 'POST', '/pisp/domestic-payments', access, {
      body: { ...body, Risk: {} },
      key,
      sign: true,
    });
    await call(400, 'POST', '/pisp/domestic-payments', access, { body, key: randomUUID(), sign: true });
    await call(403, 'POST', '/pisp/domestic-payments', client, { body, key, sign: true });
    await call(401, 'POST', '/pisp/domestic-payments', { ...access, token: 'x' }, { body, key, sign: true });
    await call(400, 'GET', `${consents}/${consentId}/funds-confirmation`, access);

    const path = `/pisp/domestic-payments/${paid.body.Data.DomesticPaymentId}`;
    await expect.poll(async () => (await call(200, 'GET', path, client)).body.Data.Status).toBe('ACSC');
    await call(400, 'GET', '/pisp/domestic-payments/dp-unknown', client);
    await call(403, 'GET', path, access);
    await call(401, 'GET', path, { ...client, token: 'x' });

    const jwks = await (await fetch(`${bank.url}/oidc/customers/jwks`)).json();
    for (const answer of [paid, await call(400, 'GET', '/pisp/domestic-payments/dp-unknown', client)]) {
      const signature = answer.headers.get('x-jws-signature') ?? '';
      const claims = await verifyDetached(answer.text, signature, createLocalJWKSet(jwks as never));
      expect(claims).toMatchObject({ issuer: 'sandbox-bank', trustAnchor: 'sandbox-bank' });
    }
  });

  test.each(['payment', 'scheduled-payment', 'standing-order'] as const)(
    'a %s and what came of it',
    async (product) => {
      const client = await branch.clientAccess('payments');
      const nobody = { ...client, token: 'x' };
      const { consents, orders, orderId } = PRODUCTS[product];
      const [consentsPath, ordersPath] = [`/pisp/${consents}`, `/pisp/${orders}`];
      const body = consentOf('v4.0', product, { day: dayAhead(2), every: 'week', payments: 2 });
      const made = await call(201, 'POST', consentsPath, client, { body, key: randomUUID(), sign: true });
      const consentId: string = made.body.Data.ConsentId;
      await call(400, 'POST', consentsPath, client, { body: { Data: {} }, key: randomUUID(), sign: true });
      await call(403, 'POST', consentsPath, anna, { body, key: randomUUID(), sign: true });
      await call(401, 'POST', consentsPath, nobody, { body, key: randomUUID(), sign: true });
      await call(415, 'POST', consentsPath, client, { body, headers: { 'content-type': 'text/plain' } });
      await call(200, 'GET', `${consentsPath}/${consentId}`, client);
      await call(400, 'GET', `${consentsPath}/pc-unknown`, client);
      await call(403, 'GET', `${consentsPath}/${consentId}`, anna);
      await call(401, 'GET', `${consentsPath}/${consentId}`, nobody);

      const access = await branch.approvedAccess(consentId);
      const order = orderOf(consentId, body);
      const key = randomUUID();
      const placed = await call(201, 'POST', ordersPath, access, { body: order, key, sign: true });
      await call(409, 'POST', ordersPath, access, { body: { ...order, Risk: {} }, key, sign: true });
      await call(400, 'POST', ordersPath, access, { body: order, key: randomUUID(), sign: true });
      await call(403, 'POST', ordersPath, client, { body: order, key, sign: true });
      await call(401, 'POST', ordersPath, nobody, { body: order, key, sign: true });
      const path = `${ordersPath}/${placed.body.Data[orderId]}`;
      bank.setClockOffsetMs(10 * 24 * 60 * 60_000);
      try {
        const executions = async () =>
          (await call(200, 'GET', `${path}/payment-details`, client)).body.Data.PaymentStatus.map(
            (one: { Status: string }) => one.Status,
          );
        const expected = product === 'standing-order' ? ['ACSC', 'ACSC'] : ['ACSC'];
        await expect.poll(executions).toEqual(expected);
      } finally {
        bank.setClockOffsetMs(0);
      }
      const { Status } = (await call(200, 'GET', path, client)).body.Data;
      expect(Status).toBe(product === 'standing-order' ? 'INCO' : 'ACSC');
      for (const part of ['', '/payment-details']) {
        await call(400, 'GET', `${ordersPath}/unknown${part}`, client);
        await call(403, 'GET', path + part, access);
        await call(401, 'GET', path + part, nobody);
        await call(406, 'GET', path + part, client, { headers: { accept: 'text/html' } });
      }
    },
  );

  test('an answer that was changed is not let through', async () => {
    const answer = await branch.call('GET', '/aisp/accounts', anna);
    wire.check('GET', '/aisp/accounts', answer);
    const changed = structuredClone(answer.body);
    changed.Data.Account[0].AccountId = 7;
    expect(() => wire.check('GET', '/aisp/accounts', { ...answer, body: changed })).toThrow(/AccountId/);
    const more = { ...answer.body, Unheard: true };
    expect(() => wire.check('GET', '/aisp/accounts', { ...answer, body: more })).toThrow(/additional/);
    const client = await branch.clientAccess('payments');
    const unknown = '/pisp/domestic-payments/dp-unknown';
    const refusal = await branch.call('GET', unknown, client);
    wire.check('GET', unknown, refusal);
    const headers = new Headers(refusal.headers);
    headers.delete('x-jws-signature');
    expect(() => wire.check('GET', unknown, { ...refusal, headers })).toThrow(/no x-jws-signature/);
    const silent = { ...answer, headers: new Headers({ 'content-type': 'application/json' }) };
    expect(() => wire.check('GET', '/aisp/accounts', silent)).toThrow(/x-fapi-interaction-id/);
    expect(() => wire.check('GET', '/aisp/accounts', { ...answer, status: 201 })).toThrow(/does not answer 201/);
  });
});

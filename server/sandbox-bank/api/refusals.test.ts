import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { britishIban } from '../../../shared/account-number.ts';
import { BANK_CODE } from '../clearing.ts';
import { OPERATOR_TOKEN, startTestBank, type TestBank } from '../testing/test-bank.ts';
import {
  type Access,
  type Answer,
  createTestBranch,
  type OrderFields,
  paymentOf,
  paymentOrder,
  type TestBranch,
} from '../testing/test-branch.ts';
import { createOrderClient } from '../testing/test-orders.ts';

const START_MS = 90_000;
const ANNA = '20451431926819';
const PAYMENTS = '/pisp/domestic-payments';

let bank: TestBank;
let branch: TestBranch;
let anna: Access;
let client: Access;

beforeAll(async () => {
  bank = await startTestBank();
  branch = await createTestBranch(bank);
  anna = await branch.signIn('anna');
  client = await branch.clientAccess('payments');
}, START_MS);
afterAll(() => bank?.close());

function refused(answer: Answer, status: number, code: string): void {
  expect({ status: answer.status, code: answer.body?.Errors?.[0]?.ErrorCode }).toEqual({ status, code });
}

/** An order with its consent and the customer's approval of it, ready to be paid. */
async function approved(fields: OrderFields = {}) {
  const order = paymentOrder(fields);
  const consentId = await branch.createPaymentConsent(order);
  const access = await branch.approvedAccess(consentId);
  return { order, consentId, access, body: paymentOf(consentId, order), key: randomUUID() };
}

async function operator(path: string) {
  const response = await fetch(`${bank.url}/operator${path}`, {
    headers: { authorization: `Bearer ${OPERATOR_TOKEN}` },
  });
  return response.json() as Promise<{
    entries: { transferId: string; amount: string }[];
    currencies: { currency: string; entriesTotal: string; balancesMatchEntries: boolean }[];
  }>;
}
const bookings = async (transferId: string, identification = ANNA) =>
  (await operator(`/entries?identification=${identification}`)).entries.filter((one) => one.transferId === transferId);

async function settled(paymentId: string): Promise<string> {
  let status = 'RCVD';
  await expect
    .poll(
      async () => {
        status = (await branch.call('GET', `${PAYMENTS}/${paymentId}`, client)).body.Data.Status;
        return status;
      },
      { timeout: 10_000 },
    )
    .not.toBe('RCVD');
  return status;
}

test('a call without a token, or with a token but without its key, is refused with no body', async () => {
  expect((await branch.call('GET', '/aisp/accounts', anna)).status).toBe(200);
  for (const headers of [{}, { authorization: `DPoP ${anna.token}` }, { authorization: `Bearer ${anna.token}` }]) {
    const response = await fetch(`${branch.api}/aisp/accounts`, { headers: headers as Record<string, string> });
    expect([response.status, await response.text()]).toEqual([401, '']);
    expect(response.headers.get('x-fapi-interaction-id')).toBeTruthy();
  }
  const stolen = { ...anna, dpop: await branch.newKey() };
  expect((await branch.call('GET', '/aisp/accounts', stolen)).status).toBe(401);
});

test('a proof of possession counts once', async () => {
  const { answer, sent } = await branch.overheard('/aisp/accounts', anna);
  expect(answer.status).toBe(200);
  expect((await fetch(`${branch.api}/aisp/accounts`, { headers: sent })).status).toBe(401);
});

test('an interaction id is given back, also with a refusal', async () => {
  const id = randomUUID();
  const headers = { 'x-fapi-interaction-id': id };
  expect((await branch.call('GET', '/aisp/accounts', anna, { headers })).headers.get('x-fapi-interaction-id')).toBe(id);
  const refusal = await branch.call('GET', '/aisp/accounts/acc-unknown', anna, { headers });
  expect(refusal.headers.get('x-fapi-interaction-id')).toBe(id);
});

test("another customer's account is 403, an account that does not exist 400", async () => {
  expect((await branch.call('GET', '/aisp/accounts/acc-anna-current', anna)).status).toBe(200);
  refused(await branch.call('GET', '/aisp/accounts/acc-oliver-current/transactions', anna), 403, 'U001');
  for (const id of ['acc-nobody', '%00', "x'--", 'a'.repeat(500), '..%2Faccounts'])
    refused(await branch.call('GET', `/aisp/accounts/${id}`, anna), 400, 'U011');
  refused(await branch.call('GET', '/aisp/accounts/bank-clearing/balances', anna), 400, 'U011');
});

test('what the consent does not permit is not read', async () => {
  const access = await branch.signIn('oliver', undefined, [
    'ReadAccountsBasic',
    'ReadTransactionsBasic',
    'ReadTransactionsCredits',
  ]);
  const accounts = await branch.call('GET', '/aisp/accounts', access);
  expect(accounts.body.Data.Account[0]).toHaveProperty('AccountId');
  expect(accounts.body.Data.Account[0]).not.toHaveProperty('Account');
  refused(await branch.call('GET', '/aisp/accounts/acc-oliver-current/balances', access), 403, 'U001');
  const { body } = await branch.call('GET', '/aisp/accounts/acc-oliver-current/transactions', access);
  expect(body.Data.Transaction.length).toBeGreaterThan(0);
  for (const one of body.Data.Transaction) {
    expect(one.CreditDebitIndicator).toBe('Credit');
    expect(one).not.toHaveProperty('DebtorAccount');
  }
});

test('transactions are permitted together with their sides, or not at all', async () => {
  const access = await branch.clientAccess('accounts');
  const ask = (...permissions: string[]) => {
    const body = { Data: { Permissions: ['ReadAccountsBasic', ...permissions] }, Risk: {} };
    return branch.call('POST', '/aisp/account-access-consents', access, { body });
  };
  expect((await ask('ReadTransactionsDetail', 'ReadTransactionsDebits')).status).toBe(201);
  refused(await ask('ReadTransactionsDetail'), 400, 'U002');
  refused(await ask('ReadTransactionsCredits'), 400, 'U002');
  refused(await ask('ReadEverything'), 400, 'U002');
});

test('a deleted consent opens nothing any more, though the token lives', async () => {
  const access = await branch.signIn('oliver');
  expect((await branch.call('GET', '/aisp/accounts', access)).status).toBe(200);
  const [, payload = ''] = access.token.split('.');
  const { openbanking_intent_id: consentId } = JSON.parse(Buffer.from(payload, 'base64url').toString());
  await branch.call('DELETE', `/aisp/account-access-consents/${consentId}`, await branch.clientAccess('accounts'));
  refused(await branch.call('GET', '/aisp/accounts', access), 403, 'U010');
  refused(await branch.call('GET', '/aisp/accounts', await branch.refresh(access)), 403, 'U010');
});

test("a token of one scope opens nothing of the other's", async () => {
  const { body, access, key } = await approved();
  refused(await branch.call('GET', '/aisp/accounts', access), 403, 'U010');
  refused(await branch.call('POST', PAYMENTS, anna, { body, key, sign: true }), 403, 'U010');
  refused(await branch.call('POST', PAYMENTS, client, { body, key, sign: true }), 403, 'U010');
  expect((await branch.call('POST', PAYMENTS, access, { body, key, sign: true })).status).toBe(201);
});

test('an approved payment is booked once: debit, credit, and books that balance', async () => {
  const { body, access, key } = await approved({ amount: '31.07' });
  const paid = await branch.call('POST', PAYMENTS, access, { body, key, sign: true });
  expect(paid.body.Data.Status).toMatch(/RCVD|ACSC/);
  const id = paid.body.Data.DomesticPaymentId;
  expect(await settled(id)).toBe('ACSC');
  expect((await bookings(id)).map((one) => one.amount)).toEqual(['-31.07']);
  expect((await bookings(id, '20451455779911')).map((one) => one.amount)).toEqual(['31.07']);
  const replay = await branch.call('POST', PAYMENTS, access, { body, key, sign: true });
  expect([replay.status, replay.body.Data.DomesticPaymentId, replay.body.Data.Status]).toEqual([201, id, 'ACSC']);
  expect(await bookings(id)).toHaveLength(1);
  for (const line of (await operator('/trial-balance')).currencies)
    expect(line).toMatchObject({ entriesTotal: expect.stringMatching(/^0(\.0+)?$/), balancesMatchEntries: true });
});

test('a payment in euros is booked in euros, between accounts that go by IBANs', async () => {
  const [from, to] = ['42158829', '19447036'].map((number) => britishIban(BANK_CODE, `204514${number}`));
  const orders = createOrderClient(bank, branch, 'v3.1.11', 'payment');
  const fields = { debtor: from ?? '', creditor: to ?? '', currency: 'EUR', name: 'Zoë Lefèvre', amount: '7.05' };
  const { body, access, key } = await orders.approved(fields, 'dmitry');
  const id = orders.idOf(await orders.order(body, access, key));
  expect(await settled(id)).toBe('ACSC');
  expect((await bookings(id, from)).map((one) => one.amount)).toEqual(['-7.05']);
  expect((await bookings(id, to)).map((one) => one.amount)).toEqual(['7.05']);
});

test('a payee of another bank is paid through clearing', async () => {
  const { body, access, key } = await approved({ creditor: '60837100000001', name: 'Hartley Lettings' });
  const paid = await branch.call('POST', PAYMENTS, access, { body, key, sign: true });
  expect(await settled(paid.body.Data.DomesticPaymentId)).toBe('ACSC');
  expect(await bookings(paid.body.Data.DomesticPaymentId, '20451400000000')).toHaveLength(1);
});

test('funds are confirmed with the approval of that consent alone', async () => {
  const [mine, other] = [await approved(), await approved()];
  const funds = `/pisp/domestic-payment-consents/${other.consentId}/funds-confirmation`;
  expect((await branch.call('GET', funds, other.access)).status).toBe(200);
  refused(await branch.call('GET', funds, mine.access), 403, 'U010');
});

test('more than the account can pay is rejected, and books nothing', async () => {
  const { body, access, key, consentId } = await approved({ amount: '99999.00' });
  const funds = await branch.call('GET', `/pisp/domestic-payment-consents/${consentId}/funds-confirmation`, access);
  expect(funds.body.Data.FundsAvailableResult.FundsAvailable).toBe(false);
  const paid = await branch.call('POST', PAYMENTS, access, { body, key, sign: true });
  expect(await settled(paid.body.Data.DomesticPaymentId)).toBe('RJCT');
  expect(await bookings(paid.body.Data.DomesticPaymentId)).toEqual([]);
});

test('the operator sees the books only with the token', async () => {
  expect((await operator('/trial-balance')).currencies.length).toBeGreaterThan(0);
  for (const headers of [{}, { authorization: 'Bearer ' }, { authorization: `Bearer ${OPERATOR_TOKEN}x` }]) {
    const response = await fetch(`${bank.url}/operator/trial-balance`, { headers: headers as Record<string, string> });
    expect([response.status, await response.text()]).toEqual([401, '']);
  }
});

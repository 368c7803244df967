import { randomUUID } from 'node:crypto';
import { createLocalJWKSet } from 'jose';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { z } from 'zod';
import { verifyDetached } from '../../../shared/detached-jws.ts';
import { startTestBank, type TestBank } from '../testing/test-bank.ts';
import { type Access, type Answer, createTestBranch, type TestBranch } from '../testing/test-branch.ts';
import { createOrderClient, dayAhead } from '../testing/test-orders.ts';
import * as v3 from '../testing/v3-schemas.ts';
import type { Product } from './order-tables.ts';

const START_MS = 90_000;
const PRODUCTS: readonly Product[] = ['payment', 'scheduled-payment', 'standing-order'];

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

function read<S extends z.ZodType>(schema: S, status: number, answer: Answer): z.output<S> {
  expect(answer.status, answer.text).toBe(status);
  return schema.parse(answer.body);
}
/** Answers the code. */
function refused(status: number, answer: Answer): string | undefined {
  return read(v3.errorAnswer, status, answer).Errors[0]?.ErrorCode;
}

describe.each(PRODUCTS)('%s in v3.1.11', (product) => {
  const orders = () => createOrderClient(bank, branch, 'v3.1.11', product);

  test('from consent to order, what was sent comes back as it was sent', async () => {
    const { askConsent, consent, consentsUrl, order, read: readOrder, idOf } = orders();
    const sent = consent({ amount: '3.10', payments: 3 });
    const made = read(v3.consentAnswer(product), 201, await askConsent(sent));
    expect([made.Data.Status, made.Data.Initiation]).toEqual(['AwaitingAuthorisation', sent.Data.Initiation]);
    const { ConsentId } = made.Data;
    const access = await branch.approvedAccess(String(ConsentId));
    const url = `${consentsUrl}/${ConsentId}`;
    expect(read(v3.consentAnswer(product), 200, await branch.call('GET', url, client)).Data.Status).toBe('Authorised');
    const body = { Data: { ConsentId, Initiation: sent.Data.Initiation }, Risk: sent.Risk };
    const placed = await order(body, access, randomUUID());
    expect(read(v3.orderAnswer(product), 201, placed).Data.Initiation).toEqual(sent.Data.Initiation);
    expect(read(v3.orderAnswer(product), 200, await readOrder(idOf(placed))).Data.ConsentId).toBe(ConsentId);
    expect(read(v3.consentAnswer(product), 200, await branch.call('GET', url, client)).Data.Status).toBe('Consumed');
    const jwks = await (await fetch(`${bank.url}/oidc/customers/jwks`)).json();
    const signature = placed.headers.get('x-jws-signature') ?? '';
    await verifyDetached(placed.text, signature, createLocalJWKSet(jwks as never));
  });

  test('both dialects are about the same consents and orders', async () => {
    const [older, newer] = [orders(), createOrderClient(bank, branch, 'v4.0', product)];
    const fields = { amount: '2.50', day: dayAhead(40), every: 'week' as const };
    const { consentId, body, access, key } = await older.approved(fields);
    const shown = await branch.call('GET', `${newer.consentsUrl}/${consentId}`, client);
    const expected = newer.consent(fields).Data.Initiation;
    const sameIds = Object.fromEntries(
      Object.entries(body.Data.Initiation).filter(([name]) => name.endsWith('Identification')),
    );
    expect(shown.body.Data.Initiation).toEqual({ ...expected, ...sameIds });
    // Approved in the words of one version, ordered in those of the other.
    const inNewWords = { ...body, Data: { ...body.Data, Initiation: shown.body.Data.Initiation } };
    const placed = await newer.order(inNewWords, access, key);
    expect(placed.status, placed.text).toBe(201);
    const back = read(v3.orderAnswer(product), 200, await older.read(newer.idOf(placed)));
    expect(back.Data.Initiation).toEqual(body.Data.Initiation);
    const another = { ...inNewWords, Risk: {} };
    expect(refused(400, await older.order({ ...body, Risk: {} }, access, randomUUID()))).toMatch(
      /InvalidConsentStatus$/,
    );
    expect((await newer.order(another, access, key)).status).toBe(409);
  });

  test('refusals are written as this version writes them', async () => {
    const { consent, askConsent, approved, order, read: readOrder, consentsUrl } = orders();
    const ready = await approved();
    const changed = structuredClone(ready.body);
    changed.Data.Initiation.CreditorAccount.Name = 'Somebody else';
    expect(refused(400, await order(changed, ready.access, randomUUID()))).toBe('UK.OBIE.Resource.ConsentMismatch');
    const unsigned = await branch.call('POST', consentsUrl, client, { body: consent(), key: randomUUID() });
    expect(refused(400, unsigned)).toBe('UK.OBIE.Signature.Missing');
    expect(refused(400, await askConsent(consent({ amount: '0.00' })))).toBe('UK.OBIE.Field.Invalid');
    const inNewWords = createOrderClient(bank, branch, 'v4.0', product).consent();
    expect(refused(400, await askConsent(inNewWords))).toBe('UK.OBIE.Field.Invalid');
    expect(refused(400, await readOrder('dp-unknown'))).toBe('UK.OBIE.Resource.NotFound');
    expect(refused(403, await askConsent(consent(), { access: anna }))).toBe('UK.OBIE.Resource.ConsentMismatch');
    expect((await askConsent(consent(), { access: { ...client, token: 'x' } })).text).toBe('');
    expect((await order(ready.body, ready.access, ready.key)).status).toBe(201);
  });
});

test('a payment is pending and then completed; funds are confirmed before', async () => {
  const {
    approved,
    consentsUrl,
    order,
    read: readOrder,
    details,
    idOf,
  } = createOrderClient(bank, branch, 'v3.1.11', 'payment');
  const { consentId, body, access, key } = await approved();
  const funds = await branch.call('GET', `${consentsUrl}/${consentId}/funds-confirmation`, access);
  expect(read(v3.fundsAnswer, 200, funds).Data.FundsAvailableResult.FundsAvailable).toBe(true);
  const id = idOf(await order(body, access, key));
  const status = async () => read(v3.orderAnswer('payment'), 200, await readOrder(id)).Data.Status;
  await expect.poll(status).toBe('AcceptedSettlementCompleted');
  const [execution] = read(v3.detailsAnswer, 200, await details(id)).Data.PaymentStatus;
  expect(execution?.Status).toBe('AcceptedSettlementCompleted');
});

test('a scheduled payment stays taken when its day has come; its details say that it was paid', async () => {
  const {
    approved,
    order,
    read: readOrder,
    details,
    idOf,
  } = createOrderClient(bank, branch, 'v3.1.11', 'scheduled-payment');
  const { body, access, key } = await approved({ day: dayAhead(2) });
  const id = idOf(await order(body, access, key));
  const executions = async () => read(v3.detailsAnswer, 200, await details(id)).Data.PaymentStatus;
  expect(await executions()).toEqual([]);
  bank.setClockOffsetMs(3 * 24 * 60 * 60_000);
  try {
    await expect
      .poll(async () => (await executions()).map((one) => one.Status))
      .toEqual(['AcceptedSettlementCompleted']);
  } finally {
    bank.setClockOffsetMs(0);
  }
  const taken = read(v3.orderAnswer('scheduled-payment'), 200, await readOrder(id));
  expect(taken.Data.Status).toBe('InitiationCompleted');
});

test('accounts, balances, transactions and beneficiaries', async () => {
  const base = `${bank.url}/open-banking/v3.1/aisp`;
  const get = (path: string) => branch.call('GET', base + path, anna);
  const { Account } = read(v3.accountsAnswer, 200, await get('/accounts')).Data;
  expect(Account).toHaveLength(2);
  const path = `/accounts/${Account[0]?.AccountId}`;
  read(v3.accountsAnswer, 200, await get(path));
  read(v3.balancesAnswer, 200, await get(`${path}/balances`));
  const { Transaction } = read(v3.transactionsAnswer, 200, await get(`${path}/transactions`)).Data;
  expect(Transaction.length).toBeGreaterThan(20);
  for (const beneficiaries of ['/beneficiaries', `${path}/beneficiaries`])
    expect(read(v3.beneficiariesAnswer, 200, await get(beneficiaries)).Data.Beneficiary.length).toBeGreaterThan(1);
  expect(refused(400, await get('/accounts/acc-unknown'))).toBe('UK.OBIE.Resource.NotFound');
  expect(refused(403, await get('/accounts/acc-oliver-current'))).toBe('UK.OBIE.Resource.ConsentMismatch');
});

test('account access consents', async () => {
  const access = await branch.clientAccess('accounts');
  const url = `${bank.url}/open-banking/v3.1/aisp/account-access-consents`;
  const body = { Data: { Permissions: ['ReadAccountsBasic'] }, Risk: {} };
  const made = read(v3.accountConsentAnswer, 201, await branch.call('POST', url, access, { body }));
  expect(made.Data.Status).toBe('AwaitingAuthorisation');
  const path = `${url}/${made.Data.ConsentId}`;
  read(v3.accountConsentAnswer, 200, await branch.call('GET', path, access));
  expect((await branch.call('DELETE', path, access)).status).toBe(204);
  expect(refused(400, await branch.call('GET', path, access))).toBe('UK.OBIE.Resource.NotFound');
});

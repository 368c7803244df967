import { randomUUID } from 'node:crypto';
import { decodeJwt } from 'jose';
import * as oidc from 'openid-client';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startTestBank, type TestBank } from '../testing/test-bank.ts';
import {
  createTestBranch,
  credentials,
  paymentOf,
  paymentOrder,
  SUBJECTS,
  type TestBranch,
} from '../testing/test-branch.ts';
import { createTestBrowser } from '../testing/test-browser.ts';
import { createOrderClient } from '../testing/test-orders.ts';
import { approveByPasskey, createTestPhone, type TestPhone } from '../testing/test-passkey.ts';

const START_MS = 90_000;
const FIVE_MINUTES_MS = 5 * 60_000;

let bank: TestBank;
let branch: TestBranch;
let phone: TestPhone;

beforeAll(async () => {
  bank = await startTestBank();
  branch = await createTestBranch(bank);
  phone = createTestPhone(bank.url, 'anna');
}, START_MS);
afterAll(() => bank?.close());

const statusOf = async (consentId: string) => {
  const access = await branch.clientAccess('payments');
  return (await branch.call('GET', `/pisp/domestic-payment-consents/${consentId}`, access)).body.Data.Status;
};
/** The first of the month after next: some weeks ahead on any day. */
function firstOfMonth(): string {
  const now = new Date();
  return new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() + 2, 1)).toISOString().slice(0, 10);
}
const pollError = async (requestId: string) => {
  const outcome = await branch.readApproval(requestId).catch((error: oidc.ResponseBodyError) => error.error);
  return typeof outcome === 'string' ? outcome : 'TOKEN';
};
const asked = async (code = 'KX7-204') => {
  const order = paymentOrder({ amount: '48.50', name: 'Oliver & <Sons>' });
  const consentId = await branch.createPaymentConsent(order);
  return { order, consentId, requestId: await branch.requestApproval(consentId, SUBJECTS.anna, code) };
};

test('the phone shows payee, account, amount, reference and the code; a yes gives a token for that consent', async () => {
  const { consentId, requestId } = await asked('QW4-9ZT');
  expect(await pollError(requestId)).toBe('authorization_pending');
  const { page } = await phone.question(consentId);
  for (const text of [
    'Oliver &#38; &#60;Sons&#62;',
    '20-45-14 55779911',
    '£48.50',
    'Dinner',
    'QW4-9ZT',
    'Current account',
    '31926819',
  ])
    expect(page.html).toContain(text);
  expect(await phone.answer(consentId, 'approve')).toBe('approved');
  expect((await phone.open(`/approvals/${consentId}`)).html).toContain('You approved the payment');
  const { token } = await branch.readApproval(requestId);
  expect(decodeJwt(token)).toMatchObject({ sub: SUBJECTS.anna, openbanking_intent_id: consentId, scope: 'payments' });
  const { exp = 0, iat = 0 } = decodeJwt(token);
  expect(exp - iat).toBe(24 * 60 * 60);
  expect(await statusOf(consentId)).toBe('AUTH');
  expect(await pollError(requestId)).toBe('invalid_grant');
});

test('of a standing order the phone also shows from when, how often and how many times', async () => {
  const orders = createOrderClient(bank, branch, 'v4.0', 'standing-order');
  const consent = await orders.askConsent(orders.consent({ amount: '750.00', day: firstOfMonth(), payments: 12 }));
  const consentId = consent.body.Data.ConsentId;
  await branch.requestApproval(consentId, SUBJECTS.anna);
  const { page } = await phone.question(consentId);
  for (const text of ['Approve this standing order?', '£750.00', 'Every month, first on', '12 payments'])
    expect(page.html).toContain(text);
  expect(await phone.answer(consentId, 'approve')).toBe('approved');
});

test('a no needs no passkey, gives access_denied, rejects the consent, and stays a no', async () => {
  const { consentId, requestId } = await asked();
  const { page } = await phone.question(consentId);
  expect((await phone.browser.submit(page, { decision: 'deny' }, consentId)).html).toContain('Denied');
  expect(await pollError(requestId)).toBe('access_denied');
  expect(await statusOf(consentId)).toBe('RJCT');
  const late = await phone.browser.submit(page, { decision: 'approve' }, consentId);
  expect([late.status, await statusOf(consentId)]).toEqual([409, 'RJCT']);
  expect(late.html).toContain('Denied before');
  expect(await pollError(requestId)).not.toBe('TOKEN');
});

test('after five minutes a yes comes too late, and nothing can be paid', async () => {
  const { consentId, requestId } = await asked();
  const question = await phone.question(consentId);
  bank.setClockOffsetMs(FIVE_MINUTES_MS + 1000);
  try {
    const page = await phone.open('/approvals');
    expect(page.html).not.toContain('KX7-204');
    expect(page.html).toContain('expired, nothing was sent');
    expect(await phone.send(question, consentId, 'approve')).toEqual({ status: 409, outcome: 'expired' });
  } finally {
    bank.setClockOffsetMs(0);
  }
  expect(await statusOf(consentId)).toBe('AWAU');
  expect(await pollError(requestId)).toBe('authorization_pending');
});

test('a consent is put to a customer once, also by two requests at the same time', async () => {
  const { consentId } = await asked();
  await expect(branch.requestApproval(consentId, SUBJECTS.anna)).rejects.toMatchObject({ status: 400 });
  const fresh = await branch.createPaymentConsent();
  const both = await Promise.allSettled([1, 2].map(() => branch.requestApproval(fresh, SUBJECTS.anna)));
  expect(both.filter((one) => one.status === 'fulfilled')).toHaveLength(1);
});

test('a branch that asks for one consent twice is refused, and the customer is told that it is one payment', async () => {
  const { consentId } = await asked();
  const first = await phone.question(consentId);
  expect(first.page.html).not.toContain('asked for this payment twice');
  await expect(branch.requestApproval(consentId, SUBJECTS.anna, 'ZZ9-999')).rejects.toMatchObject({ status: 400 });
  const { page } = await phone.question(consentId);
  expect(page.html).toContain('asked for this payment twice');
  expect(page.html).not.toContain('ZZ9-999');
  expect(await phone.answer(consentId, 'approve')).toBe('approved');
});

test('a second yes says that it is approved, and a form that says neither yes nor no decides nothing', async () => {
  const { consentId } = await asked();
  const question = await phone.question(consentId);
  for (const decision of ['', 'APPROVE', 'maybe']) {
    const page = await phone.browser.submit(question.page, { decision }, consentId);
    expect(page.html).toContain('Approve this payment?');
  }
  expect(await statusOf(consentId)).toBe('AWAU');
  expect(await phone.send(question, consentId, 'approve')).toEqual({ status: 200, outcome: 'approved' });
  expect(await phone.send(question, consentId, 'approve')).toEqual({ status: 409, outcome: 'already-approved' });
});

test('one answer at a time counts: of a yes and a no together one is the word', async () => {
  const { consentId, requestId } = await asked();
  const question = await phone.question(consentId);
  const answers = await Promise.all(
    (['approve', 'deny', 'approve'] as const).map((decision) => phone.send(question, consentId, decision)),
  );
  expect(answers.map(({ status }) => status).sort()).toEqual([200, 409, 409]);
  const isApproved = (await statusOf(consentId)) === 'AUTH';
  expect(await pollError(requestId)).toBe(isApproved ? 'TOKEN' : 'access_denied');
});

test('what was decided on one device is said on the other', async () => {
  const { consentId } = await asked();
  const tablet = createTestBrowser(bank.url);
  await tablet.submit(await tablet.open('/approvals'), credentials('anna'));
  expect((await tablet.open('/approvals')).html).toContain(`data-consent="${consentId}"`);
  await phone.answer(consentId, 'approve');
  expect((await tablet.open('/approvals')).html).toContain('approved on another device');
  expect((await tablet.open(`/approvals/${consentId}`)).html).toContain('Approved on another device');
  expect((await phone.open(`/approvals/${consentId}`)).html).toContain('You approved the payment');
});

test('a page that lost its answer reads what became of it, and only its customer reads it', async () => {
  const { consentId } = await asked();
  const state = async (who: TestPhone) => (await who.browser.read(`/approvals/${consentId}`)).body;
  expect(await state(phone)).toEqual({ state: 'pending' });
  await phone.answer(consentId, 'deny');
  expect(await state(phone)).toEqual({ state: 'denied' });
  const oliver = createTestPhone(bank.url, 'oliver');
  expect(await state(oliver)).toEqual({ error: 'signed-out' });
  await oliver.open('/approvals');
  expect(await state(oliver)).toEqual({ state: 'expired' });
});

test('the question goes only to the owner of the account, about a consent that waits, with a code that can be read out', async () => {
  const consentId = await branch.createPaymentConsent();
  const refusedFor = (id: string, subject: string, code?: string) =>
    expect(branch.requestApproval(id, subject, code)).rejects.toMatchObject({ status: 400 });
  await refusedFor(consentId, SUBJECTS.oliver);
  await refusedFor(consentId, 'c-nobody');
  await refusedFor('pc-unknown', SUBJECTS.anna);
  await refusedFor(await branch.createAccountConsent(), SUBJECTS.anna);
  for (const code of ['<b>A</b>', 'abc-123', 'TOO-LONG5', '', 'A']) await refusedFor(consentId, SUBJECTS.anna, code);
  await expect(branch.requestApproval(consentId, SUBJECTS.anna, 'AB12')).resolves.toBeTruthy();
});

test('an unsigned approval request is refused', async () => {
  const consentId = await branch.createPaymentConsent();
  const parameters = { login_hint: SUBJECTS.anna, binding_message: 'KX7-204', 'openbanking-intent-id': consentId };
  const request = await branch.requestObject(parameters);
  const unsigned = { scope: 'openid payments', ...parameters };
  await expect(oidc.initiateBackchannelAuthentication(branch.customers, unsigned)).rejects.toMatchObject({
    status: 400,
  });
  const [header, payload = '', signature] = request.split('.');
  const claims = JSON.parse(Buffer.from(payload, 'base64url').toString());
  const forged = Buffer.from(JSON.stringify({ ...claims, login_hint: SUBJECTS.oliver })).toString('base64url');
  await expect(
    oidc.initiateBackchannelAuthentication(branch.customers, { request: `${header}.${forged}.${signature}` }),
  ).rejects.toMatchObject({ status: 400 });
  await expect(oidc.initiateBackchannelAuthentication(branch.customers, { request })).resolves.toBeTruthy();
});

test("another customer neither sees nor decides what waits, and a form of another site doesn't either", async () => {
  const { consentId } = await asked('HD2-777');
  const oliver = createTestPhone(bank.url, 'oliver');
  const olivers = await oliver.open('/approvals');
  expect(olivers.html).not.toContain('HD2-777');
  await expect(oliver.question(consentId)).rejects.toThrow('does not wait');
  const { page } = await phone.question(consentId);
  const csrf = /name="csrf" value="([^"]+)"/.exec(olivers.html)?.[1] ?? '';
  expect((await oliver.browser.submit(page, { decision: 'deny', csrf }, consentId)).status).toBe(409);
  expect((await phone.browser.submit(page, { decision: 'deny' }, consentId, 'http://evil.example')).status).toBe(403);
  await phone.browser.submit(page, { decision: 'deny', csrf: 'x'.repeat(24) }, consentId);
  expect(await statusOf(consentId)).toBe('AWAU');
  expect((await phone.browser.submit(page, { decision: 'deny' }, consentId)).status).toBe(200);
  expect(await statusOf(consentId)).toBe('RJCT');
});

test('what was denied cannot be paid with the yes to another payment', async () => {
  const denied = await asked();
  await approveByPasskey(bank.url, 'anna', denied.consentId, 'deny');
  const other = await branch.createPaymentConsent();
  const access = await branch.approvedAccess(other);
  const body = paymentOf(denied.consentId, denied.order);
  const answer = await branch.call('POST', '/pisp/domestic-payments', access, { body, key: randomUUID(), sign: true });
  expect(answer.status).toBe(403);
});

import { randomUUID } from 'node:crypto';
import { decodeJwt } from 'jose';
import * as oidc from 'openid-client';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startTestBank, type TestBank } from '../testing/test-bank.ts';
import {
  answerOnPhone,
  createTestBranch,
  credentials,
  paymentOf,
  paymentOrder,
  SUBJECTS,
  type TestBranch,
} from '../testing/test-branch.ts';
import { createTestBrowser } from '../testing/test-browser.ts';

const START_MS = 90_000;
const FIVE_MINUTES_MS = 5 * 60_000;

let bank: TestBank;
let branch: TestBranch;

beforeAll(async () => {
  bank = await startTestBank();
  branch = await createTestBranch(bank);
}, START_MS);
afterAll(() => bank?.close());

const statusOf = async (consentId: string) => {
  const access = await branch.clientAccess('payments');
  return (await branch.call('GET', `/pisp/domestic-payment-consents/${consentId}`, access)).body.Data.Status;
};
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
  const browser = createTestBrowser(bank.url);
  const page = await browser.submit(await browser.open('/approvals'), credentials('anna'));
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
  const done = await answerOnPhone(browser, 'anna', consentId, 'approve');
  expect(done.html).toContain('Approved');
  const { token } = await branch.readApproval(requestId);
  expect(decodeJwt(token)).toMatchObject({ sub: SUBJECTS.anna, openbanking_intent_id: consentId, scope: 'payments' });
  const { exp = 0, iat = 0 } = decodeJwt(token);
  expect(exp - iat).toBe(24 * 60 * 60);
  expect(await statusOf(consentId)).toBe('AUTH');
  expect(await pollError(requestId)).toBe('invalid_grant');
});

test('a no gives access_denied, rejects the consent, and stays a no', async () => {
  const { consentId, requestId } = await asked();
  const browser = createTestBrowser(bank.url);
  const list = await browser.submit(await browser.open('/approvals'), credentials('anna'));
  expect((await browser.submit(list, { decision: 'deny' }, consentId)).html).toContain('Denied');
  expect(await pollError(requestId)).toBe('access_denied');
  expect(await statusOf(consentId)).toBe('RJCT');
  const late = await browser.submit(list, { decision: 'approve' }, consentId);
  expect([late.status, await statusOf(consentId)]).toEqual([409, 'RJCT']);
  expect(late.html).toContain('Denied before');
  expect(await pollError(requestId)).not.toBe('TOKEN');
});

test('after five minutes a yes comes too late, and nothing can be paid', async () => {
  const { consentId, requestId } = await asked();
  const browser = createTestBrowser(bank.url);
  const list = await browser.submit(await browser.open('/approvals'), credentials('anna'));
  bank.setClockOffsetMs(FIVE_MINUTES_MS + 1000);
  try {
    const page = await browser.open('/approvals');
    expect(page.html).not.toContain('KX7-204');
    expect(page.html).toContain('£48.50 to Oliver &#38; &#60;Sons&#62; has expired');
    const late = await browser.submit(list, { decision: 'approve' }, consentId);
    expect([late.status, late.html.includes('expired')]).toEqual([409, true]);
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

test('a second press of Approve says that it is approved, and a form that says neither yes nor no decides nothing', async () => {
  const { consentId } = await asked();
  const browser = createTestBrowser(bank.url);
  const list = await browser.submit(await browser.open('/approvals'), credentials('anna'));
  for (const decision of ['', 'APPROVE', 'maybe']) {
    const page = await browser.submit(list, { decision }, consentId);
    expect(page.html).toContain('Approve this payment?');
  }
  expect(await statusOf(consentId)).toBe('AWAU');
  const done = await browser.submit(list, { decision: 'approve' }, consentId);
  expect(done.html).toContain('href="/approvals"');
  const again = await browser.submit(list, { decision: 'approve' }, consentId);
  expect([again.status, again.html.includes('Approved before')]).toEqual([409, true]);
});

test('one answer at a time counts: of a yes and a no together one is the word', async () => {
  const { consentId, requestId } = await asked();
  const browser = createTestBrowser(bank.url);
  const list = await browser.submit(await browser.open('/approvals'), credentials('anna'));
  const pages = await Promise.all([
    browser.submit(list, { decision: 'approve' }, consentId),
    browser.submit(list, { decision: 'deny' }, consentId),
    browser.submit(list, { decision: 'approve' }, consentId),
  ]);
  expect(pages.map((page) => page.status).sort()).toEqual([200, 409, 409]);
  const approved = (await statusOf(consentId)) === 'AUTH';
  expect(await pollError(requestId)).toBe(approved ? 'TOKEN' : 'access_denied');
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
  const [anna, oliver] = [createTestBrowser(bank.url), createTestBrowser(bank.url)];
  const olivers = await oliver.submit(await oliver.open('/approvals'), credentials('oliver'));
  expect(olivers.html).not.toContain('HD2-777');
  const annas = await anna.submit(await anna.open('/approvals'), credentials('anna'));
  const csrf = /name="csrf" value="([^"]+)"/.exec(olivers.html)?.[1] ?? '';
  expect((await oliver.submit(annas, { decision: 'approve', csrf }, consentId)).status).toBe(409);
  expect((await anna.submit(annas, { decision: 'approve' }, consentId, 'http://evil.example')).status).toBe(403);
  await anna.submit(annas, { decision: 'approve', csrf: 'x'.repeat(24) }, consentId);
  expect(await statusOf(consentId)).toBe('AWAU');
  expect((await anna.submit(annas, { decision: 'approve' }, consentId)).status).toBe(200);
  expect(await statusOf(consentId)).toBe('AUTH');
});

test('what was denied cannot be paid with the yes to another payment', async () => {
  const denied = await asked();
  await answerOnPhone(createTestBrowser(bank.url), 'anna', denied.consentId, 'deny');
  const other = await branch.createPaymentConsent();
  const access = await branch.approvedAccess(other);
  const body = paymentOf(denied.consentId, denied.order);
  const answer = await branch.call('POST', '/pisp/domestic-payments', access, { body, key: randomUUID(), sign: true });
  expect(answer.status).toBe(403);
});

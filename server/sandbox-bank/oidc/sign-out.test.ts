import { randomUUID } from 'node:crypto';
import * as oidc from 'openid-client';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { BRANCH_URL, startTestBank, type TestBank } from '../testing/test-bank.ts';
import { createTestBranch, leftTo, paymentOf, paymentOrder, type TestBranch } from '../testing/test-branch.ts';
import { createTestBrowser, type TestBrowser } from '../testing/test-browser.ts';

let bank: TestBank;
let branch: TestBranch;

beforeAll(async () => {
  bank = await startTestBank();
  branch = await createTestBranch(bank);
}, 90_000);
afterAll(() => bank?.close());

const BACK = `${BRANCH_URL}/api/sign-out/callback/customer`;

const wayOut = (parameters: Record<string, string | undefined>) => {
  const given = Object.entries({ post_logout_redirect_uri: BACK, state: '/flat', ...parameters });
  return oidc.buildEndSessionUrl(
    branch.customers,
    Object.fromEntries(given.filter((one): one is [string, string] => one[1] !== undefined)),
  );
};
/** Whether the bank's own page knows who this is. */
const isSignedIn = async (browser: TestBrowser) => !(await browser.open('/device')).html.includes('name="password"');

test('the branch proves whom it signs out: nothing is asked, the bank’s session ends, and the way leads back', async () => {
  const browser = createTestBrowser(bank.url);
  const { idToken } = await branch.signIn('anna', browser);
  expect(await isSignedIn(browser)).toBe(true);
  const page = await browser.open(wayOut({ id_token_hint: idToken }));
  expect(page.html).toContain('/submit.js');
  expect(page.headers.get('content-security-policy')).toContain("script-src 'self'");
  const back = leftTo(await browser.submit(page, { logout: 'yes' }));
  expect(back.href).toBe(`${BACK}?state=%2Fflat`);
  expect(await isSignedIn(browser)).toBe(false);
});

test('a link that proves nothing, or speaks of another person, signs nobody out before they were asked', async () => {
  const [anna, oliver] = [createTestBrowser(bank.url), createTestBrowser(bank.url)];
  const tokens = await branch.signIn('anna', anna);
  await branch.signIn('oliver', oliver);
  for (const hint of [undefined, tokens.idToken]) {
    const page = await oliver.open(wayOut({ id_token_hint: hint, client_id: 'atrium-branch' }));
    expect(page.html).toContain('Sign out of the bank?');
    expect(page.html).not.toContain('/submit.js');
    expect(await isSignedIn(oliver)).toBe(true);
  }
  const proven = await anna.open(wayOut({ id_token_hint: tokens.idToken }));
  expect(proven.html).toContain('/submit.js');
});

test('the way back leads to the branch and nowhere else', async () => {
  const browser = createTestBrowser(bank.url);
  const { idToken } = await branch.signIn('anna', browser);
  const hint = { id_token_hint: idToken };
  expect((await browser.open(wayOut(hint))).status).toBe(200);
  expect((await browser.open(wayOut({ ...hint, post_logout_redirect_uri: 'http://evil.example/' }))).status).toBe(400);
  expect((await browser.open(wayOut({ ...hint, id_token_hint: `${idToken}x` }))).status).toBe(400);
});

test('signing out at the bank takes no token from a branch that may still need it', async () => {
  const browser = createTestBrowser(bank.url);
  const access = await branch.signIn('anna', browser);
  await browser.submit(await browser.open(wayOut({ id_token_hint: access.idToken })), { logout: 'yes' });
  expect((await branch.call('GET', '/aisp/accounts', await branch.refresh(access))).status).toBe(200);
});

test('a refresh token serves once; used again, it takes its whole family with it', async () => {
  const first = await branch.signIn('anna');
  const second = await branch.refresh(first);
  expect(second.refreshToken).not.toBe(first.refreshToken);
  const third = await branch.refresh(second);
  expect((await branch.call('GET', '/aisp/accounts', third)).status).toBe(200);
  await expect(branch.refresh(first)).rejects.toMatchObject({ error: 'invalid_grant' });
  await expect(branch.refresh(third)).rejects.toMatchObject({ error: 'invalid_grant' });
  expect((await branch.call('GET', '/aisp/accounts', third)).status).toBe(401);
});

test('of two who use one refresh token at once, no more than one gets another', async () => {
  const first = await branch.signIn('anna');
  const both = await Promise.allSettled([branch.refresh(first), branch.refresh(first)]);
  expect(both.filter(({ status }) => status === 'fulfilled').length).toBeLessThanOrEqual(1);
});

test('an approved payment is made with its own token after everything of the sign-in has been revoked', async () => {
  const access = await branch.signIn('anna');
  const order = paymentOrder();
  const consentId = await branch.createPaymentConsent(order);
  const payment = await branch.approvedAccess(consentId);
  await oidc.tokenRevocation(branch.customers, access.refreshToken ?? '');
  expect((await branch.call('GET', '/aisp/accounts', access)).status).toBe(401);
  const made = { body: paymentOf(consentId, order), key: randomUUID(), sign: true };
  expect((await branch.call('POST', '/pisp/domestic-payments', payment, made)).status).toBe(201);
});

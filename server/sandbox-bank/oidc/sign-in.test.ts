import { decodeJwt } from 'jose';
import * as oidc from 'openid-client';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { BRANCH_URL, startTestBank, type TestBank } from '../testing/test-bank.ts';
import { createTestBranch, credentials, leftTo, SUBJECTS, type TestBranch } from '../testing/test-branch.ts';
import { createTestBrowser } from '../testing/test-browser.ts';

const START_MS = 90_000;

let bank: TestBank;
let branch: TestBranch;

beforeAll(async () => {
  bank = await startTestBank();
  branch = await createTestBranch(bank);
}, START_MS);
afterAll(() => bank?.close());

const begin = async () => branch.beginSignIn(await branch.createAccountConsent());
const statusOf = async (consentId: string) => {
  const access = await branch.clientAccess('accounts');
  return (await branch.call('GET', `/aisp/account-access-consents/${consentId}`, access)).body.Data.Status;
};

test('a customer signs in, allows, and the branch gets tokens for the consent and a name', async () => {
  const consentId = await branch.createAccountConsent();
  const started = await branch.beginSignIn(consentId);
  const browser = createTestBrowser(bank.url);
  const signIn = await browser.open(started.url);
  expect(signIn.html).toContain('Sandbox Bank');
  const consent = await browser.submit(signIn, credentials('anna'));
  expect(consent.html).toContain('20-45-14 31926819');
  const back = leftTo(await browser.submit(consent, { decision: 'allow' }));
  expect(back.origin + back.pathname).toBe(`${BRANCH_URL}/api/sign-in/callback/customer`);
  const tokens = await started.finish(back);
  expect(tokens.claims).toMatchObject({ sub: SUBJECTS.anna, name: 'Anna Petrova' });
  expect(tokens.claims).not.toHaveProperty('roles');
  expect(decodeJwt(tokens.token)).toMatchObject({
    iss: `${bank.url}/oidc/customers`,
    aud: branch.api,
    sub: SUBJECTS.anna,
    client_id: 'atrium-branch',
    openbanking_intent_id: consentId,
    scope: 'accounts',
  });
  const { exp = 0, iat = 0 } = decodeJwt(tokens.token);
  expect(exp - iat).toBe(300);
  expect(await statusOf(consentId)).toBe('AUTH');
  const renewed = await branch.refresh(tokens);
  expect(decodeJwt(renewed.token).openbanking_intent_id).toBe(consentId);
  expect((await branch.call('GET', '/aisp/accounts', renewed)).status).toBe(200);
});

test('a code is worth nothing without the key that the request was bound to', async () => {
  const started = await begin();
  const browser = createTestBrowser(bank.url);
  const consent = await browser.submit(await browser.open(started.url), credentials('anna'));
  const back = leftTo(await browser.submit(consent, { decision: 'allow' }));
  await expect(started.finish(back, await branch.newKey())).rejects.toThrow();
});

test('a code is redeemed once, also by two at the same time', async () => {
  const started = await begin();
  const browser = createTestBrowser(bank.url);
  const consent = await browser.submit(await browser.open(started.url), credentials('anna'));
  const back = leftTo(await browser.submit(consent, { decision: 'allow' }));
  const both = await Promise.allSettled([started.finish(back), started.finish(back)]);
  expect(both.filter((one) => one.status === 'fulfilled').length).toBeLessThanOrEqual(1);
  await expect(started.finish(back)).rejects.toThrow();
});

test('who denies goes back with access_denied, and the consent is rejected', async () => {
  const consentId = await branch.createAccountConsent();
  const started = await branch.beginSignIn(consentId);
  const browser = createTestBrowser(bank.url);
  const consent = await browser.submit(await browser.open(started.url), credentials('anna'));
  const back = leftTo(await browser.submit(consent, { decision: 'deny' }));
  expect(back.searchParams.get('error')).toBe('access_denied');
  expect(await statusOf(consentId)).toBe('RJCT');
});

test('a consent that is decided already meets a clear page, and is bound to nobody else', async () => {
  const consentId = await branch.createAccountConsent();
  const [first, second] = [await branch.beginSignIn(consentId), await branch.beginSignIn(consentId)];
  const [anna, oliver] = [createTestBrowser(bank.url), createTestBrowser(bank.url)];
  const annas = await anna.submit(await anna.open(first.url), credentials('anna'));
  leftTo(await anna.submit(annas, { decision: 'allow' }));
  const late = await oliver.submit(await oliver.open(second.url), credentials('oliver'));
  expect([late.status, late.left]).toEqual([409, null]);
  expect(late.html).toContain('already decided');
});

test('a customer of the bank who is known is asked whether to go on as themselves, and may be another', async () => {
  const browser = createTestBrowser(bank.url);
  await branch.signIn('anna', browser);
  const started = await begin();
  const known = await browser.open(started.url);
  expect(known.html).toContain('Anna Petrova');
  const asked = await browser.submit(known, { decision: 'switch' });
  expect(asked.html).toContain('name="password"');
  const consent = await browser.submit(asked, credentials('oliver'));
  const tokens = await started.finish(leftTo(await browser.submit(consent, { decision: 'allow' })));
  expect(tokens.claims?.sub).toBe(SUBJECTS.oliver);

  const again = await begin();
  const next = await browser.submit(await browser.open(again.url), { decision: 'continue' });
  const renewed = await again.finish(leftTo(await browser.submit(next, { decision: 'allow' })));
  expect(renewed.claims?.sub).toBe(SUBJECTS.oliver);
});

test('who is asked anew for the branch proves who they are, though the bank knows them, and the branch is told when', async () => {
  const browser = createTestBrowser(bank.url);
  expect((await branch.signIn('anna', browser)).claims).not.toHaveProperty('auth_time');
  const known = await browser.open((await begin()).url);
  const started = await branch.beginSignIn(await branch.createAccountConsent(), 'customer', { max_age: '0' });
  const asked = await browser.open(started.url);
  expect(asked.html).toContain('name="password"');
  // The button that is not there, pressed all the same, with the token of this browser's own session.
  const csrf = /name="csrf" value="([^"]*)"/.exec(known.html)?.[1] ?? '';
  const pressed = await browser.submit(asked, { decision: 'continue', csrf });
  expect([pressed.status, pressed.left]).toEqual([401, null]);
  const consent = await browser.submit(await browser.open(started.url), credentials('anna'));
  const { claims } = await started.finish(leftTo(await browser.submit(consent, { decision: 'allow' })));
  const authTime = Number(claims?.auth_time) * 1000;
  expect(Math.abs(Date.now() - authTime)).toBeLessThan(60_000);
});

test('who signed out at the bank is not signed in again without a word, nor are their accounts shown', async () => {
  const browser = createTestBrowser(bank.url);
  await branch.signIn('anna', browser);
  await browser.submit(await browser.open('/approvals'), {}, 'sign-out');
  const page = await browser.open((await begin()).url);
  expect(page.html).toContain('name="password"');
  expect(page.html).not.toContain('31926819');
});

test('a wrong password signs nobody in, and too many tries are stopped, the right one included', async () => {
  const browser = createTestBrowser(bank.url);
  let page = await browser.open((await begin()).url);
  page = await browser.submit(page, { username: 'maria', password: 'wrong' });
  expect([page.status, page.left]).toEqual([401, null]);
  expect((await browser.submit(page, { username: '<b>nobody</b>', password: 'x' })).html).not.toContain('<b>');
  for (let attempt = 0; attempt < 8; attempt++)
    page = await browser.submit(page, { username: 'maria', password: 'wrong' });
  page = await browser.submit(page, credentials('maria'));
  expect(page.html).toContain('Too many attempts');
});

test('a form from another site, without its token, or of another browser decides nothing', async () => {
  const consentId = await branch.createAccountConsent();
  const started = await branch.beginSignIn(consentId);
  const browser = createTestBrowser(bank.url);
  const consent = await browser.submit(await browser.open(started.url), credentials('anna'));
  const foreign = await browser.submit(consent, { decision: 'allow' }, '', 'http://evil.example');
  expect(foreign.status).toBe(403);
  const forged = await browser.submit(consent, { decision: 'allow', csrf: 'x'.repeat(24) });
  expect([forged.status, forged.left]).toEqual([400, null]);
  const other = createTestBrowser(bank.url);
  expect((await other.submit(consent, { decision: 'allow' })).status).toBe(400);
  expect(await statusOf(consentId)).toBe('AWAU');
  leftTo(await browser.submit(consent, { decision: 'allow' }));
  expect(await statusOf(consentId)).toBe('AUTH');
});

test('only a pushed request, with the branch’s redirect address and a code challenge, is taken', async () => {
  const plain = new URL(`${bank.url}/oidc/customers/auth`);
  plain.search = new URLSearchParams({ client_id: 'atrium-branch', response_type: 'code', scope: 'openid' }).toString();
  const page = await createTestBrowser(bank.url).open(plain);
  expect([page.left, page.status]).toEqual([null, 400]);
  const push = (changes: Record<string, string>) =>
    oidc.buildAuthorizationUrlWithPAR(branch.customers, {
      redirect_uri: `${BRANCH_URL}/api/sign-in/callback/customer`,
      scope: 'openid profile accounts',
      code_challenge: 'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM',
      code_challenge_method: 'S256',
      ...changes,
    });
  await expect(push({})).resolves.toBeInstanceOf(URL);
  await expect(push({ redirect_uri: 'http://evil.example/cb' })).rejects.toThrow();
  await expect(push({ code_challenge: '', code_challenge_method: '' })).rejects.toThrow();
});

test('a form of another shape signs nobody in, and is no failure of the bank', async () => {
  const post = (body: string, type = 'application/x-www-form-urlencoded') =>
    fetch(`${bank.url}/approvals/sign-in`, {
      method: 'POST',
      redirect: 'manual',
      headers: { origin: bank.url, 'content-type': type },
      body,
    });
  expect((await post('username=oliver&password=demo-oliver')).status).toBe(303);
  expect((await post('username=oliver&username=anna&password=demo-oliver')).status).toBe(401);
  expect((await post(`username=oliver&password=${'x'.repeat(500)}`)).status).toBe(401);
  expect((await post('{"username":{"a":1}}', 'application/json')).status).toBe(401);
  expect((await post('', 'text/plain')).status).toBe(401);
  expect((await post(`username=${'x'.repeat(9000)}`)).status).toBe(413);
});

test('the issuer names its own addresses, whatever a caller says of the host', async () => {
  const headers = { 'x-forwarded-host': 'evil.example', 'x-forwarded-proto': 'https' };
  const answer = await fetch(`${bank.url}/oidc/customers/.well-known/openid-configuration`, { headers });
  const { issuer, token_endpoint } = (await answer.json()) as Record<string, string>;
  expect([issuer, token_endpoint]).toEqual([`${bank.url}/oidc/customers`, `${bank.url}/oidc/customers/token`]);
  const request = 'urn:ietf:params:oauth:request_uri:%00';
  const page = await fetch(`${bank.url}/oidc/customers/auth?client_id=atrium-branch&request_uri=${request}`);
  expect(page.status).toBe(400);
});

test('staff sign in at their own issuer, with their roles and no consent to give', async () => {
  const started = await branch.beginSignIn(null, 'staff');
  const browser = createTestBrowser(bank.url);
  const back = leftTo(await browser.submit(await browser.open(started.url), credentials('james')));
  expect(back.pathname).toBe('/api/sign-in/callback/staff');
  const { claims } = await started.finish(back);
  expect(claims).toMatchObject({
    iss: `${bank.url}/oidc/staff`,
    name: 'James Whitfield',
    roles: ['consultant', 'supervisor'],
  });

  const again = await branch.beginSignIn(null, 'staff');
  const known = await browser.open(again.url);
  expect(known.html).toContain('James Whitfield');
  const elena = await browser.submit(await browser.submit(known, { decision: 'switch' }), credentials('elena'));
  expect((await again.finish(leftTo(elena))).claims?.roles).toEqual(['consultant']);
});

test('a customer is no staff, and staff are no customers', async () => {
  const staffPage = await createTestBrowser(bank.url).open((await branch.beginSignIn(null, 'staff')).url);
  expect(staffPage.html).toContain('Staff sign-in');
  for (const [username, started] of [
    ['anna', await branch.beginSignIn(null, 'staff')],
    ['elena', await begin()],
  ] as const) {
    const browser = createTestBrowser(bank.url);
    expect((await browser.submit(await browser.open(started.url), credentials(username))).status).toBe(401);
  }
});

test('pages run nothing that is not ours, send forms nowhere else, and speak Russian where it is asked for', async () => {
  const page = await createTestBrowser(bank.url, 'ru-RU,ru;q=0.9').open((await begin()).url);
  const policy = page.headers.get('content-security-policy') ?? '';
  expect(policy).toContain("default-src 'self'");
  expect(policy).toContain(`form-action 'self' ${BRANCH_URL}`);
  expect(policy).toContain("frame-ancestors 'none'");
  expect(policy).not.toContain('unsafe');
  expect(page.html).toContain('<html lang="ru">');
  expect(page.html).toContain('Войти');
  expect(page.html).not.toMatch(/<script>|style=|onclick/);
});

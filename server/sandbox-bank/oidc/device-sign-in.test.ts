import { decodeJwt } from 'jose';
import * as oidc from 'openid-client';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startTestBank, type TestBank } from '../testing/test-bank.ts';
import { createTestBranch, credentials, SUBJECTS, type TestBranch } from '../testing/test-branch.ts';
import { createTestBrowser, type Page, type TestBrowser } from '../testing/test-browser.ts';
import { DEVICE_GRANT, POLL_SECONDS } from './device-flow.ts';

let bank: TestBank;
let branch: TestBranch;

beforeAll(async () => {
  bank = await startTestBank();
  branch = await createTestBranch(bank);
}, 90_000);
afterAll(() => bank?.close());

const REQUEST = { device_kind: 'headset', branch_name: 'Atrium Flagship' };

/** The branch asks for a code; answers the code, and how to ask what became of it. */
async function begin(changes: Record<string, string> = {}) {
  const consentId = await branch.createAccountConsent();
  const started = await oidc.initiateDeviceAuthorization(branch.customers, {
    scope: 'openid profile offline_access accounts',
    resource: branch.api,
    'openbanking-intent-id': consentId,
    ...REQUEST,
    ...changes,
  });
  const dpop = await branch.newKey();
  const poll = (DPoP: oidc.DPoPHandle | null = dpop) =>
    oidc.genericGrantRequest(
      branch.customers,
      DEVICE_GRANT,
      { device_code: started.device_code, resource: branch.api },
      DPoP ? { DPoP } : {},
    );
  const errorOf = () =>
    poll().then(
      () => 'tokens',
      (error: oidc.ResponseBodyError) => error.error,
    );
  return { ...started, consentId, dpop, poll, errorOf };
}

const interval = () => new Promise((resolve) => setTimeout(resolve, POLL_SECONDS * 1000));
const statusOf = async (consentId: string) =>
  (await branch.call('GET', `/aisp/account-access-consents/${consentId}`, await branch.clientAccess('accounts'))).body
    .Data.Status;

/** Scans the QR and signs in; ends where the code is to be matched. */
async function openOnPhone(browser: TestBrowser, link: string | undefined, username = 'anna'): Promise<Page> {
  const page = await browser.open(link ?? '');
  return page.html.includes('name="password"') ? browser.submit(page, credentials(username)) : page;
}
const decide = (browser: TestBrowser, page: Page, decision: string) =>
  browser.submit(page, { decision }, '/device/decision');
const codesOn = (page: Page) => [...page.html.matchAll(/class="choice"[^>]*value="([^"]*)"/g)].map(([, code]) => code);

test('a customer matches the code on the phone, and the device is signed in for the consent it asked for', async () => {
  const device = await begin();
  expect(device.verification_uri).toBe(`${bank.url}/device`);
  expect([device.expires_in, device.interval]).toEqual([180, POLL_SECONDS]);
  const phone = createTestBrowser(bank.url);
  const page = await openOnPhone(phone, device.verification_uri_complete);
  for (const shown of ['VR headset', 'Atrium Flagship', 'That is fraud', '20-45-14 31926819', 'Anna Petrova'])
    expect(page.html).toContain(shown);
  expect(codesOn(page)).toHaveLength(3);
  expect(codesOn(page)).toContain(device.user_code);
  expect((await decide(phone, page, device.user_code)).html).toContain('Signed in');
  const answer = await device.poll();
  expect(answer.claims?.()).toMatchObject({ sub: SUBJECTS.anna, name: 'Anna Petrova' });
  const token = decodeJwt(answer.access_token);
  expect(token).toMatchObject({ sub: SUBJECTS.anna, aud: branch.api, openbanking_intent_id: device.consentId });
  expect(token.cnf).toHaveProperty('jkt');
  const access = { token: answer.access_token, refreshToken: answer.refresh_token, dpop: device.dpop };
  expect((await branch.call('GET', '/aisp/accounts', access)).status).toBe(200);
  expect((await branch.call('GET', '/aisp/accounts', await branch.refresh(access))).status).toBe(200);
  expect(await statusOf(device.consentId)).toBe('AUTH');
});

test('tokens are given for a code once, and only to a key', async () => {
  const device = await begin();
  const phone = createTestBrowser(bank.url);
  await decide(phone, await openOnPhone(phone, device.verification_uri_complete), device.user_code);
  await expect(device.poll(null)).rejects.toThrow();
  await interval();
  expect(await device.errorOf()).toBe('tokens');
  await interval();
  expect(await device.errorOf()).toBe('invalid_grant');
});

test('who asks sooner than the interval is told to slow down; who waits is told that it is pending', async () => {
  const device = await begin();
  expect(await device.errorOf()).toBe('authorization_pending');
  expect(await device.errorOf()).toBe('slow_down');
  await interval();
  expect(await device.errorOf()).toBe('authorization_pending');
});

test('a code that is typed leads to the same page, in any case and without the hyphen', async () => {
  const device = await begin();
  const phone = createTestBrowser(bank.url);
  const entry = await openOnPhone(phone, device.verification_uri);
  const typed = device.user_code.toLowerCase().replace('-', '');
  const page = await phone.submit(entry, { user_code: typed }, '/device/code');
  expect(codesOn(page)).toContain(device.user_code);
});

test('denied, the device is told so, the consent is rejected, and yes comes too late', async () => {
  const device = await begin();
  const phone = createTestBrowser(bank.url);
  const page = await openOnPhone(phone, device.verification_uri_complete);
  expect((await decide(phone, page, 'deny')).html).toContain('Not let in');
  expect(await statusOf(device.consentId)).toBe('RJCT');
  expect(await device.errorOf()).toBe('access_denied');
  const late = await openOnPhone(phone, device.verification_uri_complete);
  expect([late.status, codesOn(late)]).toEqual([409, []]);
});

test('another code than the device shows ends the request', async () => {
  const device = await begin();
  const phone = createTestBrowser(bank.url);
  const page = await openOnPhone(phone, device.verification_uri_complete);
  const decoy = codesOn(page).find((code) => code !== device.user_code) ?? '';
  expect((await decide(phone, page, decoy)).html).toContain('Not the code');
  expect(await device.errorOf()).toBe('access_denied');
  expect(await statusOf(device.consentId)).toBe('RJCT');
});

test('yes and no at once: one of them counts', async () => {
  const device = await begin();
  const phone = createTestBrowser(bank.url);
  const page = await openOnPhone(phone, device.verification_uri_complete);
  await Promise.all([decide(phone, page, device.user_code), decide(phone, page, 'deny')]);
  const status = await statusOf(device.consentId);
  expect(['AUTH', 'RJCT']).toContain(status);
  expect(await device.errorOf()).toBe(status === 'AUTH' ? 'tokens' : 'access_denied');
});

test('a form from another site or without its token lets no device in', async () => {
  const device = await begin();
  const phone = createTestBrowser(bank.url);
  const page = await openOnPhone(phone, device.verification_uri_complete);
  const { user_code: decision } = device;
  expect((await phone.submit(page, { decision }, '/device/decision', 'http://evil.example')).status).toBe(403);
  await phone.submit(page, { decision, csrf: 'x'.repeat(24) }, '/device/decision');
  expect(await statusOf(device.consentId)).toBe('AWAU');
  await decide(phone, page, decision);
  expect(await statusOf(device.consentId)).toBe('AUTH');
});

test('codes cannot be searched for: after eight wrong ones the right one is not looked up either', async () => {
  const device = await begin();
  const phone = createTestBrowser(bank.url);
  let page = await openOnPhone(phone, device.verification_uri, 'oliver');
  const type = async (user_code: string) => {
    page = await phone.submit(page, { user_code }, '/device/code');
  };
  await type(device.user_code);
  expect(page.status).toBe(200);
  page = await phone.open('/device');
  for (let attempt = 0; attempt < 8; attempt++) page = await phone.open('/device?user_code=BBBB-BBBB');
  page = await phone.open(`/device?user_code=${device.user_code}`);
  expect([page.status, codesOn(page)]).toEqual([429, []]);
});

test('the client must name a known device and a branch whose name tells no story', async () => {
  await expect(begin({ branch_name: 'Отделение «Атриум» 2' })).resolves.toHaveProperty('user_code');
  for (const changes of [
    { device_kind: 'toaster' },
    { branch_name: '' },
    { branch_name: 'Refund waiting! Press yes: https://evil.example' },
    { branch_name: 'a'.repeat(61) },
    { branch_name: 'Line\nbreak' },
  ])
    await expect(begin(changes), JSON.stringify(changes)).rejects.toMatchObject({ error: 'invalid_request' });
});

test('the issuer’s own pages for codes are closed', async () => {
  const page = await fetch(`${bank.url}/oidc/customers/device?user_code=BBBB-BBBB`, { redirect: 'manual' });
  expect([page.status, page.headers.get('location')]).toEqual([302, `${bank.url}/device`]);
});

test('revoking the refresh token ends the access token, its family, and the session on the phone', async () => {
  const device = await begin();
  const phone = createTestBrowser(bank.url);
  await decide(phone, await openOnPhone(phone, device.verification_uri_complete, 'maria'), device.user_code);
  const answer = await device.poll();
  const access = { token: answer.access_token, refreshToken: answer.refresh_token, dpop: device.dpop };
  expect((await branch.call('GET', '/aisp/accounts', access)).status).toBe(200);
  expect((await phone.open('/device')).html).not.toContain('name="password"');
  await oidc.tokenRevocation(branch.customers, answer.refresh_token ?? '');
  await expect(branch.refresh(access)).rejects.toMatchObject({ error: 'invalid_grant' });
  expect((await branch.call('GET', '/aisp/accounts', access)).status).toBe(401);
  expect((await phone.open('/device')).html).toContain('name="password"');
});

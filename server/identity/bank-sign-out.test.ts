import { afterAll, beforeAll, expect, test } from 'vitest';
import { createBankSignOut } from './bank-sign-out.ts';
import { startTestIssuer, type TestIssuer } from './testing/test-issuer.ts';

let issuer: TestIssuer;
beforeAll(async () => {
  issuer = await startTestIssuer();
});
afterAll(() => issuer.close());

const failures: unknown[] = [];
function house(pageOrigins = [issuer.origin], client = issuer.client) {
  const one = { client, pageOrigins };
  return createBankSignOut({
    issuers: { customer: one, staff: one },
    publicUrl: new URL('https://branch.example'),
    onFailure: (_audience, error) => failures.push(error),
  });
}

test('the browser ends the bank’s session by proof of whose it is, and comes back to where it was', async () => {
  const url = new URL((await house().urlFor('customer', 'id-token', '/flat?x=1')) ?? '');
  expect(url.origin + url.pathname).toBe(`${issuer.origin}/session/end`);
  expect(Object.fromEntries(url.searchParams)).toMatchObject({
    id_token_hint: 'id-token',
    post_logout_redirect_uri: 'https://branch.example/api/sign-out/callback/customer',
    state: '/flat?x=1',
  });
});

test.each(['https://evil.example', '//evil.example', '/a\\b'])(
  'it never comes back elsewhere: %s',
  async (returnTo) => {
    const url = new URL((await house().urlFor('customer', 'id-token', returnTo)) ?? '');
    expect(url.searchParams.get('state')).toBe('/');
  },
);

test('the id token goes to none but the issuer’s own pages', async () => {
  expect(await house().urlFor('customer', 'id-token', '/')).not.toBeNull();
  expect(await house(['https://bank.example']).urlFor('customer', 'id-token', '/')).toBeNull();
});

test('a silent bank holds nobody up', async () => {
  const silent = Object.assign(() => Promise.reject(new Error('silent')), {
    pushAuthorization: issuer.client.pushAuthorization,
  });
  expect(await house([issuer.origin], silent).urlFor('customer', 'id-token', '/')).toBeNull();
  expect(failures).toHaveLength(1);
});

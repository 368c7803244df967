import { exportJWK, generateKeyPair, type JWK, SignJWT } from 'jose';
import { beforeAll, expect, test } from 'vitest';
import { createTokenVerifier, type TokenVerifier } from './access-token.ts';

const ISSUER = 'https://bank.test/oidc/customers';
const AUDIENCE = 'https://bank.test/open-banking/v4.0';
const CERTIFICATE = 'thumbprint-of-the-branch';

let key: CryptoKey;
let tokens: TokenVerifier;

beforeAll(async () => {
  const pair = await generateKeyPair('PS256', { extractable: true });
  key = pair.privateKey;
  const signingKey: JWK = { ...(await exportJWK(key)), alg: 'PS256', kid: 'bank' };
  const rules = { issuer: ISSUER, audience: AUDIENCE, signingKey, publicUrl: 'https://bank.test' };
  // A client's own token asks nothing of the books.
  tokens = createTokenVerifier({ ...rules, db: null as never, binding: 'certificate' });
});

interface Changes {
  readonly audience?: string;
  readonly issuer?: string;
  readonly type?: string;
  readonly cnf?: object;
  readonly lifetime?: string;
  readonly by?: CryptoKey;
}

function tokenOf({ audience, issuer, type, cnf, lifetime, by }: Changes = {}): Promise<string> {
  return new SignJWT({ client_id: 'branch', scope: 'payments', cnf: cnf ?? { 'x5t#S256': CERTIFICATE } })
    .setProtectedHeader({ alg: 'PS256', kid: 'bank', typ: type ?? 'at+jwt' })
    .setIssuer(issuer ?? ISSUER)
    .setAudience(audience ?? AUDIENCE)
    .setSubject('branch')
    .setExpirationTime(lifetime ?? '1m')
    .sign(by ?? key);
}

const present = async (token: string, certificateThumbprint: string | null = CERTIFICATE, scheme = 'Bearer') =>
  tokens.verify({
    method: 'GET',
    path: '/',
    authorization: `${scheme} ${token}`,
    proof: undefined,
    certificateThumbprint,
  });

const ENTITLED = { clientId: 'branch', customer: null, consentId: null, scopes: ['payments'] };

test.each<[string, Changes]>([
  ['for another audience', { audience: 'https://bank.test/other-api' }],
  ['of another issuer', { issuer: 'https://bank.test/oidc/staff' }],
  ['that is an id token', { type: 'JWT' }],
  ['that is bound to nothing', { cnf: {} }],
  ['that is bound to a key', { cnf: { jkt: CERTIFICATE } }],
  ['that has run out', { lifetime: '-1m' }],
])('a token %s opens nothing', async (_what, changes) => {
  expect(await present(await tokenOf())).toEqual(ENTITLED);
  expect(await present(await tokenOf(changes))).toBeNull();
});

test('a token signed by anyone else opens nothing', async () => {
  const { privateKey } = await generateKeyPair('PS256');
  expect(await present(await tokenOf())).toEqual(ENTITLED);
  expect(await present(await tokenOf({ by: privateKey }))).toBeNull();
});

test('a token in the hands of another certificate, or of none, opens nothing', async () => {
  const token = await tokenOf();
  expect(await present(token)).toEqual(ENTITLED);
  expect(await present(token, 'thumbprint-of-another')).toBeNull();
  expect(await present(token, null)).toBeNull();
  expect(await present(token, CERTIFICATE, 'DPoP')).toBeNull();
});

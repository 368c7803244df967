import { createHash, randomUUID } from 'node:crypto';
import { calculateJwkThumbprint, exportJWK, generateKeyPair, type JWK, SignJWT } from 'jose';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Database, migrate } from '../../lib/db.ts';
import { testDatabases } from '../../lib/test-databases.ts';
import { type BankTables, bankMigrations } from '../bank-tables.ts';
import { createTokenVerifier, type TokenVerifier, type TokenVerifierOptions } from './access-token.ts';

const ISSUER = 'https://bank.test/oidc/customers';
const AUDIENCE = 'https://bank.test/open-banking/v4.0';
const CERTIFICATE = 'thumbprint-of-the-branch';

let key: CryptoKey;
let tokens: TokenVerifier;
let rules: Omit<TokenVerifierOptions, 'db' | 'binding'>;

beforeAll(async () => {
  const pair = await generateKeyPair('PS256', { extractable: true });
  key = pair.privateKey;
  const signingKey: JWK = { ...(await exportJWK(key)), alg: 'PS256', kid: 'bank' };
  rules = { issuer: ISSUER, audience: AUDIENCE, signingKey, publicUrl: 'https://bank.test' };
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

describe.each(testDatabases())('a token that is bound to a key, on $name', ({ open }) => {
  const START_MS = 60_000;
  const PATH = '/open-banking/v4.0/aisp/accounts';
  let opened: { readonly db: Database; close(): Promise<void> };
  let byKey: TokenVerifier;
  let holder: { readonly publicKey: CryptoKey; readonly privateKey: CryptoKey };
  let token: string;

  beforeAll(async () => {
    opened = await open();
    await migrate(opened.db, bankMigrations);
    byKey = createTokenVerifier({ ...rules, db: opened.db.withTables<BankTables>(), binding: 'dpop' });
    holder = await generateKeyPair('ES256', { extractable: true });
    token = await tokenOf({ cnf: { jkt: await calculateJwkThumbprint(await exportJWK(holder.publicKey)) } });
  }, START_MS);
  afterAll(() => opened?.close());

  interface Proof {
    readonly pair?: typeof holder;
    readonly by?: CryptoKey;
    readonly type?: string;
    readonly method?: string;
    readonly url?: string;
    readonly of?: string;
    readonly madeSecondsAgo?: number;
    readonly id?: string;
  }
  async function proofOf({ pair = holder, by, type, method, url, of, madeSecondsAgo = 0, id }: Proof) {
    const ath = createHash('sha256')
      .update(of ?? token)
      .digest('base64url');
    return new SignJWT({ htm: method ?? 'GET', htu: url ?? rules.publicUrl + PATH, ath, jti: id ?? randomUUID() })
      .setProtectedHeader({ alg: 'ES256', typ: type ?? 'dpop+jwt', jwk: await exportJWK(pair.publicKey) })
      .setIssuedAt(Math.floor(Date.now() / 1000) - madeSecondsAgo)
      .sign(by ?? pair.privateKey);
  }
  const presentWith = (proof: string | undefined, scheme = 'DPoP') =>
    byKey.verify({
      method: 'GET',
      path: PATH,
      authorization: `${scheme} ${token}`,
      proof,
      certificateThumbprint: CERTIFICATE,
    });

  test.each<[string, () => Promise<Proof>]>([
    ['made with another key', async () => ({ pair: await generateKeyPair('ES256', { extractable: true }) })],
    ['that another key signed', async () => ({ by: (await generateKeyPair('ES256')).privateKey })],
    ['for another method', async () => ({ method: 'POST' })],
    ['for another address', async () => ({ url: `${rules.publicUrl}${PATH}/acc-1` })],
    ['for another bank', async () => ({ url: `https://other.test${PATH}` })],
    ['of another token', async () => ({ of: 'another' })],
    ['that is old', async () => ({ madeSecondsAgo: 120 })],
    ['that is no proof but another word of the holder', async () => ({ type: 'JWT' })],
    ['of a length that nobody stores', async () => ({ id: 'x'.repeat(201) })],
  ])('opens nothing with a proof %s', async (_what, changes) => {
    expect(await presentWith(await proofOf({}))).toEqual(ENTITLED);
    expect(await presentWith(await proofOf(await changes()))).toBeNull();
  });

  test('opens nothing without a proof, as a mere bearer, or with a proof that served before', async () => {
    const proof = await proofOf({});
    expect(await presentWith(proof)).toEqual(ENTITLED);
    expect(await presentWith(proof)).toBeNull();
    expect(await presentWith(undefined)).toBeNull();
    expect(await presentWith(await proofOf({}), 'Bearer')).toBeNull();
  });
});

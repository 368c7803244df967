import { base64url, createLocalJWKSet, decodeProtectedHeader, exportJWK, generateKeyPair } from 'jose';
import { beforeAll, expect, test } from 'vitest';
import { type DetachedSigner, signDetached, verifyDetached } from './detached-jws.ts';

const BODY = '{"Data":{"Amount":"12.34"}}';
let signer: DetachedSigner;
let keys: ReturnType<typeof createLocalJWKSet>;
let strangersKeys: ReturnType<typeof createLocalJWKSet>;

beforeAll(async () => {
  const pair = await generateKeyPair('PS256', { extractable: true });
  const stranger = await generateKeyPair('PS256', { extractable: true });
  const published = async (key: CryptoKey) =>
    createLocalJWKSet({ keys: [{ ...(await exportJWK(key)), kid: 'k1', alg: 'PS256', use: 'sig' }] });
  keys = await published(pair.publicKey);
  strangersKeys = await published(stranger.publicKey);
  signer = {
    key: pair.privateKey,
    kid: 'k1',
    issuer: 'atrium-branch',
    trustAnchor: 'sandbox-bank',
    issuedAt: new Date('2026-11-21T10:00:00Z'),
  };
});

test('a signed body verifies, and says who signed it and when', async () => {
  const detached = await signDetached(BODY, signer);
  expect(detached).toMatch(/^[\w-]+\.\.[\w-]+$/);
  expect(await verifyDetached(BODY, detached, keys)).toEqual({
    kid: 'k1',
    issuer: 'atrium-branch',
    trustAnchor: 'sandbox-bank',
    issuedAt: signer.issuedAt,
  });
});

test('the header names iat, iss and tan as critical', async () => {
  expect(decodeProtectedHeader(await signDetached(BODY, signer))).toMatchObject({
    alg: 'PS256',
    crit: ['http://openbanking.org.uk/iat', 'http://openbanking.org.uk/iss', 'http://openbanking.org.uk/tan'],
  });
});

test('one byte more in the body is refused', async () => {
  const detached = await signDetached(BODY, signer);
  await expect(verifyDetached(`${BODY} `, detached, keys)).rejects.toThrow();
});

test("another's key is refused under the same key id", async () => {
  const detached = await signDetached(BODY, signer);
  await expect(verifyDetached(BODY, detached, strangersKeys)).rejects.toThrow();
});

test('a signature that carries its payload, or is none, is refused', async () => {
  const [header, , signature] = (await signDetached(BODY, signer)).split('.');
  const attached = `${header}.${base64url.encode(BODY)}.${signature}`;
  for (const text of [attached, `${header}..`, `..${signature}`, '', `${header}..${signature}.x`])
    await expect(verifyDetached(BODY, text, keys)).rejects.toThrow('not a detached signature');
});

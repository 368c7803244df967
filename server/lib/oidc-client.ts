import { exportJWK, importJWK, type JWK } from 'jose';
import * as oidc from 'openid-client';
import type { Fetch } from './outbound-fetch.ts';

export interface OidcClientOptions {
  readonly issuer: URL;
  readonly clientId: string;
  /** Private PS256 JWK with a kid (`private_key_jwt`). */
  readonly clientKey: JWK & { readonly kid: string };
  readonly fetch: Fetch;
  readonly timeoutSeconds: number;
}

/** The branch as a client of one issuer. Discovery is done at first use and again after a failure, so a bank may start later than we. */
export type OidcClient = () => Promise<oidc.Configuration>;

export function createOidcClient(options: OidcClientOptions): OidcClient {
  let discovered: Promise<oidc.Configuration> | undefined;
  return () => {
    discovered ??= discover(options).catch((error) => {
      discovered = undefined;
      throw error;
    });
    return discovered;
  };
}

async function discover({
  issuer,
  clientId,
  clientKey,
  fetch,
  timeoutSeconds,
}: OidcClientOptions): Promise<oidc.Configuration> {
  const key = (await importJWK(clientKey, 'PS256')) as CryptoKey;
  return oidc.discovery(
    issuer,
    clientId,
    { id_token_signed_response_alg: 'PS256', use_mtls_endpoint_aliases: false },
    oidc.PrivateKeyJwt({ key, kid: clientKey.kid }),
    {
      timeout: timeoutSeconds,
      // Plain http is for the sandbox on this machine; config.ts refuses it in production.
      execute: issuer.protocol === 'http:' ? [oidc.allowInsecureRequests] : [],
      [oidc.customFetch]: fetch as unknown as oidc.CustomFetch,
    },
  );
}

/** A new ES256 key to bind tokens to (RFC 9449), as a private JWK that can be sealed and kept. */
export async function createDpopKey(): Promise<JWK> {
  const pair = await oidc.randomDPoPKeyPair('ES256', { extractable: true });
  return exportJWK(pair.privateKey);
}

/** The handle with which openid-client proves possession of a kept key. */
export async function dpopHandle(configuration: oidc.Configuration, privateJwk: JWK): Promise<oidc.DPoPHandle> {
  const { d: _private, ...publicJwk } = privateJwk;
  const privateKey = (await importJWK(privateJwk, 'ES256')) as CryptoKey;
  const publicKey = (await importJWK(publicJwk, 'ES256', { extractable: true })) as CryptoKey;
  return oidc.getDPoPHandle(configuration, { privateKey, publicKey });
}

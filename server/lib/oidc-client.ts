import { exportJWK, importJWK, type JWK } from 'jose';
import * as oidc from 'openid-client';
import type { Fetch } from './outbound-fetch.ts';

export interface OidcClientOptions {
  readonly issuer: URL;
  readonly clientId: string;
  /** Private PS256 JWK with a kid (`private_key_jwt`, request objects). */
  readonly clientKey: JWK & { readonly kid: string };
  /**
   * FAPI 2.0: tokens are bound to a key by DPoP. FAPI 1.0 Advanced: requests and answers of the browser are signed (JAR,
   * JARM), and tokens are bound to the certificate with which `fetch` connects (RFC 8705).
   */
  readonly security: { readonly profile: 'fapi2' | 'fapi1-advanced' };
  readonly fetch: Fetch;
  readonly timeoutSeconds: number;
}

/**
 * The branch as a client of one issuer. Discovery is done at first use and again after a failure, so a bank may start later
 * than we.
 */
export type OidcClient = () => Promise<oidc.Configuration>;

/** One at whose issuer people sign in. */
export interface SignInClient extends OidcClient {
  /** Pushes an authorization request (RFC 9126) as the profile asks; answers where to send the browser. */
  pushAuthorization(parameters: Record<string, string>, tokenKey: JWK | null): Promise<URL>;
}

export function createOidcClient(options: OidcClientOptions): SignInClient {
  let discovered: Promise<oidc.Configuration> | undefined;
  const client = () => {
    discovered ??= discover(options).catch((error) => {
      discovered = undefined;
      throw error;
    });
    return discovered;
  };
  async function pushAuthorization(parameters: Record<string, string>, tokenKey: JWK | null): Promise<URL> {
    const configuration = await client();
    const { clientKey, security } = options;
    if (security.profile === 'fapi2')
      return oidc.buildAuthorizationUrlWithPAR(configuration, parameters, await proofOf(configuration, tokenKey));
    const signingKey = { key: (await importJWK(clientKey, 'PS256')) as CryptoKey, kid: clientKey.kid };
    const signed = await oidc.buildAuthorizationUrlWithJAR(configuration, parameters, signingKey, {
      [oidc.modifyAssertion]: (_header, claims) => void Object.assign(claims, { nbf: claims.iat }),
    });
    return oidc.buildAuthorizationUrlWithPAR(configuration, { request: signed.searchParams.get('request') ?? '' });
  }
  return Object.assign(client, { pushAuthorization });
}

async function discover(options: OidcClientOptions): Promise<oidc.Configuration> {
  const { issuer, clientId, clientKey, security, fetch, timeoutSeconds } = options;
  const key = (await importJWK(clientKey, 'PS256')) as CryptoKey;
  const byCertificate = security.profile === 'fapi1-advanced';
  return oidc.discovery(
    issuer,
    clientId,
    {
      id_token_signed_response_alg: 'PS256',
      use_mtls_endpoint_aliases: byCertificate,
      tls_client_certificate_bound_access_tokens: byCertificate,
      ...(byCertificate && { authorization_signed_response_alg: 'PS256' }),
    },
    oidc.PrivateKeyJwt({ key, kid: clientKey.kid }),
    {
      timeout: timeoutSeconds,
      execute: [
        // Plain http is for the sandbox on this machine; config.ts refuses it in production.
        ...(issuer.protocol === 'http:' ? [oidc.allowInsecureRequests] : []),
        ...(byCertificate ? [oidc.useJwtResponseMode] : []),
      ],
      [oidc.customFetch]: fetch as unknown as oidc.CustomFetch,
    },
  );
}

/** What new tokens are to be bound to: a key to be kept with them, or null where it is the client certificate. */
export async function createTokenKey(configuration: oidc.Configuration): Promise<JWK | null> {
  return configuration.clientMetadata().tls_client_certificate_bound_access_tokens ? null : createDpopKey();
}

/** Proof, for the options of openid-client, that a token is in the hands that it was given to. */
export async function proofOf(
  configuration: oidc.Configuration,
  tokenKey: JWK | null,
): Promise<{ readonly DPoP?: oidc.DPoPHandle }> {
  return tokenKey ? { DPoP: await dpopHandle(configuration, tokenKey) } : {};
}

/** A new ES256 key to bind tokens to (RFC 9449), as a private JWK that can be sealed and kept. */
async function createDpopKey(): Promise<JWK> {
  const pair = await oidc.randomDPoPKeyPair('ES256', { extractable: true });
  return exportJWK(pair.privateKey);
}

/** The handle with which openid-client proves possession of a kept key. */
async function dpopHandle(configuration: oidc.Configuration, privateJwk: JWK): Promise<oidc.DPoPHandle> {
  const { d: _private, ...publicJwk } = privateJwk;
  const privateKey = (await importJWK(privateJwk, 'ES256')) as CryptoKey;
  const publicKey = (await importJWK(publicJwk, 'ES256', { extractable: true })) as CryptoKey;
  return oidc.getDPoPHandle(configuration, { privateKey, publicKey });
}

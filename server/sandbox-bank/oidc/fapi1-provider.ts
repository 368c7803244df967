import { TLSSocket } from 'node:tls';
import Provider, { type Configuration, errors, type KoaContextWithOIDC } from 'oidc-provider';
import { customerConfiguration, INTENT_PARAM, type ProviderDeps, withOwnPages } from './providers.ts';

export function fapi1Issuer(mtlsUrl: string): string {
  return `${mtlsUrl}/oidc/customers`;
}

/**
 * The customers' issuer once more, under FAPI 1.0 Advanced: signed requests, signed answers (JARM), and tokens bound to the
 * certificate of the connection in place of DPoP. Customers, consents, grants and the branch are the same: it keeps its state
 * where the other one does.
 */
export function createFapi1Provider(deps: ProviderDeps, mtlsUrl: string): Provider {
  const fapi2 = customerConfiguration(deps);
  const configuration = {
    ...fapi2,
    clients: (fapi2.clients ?? []).map((client) => ({
      ...client,
      dpop_bound_access_tokens: false,
      tls_client_certificate_bound_access_tokens: true,
      request_object_signing_alg: 'PS256',
      authorization_signed_response_alg: 'PS256',
    })),
    extraParams: { ...fapi2.extraParams, [INTENT_PARAM]: signedWhenPushed },
    cookies: {
      ...fapi2.cookies,
      names: { session: 'bank-fapi1', interaction: 'bank-fapi1-interaction', resume: 'bank-fapi1-resume' },
    },
    interactions: { ...fapi2.interactions, url: (_ctx: unknown, { uid }: { uid: string }) => `/sign-in/fapi1/${uid}` },
    enabledJWA: { ...fapi2.enabledJWA, authorizationSigningAlgValues: ['PS256'] },
    features: {
      ...fapi2.features,
      fapi: { enabled: true, profile: '1.0 Final' },
      dPoP: { enabled: false },
      jwtResponseModes: { enabled: true },
      mTLS: { enabled: true, certificateBoundAccessTokens: true, getCertificate },
    },
  };
  return withOwnPages(new Provider(fapi1Issuer(mtlsUrl), configuration as unknown as Configuration), deps);
}

/** Only a certificate of the bank's own authority counts. */
function getCertificate({ socket }: KoaContextWithOIDC) {
  return socket instanceof TLSSocket && socket.authorized ? socket.getPeerX509Certificate() : undefined;
}

/** The provider can ask every request to be signed, but then devices' too, for which nothing of the kind is defined. */
function signedWhenPushed({ oidc }: KoaContextWithOIDC): void {
  if (oidc.route === 'pushed_authorization_request' && !oidc.body?.request)
    throw new errors.InvalidRequest('Request Object must be used by this client');
}

import * as oidc from 'openid-client';
import type { Audience } from '../../shared/endpoint.ts';
import { isPageOf, safeReturnPath } from './identity-rules.ts';
import type { SignInIssuer } from './sign-in-service.ts';

/** Below it the issuer sends the browser back, one path for each audience. */
export const BANK_SIGN_OUT_RETURN = '/api/sign-out/callback';

export interface BankSignOut {
  /**
   * Where the browser ends its session at the issuer (OpenID Connect RP-Initiated Logout) and comes back to `returnTo`; the id
   * token proves whose session it is, so that the issuer need not ask. Null where the issuer has no such address, or is silent:
   * signing out of the branch waits for nobody.
   */
  urlFor(audience: Audience, idToken: string, returnTo: string): Promise<string | null>;
}

export interface BankSignOutDeps {
  readonly issuers: Readonly<Record<Audience, Pick<SignInIssuer, 'client' | 'pageOrigins'>>>;
  readonly publicUrl: URL;
  readonly onFailure: (audience: Audience, error: unknown) => void;
}

export function createBankSignOut({ issuers, publicUrl, onFailure }: BankSignOutDeps): BankSignOut {
  return {
    async urlFor(audience, idToken, returnTo) {
      const { client, pageOrigins } = issuers[audience];
      try {
        const configuration = await client();
        const address = configuration.serverMetadata().end_session_endpoint;
        // The token goes to the issuer's own pages alone.
        if (!address || !isPageOf(pageOrigins, address)) return null;
        return oidc.buildEndSessionUrl(configuration, {
          id_token_hint: idToken,
          post_logout_redirect_uri: new URL(`${BANK_SIGN_OUT_RETURN}/${audience}`, publicUrl).href,
          state: safeReturnPath(returnTo),
        }).href;
      } catch (error) {
        onFailure(audience, error);
        return null;
      }
    },
  };
}

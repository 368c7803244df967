import { randomBytes } from 'node:crypto';
import type { JWK } from 'jose';
import * as oidc from 'openid-client';
import type { Audience } from '../../shared/endpoint.ts';
import type { SignInFailure } from '../../shared/identity.ts';
import { ok, type Result, refuse } from '../../shared/result.ts';
import type { Clock } from '../lib/clock.ts';
import { createTokenKey, proofOf, type SignInClient } from '../lib/oidc-client.ts';
import type { SealedBox } from '../lib/sealed-box.ts';
import { type BankTokens, readTokens } from './bank-tokens.ts';
import { isPageOf, readRoles, SIGN_IN_LIFETIME_MS, safeReturnPath } from './identity-rules.ts';
import type { NewSession, OpenSession, SessionService } from './session-service.ts';
import { hashCookie, type SessionStore } from './session-store.ts';

/** One issuer as sign-in needs it. Customers and staff differ in this data and in nothing else. */
export interface SignInIssuer {
  readonly client: SignInClient;
  readonly redirectUri: string;
  readonly scope: string;
  /** Where people may be sent, whatever address the issuer's metadata names. */
  readonly pageOrigins: readonly string[];
  /** Asks the bank for the consent that this sign-in will be authorised for; none for staff. */
  readonly createIntent?: () => Promise<Result<string, 'bank-unavailable'>>;
  /** Resource indicator (RFC 8707) of the API the tokens are for. */
  readonly resource?: string;
}

export interface SignInService {
  /**
   * Pushes the request to the issuer; answers where to send the browser, and the cookie that binds it to this browser. `fresh`:
   * the issuer is to ask who it is, even somebody whom it knows, and to say when it did.
   */
  begin(
    audience: Audience,
    returnTo: unknown,
    fresh?: boolean,
  ): Promise<Result<{ readonly location: string; readonly attemptCookie: string }, 'bank-unavailable'>>;
  /** Finishes what came back to the redirect URI; `before` as of {@link SessionService.open}. */
  finish(
    audience: Audience,
    currentUrl: URL,
    attemptCookie: string | undefined,
    before: OpenSession | null,
  ): Promise<SignInOutcome>;
}

export type SignInOutcome =
  | { readonly signedIn: true; readonly cookie: string; readonly expiresAt: Date; readonly returnTo: string }
  | { readonly signedIn: false; readonly failure: SignInFailure; readonly returnTo: string };

interface Attempt {
  readonly state: string;
  readonly nonce: string;
  readonly verifier: string;
  readonly dpopKey: JWK | null;
  readonly returnTo: string;
}

export interface SignInDeps {
  readonly issuers: Readonly<Record<Audience, SignInIssuer>>;
  readonly sessions: SessionService;
  readonly store: SessionStore;
  readonly box: SealedBox;
  readonly clock: Clock;
  readonly onFailure: (audience: Audience, error: unknown) => void;
}

/** The session of whoever the issuer says has signed in. */
export function newSession(audience: Audience, claims: oidc.IDToken | undefined, tokens: BankTokens): NewSession {
  if (!claims) throw new Error('the issuer sent no id token');
  return {
    audience,
    subject: claims.sub,
    legalName: typeof claims.name === 'string' ? claims.name.slice(0, 140) : '',
    roles: audience === 'staff' ? readRoles(claims.roles) : [],
    tokens,
    ...(claims.auth_time !== undefined && { authenticatedAt: new Date(claims.auth_time * 1000) }),
  };
}

const context = (attemptCookie: string) => `sign_in_attempt:${hashCookie(attemptCookie)}`;

/** Authorization code with PKCE, pushed (RFC 9126) and bound as the issuer's security profile asks. */
export function createSignInService({ issuers, sessions, store, box, clock, onFailure }: SignInDeps): SignInService {
  async function push(
    issuer: SignInIssuer,
    intent: string | undefined,
    attempt: Attempt,
    fresh: boolean,
  ): Promise<URL> {
    return issuer.client.pushAuthorization(
      {
        redirect_uri: issuer.redirectUri,
        scope: issuer.scope,
        state: attempt.state,
        nonce: attempt.nonce,
        code_challenge: await oidc.calculatePKCECodeChallenge(attempt.verifier),
        code_challenge_method: 'S256',
        prompt: 'consent',
        ...(fresh ? { max_age: '0' } : {}),
        ...(issuer.resource ? { resource: issuer.resource } : {}),
        ...(intent ? { 'openbanking-intent-id': intent } : {}),
      },
      attempt.dpopKey,
    );
  }

  async function exchange(
    audience: Audience,
    currentUrl: URL,
    attempt: Attempt,
    before: OpenSession | null,
  ): Promise<SignInOutcome> {
    const issuer = issuers[audience];
    const configuration = await issuer.client();
    const answer = await oidc.authorizationCodeGrant(
      configuration,
      currentUrl,
      {
        pkceCodeVerifier: attempt.verifier,
        expectedState: attempt.state,
        expectedNonce: attempt.nonce,
        idTokenExpected: true,
      },
      issuer.resource ? { resource: issuer.resource } : {},
      await proofOf(configuration, attempt.dpopKey),
    );
    const tokens = { ...readTokens(answer, attempt.dpopKey, clock()), idToken: answer.id_token ?? null };
    const session = newSession(audience, answer.claims(), tokens);
    if (audience === 'staff' && session.roles.length === 0)
      return { signedIn: false, failure: 'sign-in-no-role', returnTo: attempt.returnTo };
    return { signedIn: true, ...(await sessions.open(session, before)), returnTo: attempt.returnTo };
  }

  return {
    async begin(audience, returnTo, fresh = false) {
      const issuer = issuers[audience];
      const intent = await issuer.createIntent?.();
      if (intent && !intent.ok) return intent;
      try {
        const attempt: Attempt = {
          state: oidc.randomState(),
          nonce: oidc.randomNonce(),
          verifier: oidc.randomPKCECodeVerifier(),
          dpopKey: await createTokenKey(await issuer.client()),
          returnTo: safeReturnPath(returnTo),
        };
        const location = await push(issuer, intent?.value, attempt, fresh);
        if (!isPageOf(issuer.pageOrigins, location.href)) throw new Error(`nobody is sent to ${location.origin}`);
        const attemptCookie = randomBytes(32).toString('base64url');
        const now = clock();
        await store.insertAttempt(
          {
            cookie_hash: hashCookie(attemptCookie),
            audience,
            secrets: box.seal(JSON.stringify(attempt), context(attemptCookie)),
            expires_at: new Date(now.getTime() + SIGN_IN_LIFETIME_MS),
          },
          now,
        );
        return ok({ location: location.href, attemptCookie });
      } catch (error) {
        onFailure(audience, error);
        return refuse('bank-unavailable');
      }
    },

    async finish(audience, currentUrl, attemptCookie, before) {
      // The attempt is of this browser alone: without its cookie a stolen or forced redirect signs nobody in.
      const row = attemptCookie ? await store.takeAttempt(attemptCookie, audience, clock()) : undefined;
      if (!row || !attemptCookie)
        return { signedIn: false, failure: 'sign-in-expired', returnTo: audience === 'staff' ? '/desk' : '/' };
      const attempt = JSON.parse(box.open(row.secrets, context(attemptCookie))) as Attempt;
      try {
        return await exchange(audience, currentUrl, attempt, before);
      } catch (error) {
        onFailure(audience, error);
        const denied = error instanceof oidc.AuthorizationResponseError && error.error === 'access_denied';
        return { signedIn: false, failure: denied ? 'sign-in-denied' : 'sign-in-failed', returnTo: attempt.returnTo };
      }
    },
  };
}

import type { JWK } from 'jose';
import * as oidc from 'openid-client';
import { ok, type Result, refuse } from '../../shared/result.ts';
import type { Clock } from '../lib/clock.ts';
import { dpopHandle, type OidcClient } from '../lib/oidc-client.ts';
import type { SealedBox } from '../lib/sealed-box.ts';
import type { SessionStore } from './session-store.ts';

/** What the bank gave at sign-in, for reading the customer's accounts. At rest it is sealed. */
export interface BankTokens {
  readonly accessToken: string;
  readonly accessExpiresAtMs: number;
  readonly refreshToken: string | null;
  /** Private JWK that the tokens are bound to. */
  readonly dpopKey: JWK;
}

/** A live right to read one customer's accounts at the bank. */
export interface BankAccess {
  readonly accessToken: string;
  readonly dpopKey: JWK;
}

/** How a feature reaches the bank in a customer's name, without seeing where tokens are kept. */
export interface CustomerAccess {
  /** `bank-sign-in-required`: the session is gone, or the bank no longer renews it. */
  of(sessionId: string): Promise<Result<BankAccess, 'bank-sign-in-required' | 'bank-unavailable'>>;
}

const context = (sessionId: string) => `session.tokens:${sessionId}`;

export function sealTokens(box: SealedBox, sessionId: string, tokens: BankTokens): string {
  return box.seal(JSON.stringify(tokens), context(sessionId));
}

/** Reads what a token endpoint answered. */
export function readTokens(
  answer: oidc.TokenEndpointResponse & oidc.TokenEndpointResponseHelpers,
  dpopKey: JWK,
  now: Date,
): BankTokens {
  return {
    accessToken: answer.access_token,
    accessExpiresAtMs: now.getTime() + (answer.expiresIn() ?? 0) * 1000,
    refreshToken: answer.refresh_token ?? null,
    dpopKey,
  };
}

/** Renew this long before the end, so that a token does not run out on its way to the bank. */
const RENEW_BEFORE_MS = 20_000;

export interface CustomerAccessDeps {
  readonly store: SessionStore;
  readonly box: SealedBox;
  readonly clock: Clock;
  readonly customerClient: OidcClient;
}

export function createCustomerAccess({ store, box, clock, customerClient }: CustomerAccessDeps): CustomerAccess {
  const renewals = new Map<string, Promise<BankTokens>>();

  async function renew(sessionId: string, tokens: BankTokens): Promise<BankTokens> {
    if (!tokens.refreshToken) throw new oidc.ClientError('no refresh token');
    const configuration = await customerClient();
    const DPoP = await dpopHandle(configuration, tokens.dpopKey);
    const answer = await oidc.refreshTokenGrant(configuration, tokens.refreshToken, {}, { DPoP });
    const renewed = {
      ...readTokens(answer, tokens.dpopKey, clock()),
      refreshToken: answer.refresh_token ?? tokens.refreshToken,
    };
    await store.setTokens(sessionId, sealTokens(box, sessionId, renewed));
    return renewed;
  }

  return {
    async of(sessionId) {
      const row = await store.findById(sessionId);
      if (!row?.tokens || row.expires_at <= clock()) return refuse('bank-sign-in-required');
      let tokens = JSON.parse(box.open(row.tokens, context(sessionId))) as BankTokens;
      if (tokens.accessExpiresAtMs - RENEW_BEFORE_MS <= clock().getTime()) {
        // One renewal at a time for a session: a bank may rotate the refresh token and end the family at a reuse.
        const renewal = renewals.get(sessionId) ?? renew(sessionId, tokens).finally(() => renewals.delete(sessionId));
        renewals.set(sessionId, renewal);
        try {
          tokens = await renewal;
        } catch (error) {
          return refuse(error instanceof oidc.ResponseBodyError ? 'bank-sign-in-required' : 'bank-unavailable');
        }
      }
      return ok({ accessToken: tokens.accessToken, dpopKey: tokens.dpopKey });
    },
  };
}

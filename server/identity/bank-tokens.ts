import type { JWK } from 'jose';
import type * as oidc from 'openid-client';
import { ok, type Result, refuse } from '../../shared/result.ts';
import type { Clock } from '../lib/clock.ts';
import type { SealedBox } from '../lib/sealed-box.ts';
import type { SessionStore } from './session-store.ts';
import type { TokenRenewal } from './token-renewal.ts';

/** What the issuer gave at sign-in. At rest it is sealed. */
export interface BankTokens {
  readonly accessToken: string;
  readonly accessExpiresAtMs: number;
  readonly refreshToken: string | null;
  /** Private JWK that the tokens are bound to; null where it is the client certificate. */
  readonly dpopKey: JWK | null;
  /** Proves to the issuer at sign-out who was signed in; null where its session is in another browser, on the phone. */
  readonly idToken: string | null;
}

/** A live right to read one customer's accounts at the bank. */
export interface BankAccess {
  readonly accessToken: string;
  /** Private JWK that it is bound to; null where it is the client certificate. */
  readonly dpopKey: JWK | null;
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

/** Null where they were sealed with a key that has been dropped since: they are lost, and their session is over at the bank. */
export function openTokens(box: SealedBox, sessionId: string, sealed: string): BankTokens | null {
  try {
    return JSON.parse(box.open(sealed, context(sessionId))) as BankTokens;
  } catch {
    return null;
  }
}

/** Reads what a token endpoint answered. */
export function readTokens(
  answer: oidc.TokenEndpointResponse & oidc.TokenEndpointResponseHelpers,
  dpopKey: JWK | null,
  now: Date,
): Omit<BankTokens, 'idToken'> {
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
  readonly renewal: TokenRenewal;
}

export function createCustomerAccess({ store, box, clock, renewal }: CustomerAccessDeps): CustomerAccess {
  return {
    async of(sessionId) {
      const row = await store.findById(sessionId);
      if (row?.audience !== 'customer' || !row.tokens || row.expires_at <= clock())
        return refuse('bank-sign-in-required');
      const tokens = openTokens(box, sessionId, row.tokens);
      if (!tokens) return refuse('bank-sign-in-required');
      const { accessToken, dpopKey, accessExpiresAtMs } = tokens;
      if (accessExpiresAtMs - RENEW_BEFORE_MS > clock().getTime()) return ok({ accessToken, dpopKey });
      const renewed = await renewal.renew(row);
      if (!renewed.ok) return refuse(renewed.error === 'unavailable' ? 'bank-unavailable' : 'bank-sign-in-required');
      return ok({ accessToken: renewed.value.tokens.accessToken, dpopKey });
    },
  };
}

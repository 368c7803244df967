import { setTimeout as delay } from 'node:timers/promises';
import * as oidc from 'openid-client';
import type { Audience } from '../../shared/endpoint.ts';
import { ok, type Result, refuse } from '../../shared/result.ts';
import type { Clock } from '../lib/clock.ts';
import { type OidcClient, proofOf } from '../lib/oidc-client.ts';
import type { SealedBox } from '../lib/sealed-box.ts';
import { type BankTokens, openTokens, readTokens, sealTokens } from './bank-tokens.ts';
import type { SessionRow } from './identity-tables.ts';
import type { SessionStore } from './session-store.ts';

export interface Renewed {
  readonly tokens: BankTokens;
  /** What the issuer says of the person now; undefined where it sent no id token along, or another process has just asked it. */
  readonly claims: oidc.IDToken | undefined;
}

export interface TokenRenewal {
  /**
   * Gets a session's tokens anew, one renewal at a time for a session, in all processes: a refresh token serves once, and an issuer ends the whole
   * family where it is used again. `ended`: the issuer renews no more, or the session has ended meanwhile. `unavailable`: nothing
   * is known. `not-renewable`: there is no refresh token. If the answer was lost and not the question, the next renewal is such a reuse, and `ended`.
   */
  renew(session: SessionRow): Promise<Result<Renewed, 'ended' | 'not-renewable' | 'unavailable'>>;
}

export interface TokenRenewalDeps {
  readonly store: SessionStore;
  readonly box: SealedBox;
  readonly clock: Clock;
  readonly clients: Readonly<Record<Audience, OidcClient>>;
}

/** Longer than a call may take with all its tries. */
const LEASE_MS = 20_000;
const WAIT_MS = 50;

export function createTokenRenewal({ store, box, clock, clients }: TokenRenewalDeps): TokenRenewal {
  const running = new Map<string, ReturnType<TokenRenewal['renew']>>();

  async function ask(session: SessionRow, { refreshToken, dpopKey }: BankTokens) {
    const configuration = await clients[session.audience]();
    return oidc.refreshTokenGrant(configuration, refreshToken ?? '', {}, await proofOf(configuration, dpopKey));
  }

  /** Notes that this family serves no more, so that the issuer is not asked again and again. */
  async function close(sessionId: string, tokens: BankTokens): Promise<void> {
    const spent = { ...tokens, refreshToken: null, accessExpiresAtMs: 0 };
    await store.setTokens(sessionId, sealTokens(box, sessionId, spent));
  }

  async function renew(session: SessionRow): ReturnType<TokenRenewal['renew']> {
    // What the caller read may be older than a renewal that has just ended.
    const sealed = (await store.findById(session.id))?.tokens;
    const tokens = sealed ? openTokens(box, session.id, sealed) : null;
    if (!tokens) return refuse('ended');
    if (!tokens.refreshToken) return refuse('not-renewable');
    if (sealed !== session.tokens) return ok({ tokens, claims: undefined });
    let answer: Awaited<ReturnType<typeof ask>>;
    try {
      answer = await ask(session, tokens);
    } catch (error) {
      if (!(error instanceof oidc.ResponseBodyError) || error.error !== 'invalid_grant') return refuse('unavailable');
      await close(session.id, tokens);
      return refuse('ended');
    }
    const read = readTokens(answer, tokens.dpopKey, clock());
    const renewed = { ...tokens, ...read, refreshToken: read.refreshToken ?? tokens.refreshToken };
    const resealed = sealTokens(box, session.id, renewed);
    if (await store.setTokens(session.id, resealed)) return ok({ tokens: renewed, claims: answer.claims() });
    // Signed out while the issuer answered: what it gave belongs to nobody.
    await store.noteTokens({ ...session, tokens: resealed }, clock());
    return refuse('ended');
  }

  /** Another process may be at it; then its answer serves. */
  async function renewAlone(session: SessionRow): ReturnType<TokenRenewal['renew']> {
    for (let waitedMs = 0; waitedMs < LEASE_MS; waitedMs += WAIT_MS) {
      const now = clock();
      if (await store.leaseRenewal(session.id, now, new Date(now.getTime() + LEASE_MS)))
        return renew(session).finally(() => store.endRenewal(session.id));
      await delay(WAIT_MS);
    }
    return refuse('unavailable');
  }

  return {
    renew(session) {
      const renewal = running.get(session.id) ?? renewAlone(session).finally(() => running.delete(session.id));
      running.set(session.id, renewal);
      return renewal;
    },
  };
}

import { randomBytes } from 'node:crypto';
import type { JWK } from 'jose';
import * as oidc from 'openid-client';
import type { DeviceSignIn, SignInDevice } from '../../shared/identity.ts';
import { ok, type Result, refuse } from '../../shared/result.ts';
import type { Clock } from '../lib/clock.ts';
import { createTokenKey, proofOf } from '../lib/oidc-client.ts';
import type { SealedBox } from '../lib/sealed-box.ts';
import { readTokens } from './bank-tokens.ts';
import type { DeviceSignInStore } from './device-sign-in-store.ts';
import { firstPollMs, isPageOf, slowerPollMs } from './identity-rules.ts';
import type { SessionService } from './session-service.ts';
import { hashCookie } from './session-store.ts';
import { newSession, type SignInIssuer } from './sign-in-service.ts';

/** What is asked for, and what the bank's page will say of it. */
export interface DeviceRequest {
  readonly device: SignInDevice;
  /** From the branch's own plan, never from the browser. */
  readonly branchName: string;
}

export type DeviceSignInOutcome =
  | { readonly state: 'pending'; readonly pollAfterMs: number }
  | { readonly state: 'signed-in'; readonly cookie: string; readonly expiresAt: Date }
  | { readonly state: 'denied' | 'expired' | 'failed' };

export interface DeviceSignInService {
  /** Gets a code from the bank; answers it with the cookie that binds the attempt to this browser. */
  start(request: DeviceRequest): Promise<Result<DeviceSignIn & { readonly attemptCookie: string }, 'bank-unavailable'>>;
  /** Asks the bank, if it may be asked already. The device code never leaves the server. */
  poll(attemptCookie: string): Promise<DeviceSignInOutcome>;
  cancel(attemptCookie: string): Promise<void>;
}

export interface DeviceSignInDeps {
  readonly issuer: SignInIssuer;
  readonly sessions: SessionService;
  readonly store: DeviceSignInStore;
  readonly box: SealedBox;
  readonly clock: Clock;
  readonly onFailure: (error: unknown) => void;
}

interface Secrets {
  readonly deviceCode: string;
  readonly dpopKey: JWK | null;
}
type Tokens = Awaited<ReturnType<typeof oidc.genericGrantRequest>>;

const GRANT_TYPE = 'urn:ietf:params:oauth:grant-type:device_code';
/** A session is never promised for longer than this, whatever the bank says a code is good for. */
const LONGEST_LIFETIME_S = 10 * 60;
/** Longer than the bank may take to answer: a code that is redeemed twice is taken for stolen. */
const LEASE_MS = 15_000;
const context = (cookie: string) => `device_sign_in:${hashCookie(cookie)}`;

/** Device authorization grant (RFC 8628), bound to this browser by a cookie and to this server as its tokens will be. */
export function createDeviceSignInService(deps: DeviceSignInDeps): DeviceSignInService {
  const { issuer, sessions, store, box, clock, onFailure } = deps;

  async function ask({ device, branchName }: DeviceRequest, intent: string | undefined) {
    const answer = await oidc.initiateDeviceAuthorization(await issuer.client(), {
      scope: issuer.scope,
      device_kind: device,
      branch_name: branchName,
      ...(issuer.resource ? { resource: issuer.resource } : {}),
      ...(intent ? { 'openbanking-intent-id': intent } : {}),
    });
    const pageUrlWithCode = answer.verification_uri_complete ?? answer.verification_uri;
    for (const address of [answer.verification_uri, pageUrlWithCode])
      if (!isPageOf(issuer.pageOrigins, address)) throw new Error(`nobody is sent to ${address}`);
    return { ...answer, pageUrlWithCode };
  }

  async function redeem({ deviceCode, dpopKey }: Secrets): Promise<Tokens> {
    const configuration = await issuer.client();
    const parameters = { device_code: deviceCode, ...(issuer.resource ? { resource: issuer.resource } : {}) };
    return oidc.genericGrantRequest(configuration, GRANT_TYPE, parameters, await proofOf(configuration, dpopKey));
  }

  async function wait(cookie: string, intervalMs: number): Promise<DeviceSignInOutcome> {
    await store.setInterval(cookie, intervalMs, new Date(clock().getTime() + intervalMs));
    return { state: 'pending', pollAfterMs: intervalMs };
  }

  async function afterError(error: unknown, cookie: string, intervalMs: number): Promise<DeviceSignInOutcome> {
    const code = error instanceof oidc.ResponseBodyError ? error.error : 'no answer';
    if (code === 'authorization_pending') return wait(cookie, intervalMs);
    if (code === 'slow_down') return wait(cookie, slowerPollMs(intervalMs));
    if (code !== 'access_denied' && code !== 'expired_token') onFailure(error);
    // Nothing is known where no answer came: the bank is asked again, less often.
    if (code === 'no answer' || code === 'server_error' || code === 'temporarily_unavailable')
      return wait(cookie, slowerPollMs(intervalMs));
    await store.take(cookie);
    return { state: code === 'access_denied' ? 'denied' : code === 'expired_token' ? 'expired' : 'failed' };
  }

  async function open(answer: Tokens, { dpopKey }: Secrets, cookie: string): Promise<DeviceSignInOutcome> {
    const wanted = await store.take(cookie);
    // The bank's own session is on the phone: there is none to end in this browser.
    const tokens = { ...readTokens(answer, dpopKey, clock()), idToken: null };
    const opened = await sessions.open(newSession('customer', answer.claims(), tokens));
    if (wanted) return { state: 'signed-in', ...opened };
    // Cancelled while the bank answered: the session is opened to be ended, so that its tokens are revoked as any other's.
    const found = await sessions.find(opened.cookie, 'customer');
    if (found) await sessions.end(found.principal.sessionId);
    return { state: 'expired' };
  }

  return {
    async start(request) {
      const intent = await issuer.createIntent?.();
      if (intent && !intent.ok) return intent;
      try {
        const answer = await ask(request, intent?.value);
        const attemptCookie = randomBytes(32).toString('base64url');
        const secrets: Secrets = {
          deviceCode: answer.device_code,
          dpopKey: await createTokenKey(await issuer.client()),
        };
        const now = clock();
        const pollAfterMs = firstPollMs(answer.interval);
        const lifetimeMs = Math.min(LONGEST_LIFETIME_S, answer.expires_in) * 1000;
        await store.insert(
          {
            cookie_hash: hashCookie(attemptCookie),
            secrets: box.seal(JSON.stringify(secrets), context(attemptCookie)),
            interval_ms: pollAfterMs,
            next_poll_at: new Date(now.getTime() + pollAfterMs),
            expires_at: new Date(now.getTime() + lifetimeMs),
          },
          now,
        );
        const { user_code: userCode, verification_uri: pageUrl, pageUrlWithCode } = answer;
        return ok({ attemptCookie, userCode, pageUrl, pageUrlWithCode, lifetimeMs, pollAfterMs });
      } catch (error) {
        onFailure(error);
        return refuse('bank-unavailable');
      }
    },

    async poll(attemptCookie) {
      const now = clock();
      const row = await store.claim(attemptCookie, now, new Date(now.getTime() + LEASE_MS));
      if (!row) {
        const waiting = await store.find(attemptCookie, now);
        if (!waiting) return { state: 'expired' };
        return { state: 'pending', pollAfterMs: Math.max(1, waiting.next_poll_at.getTime() - now.getTime()) };
      }
      const secrets = JSON.parse(box.open(row.secrets, context(attemptCookie))) as Secrets;
      let answer: Tokens;
      try {
        answer = await redeem(secrets);
      } catch (error) {
        return afterError(error, attemptCookie, row.interval_ms);
      }
      return open(answer, secrets, attemptCookie);
    },

    async cancel(attemptCookie) {
      await store.take(attemptCookie);
    },
  };
}

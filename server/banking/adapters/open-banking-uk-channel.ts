import { randomUUID } from 'node:crypto';
import { importJWK } from 'jose';
import * as oidc from 'openid-client';
import { signDetached } from '../../../shared/detached-jws.ts';
import type { BankConfig } from '../../bank-config.ts';
import type { BankAccess } from '../../identity/bank-tokens.ts';
import { findNotCalled } from '../../lib/bank-not-called.ts';
import type { Clock } from '../../lib/clock.ts';
import { createTokenKey, type OidcClient, proofOf } from '../../lib/oidc-client.ts';
import type { Fetch } from '../../lib/outbound-fetch.ts';
import type { Resilience } from '../../lib/resilience.ts';
import type { Logger } from '../../logger.ts';
import { createAnswerCheck } from './answer-check.ts';

/** What came back of one HTTP call. `null` body: nothing, or nothing that is JSON. */
export type Answer =
  | { readonly kind: 'answer'; readonly status: number; readonly body: unknown }
  | { readonly kind: 'no-answer' };

export interface CallOptions {
  /** Of a request that may be repeated. */
  readonly key?: string;
  /** The body carries our signature. */
  readonly signed?: boolean;
  /** The answer counts only with the bank's signature. */
  readonly signedAnswer?: boolean;
}

/** Signed HTTP to one bank: tokens, their proofs, message signatures and interaction ids. It knows no payment. */
export interface OpenBankingChannel {
  call(
    method: 'GET' | 'POST' | 'DELETE',
    url: string,
    access: BankAccess,
    /** Sent as it is, and signed as it is. */
    body: string | null,
    options?: CallOptions,
  ): Promise<Answer>;
  /** The branch's own right at the bank for a scope, by client credentials; kept until shortly before it ends. */
  clientAccess(scope: 'accounts' | 'payments'): Promise<BankAccess | null>;
}

export interface ChannelDeps {
  readonly bank: Pick<BankConfig, 'clientId' | 'clientKey'>;
  readonly client: OidcClient;
  /** Lets no request out but to the bank's origins. */
  readonly fetch: Fetch;
  /** `tan` of the message signature: the trust anchor's domain. */
  readonly trustAnchor: string;
  readonly clock: Clock;
  readonly logger: Logger;
  /** Tries a read again, with a new proof each time; once only where absent. */
  readonly repeatRead?: Resilience['repeatRead'];
}

const RENEW_BEFORE_MS = 20_000;

export function createOpenBankingChannel(deps: ChannelDeps): OpenBankingChannel {
  const { bank, client, trustAnchor, clock, logger, repeatRead = (read) => read() } = deps;
  const isTrusted = createAnswerCheck(deps);
  const clientTokens = new Map<string, { access: BankAccess; expiresAtMs: number }>();

  async function signatureOf(body: string): Promise<{ readonly 'x-jws-signature': string }> {
    const signature = await signDetached(body, {
      key: (await importJWK(bank.clientKey, 'PS256')) as CryptoKey,
      kid: bank.clientKey.kid,
      issuer: bank.clientId,
      trustAnchor,
      issuedAt: clock(),
    });
    return { 'x-jws-signature': signature };
  }

  /** A token that the bank no longer takes is not kept. */
  function forget(access: BankAccess): void {
    for (const [scope, kept] of clientTokens) if (kept.access === access) clientTokens.delete(scope);
  }

  return {
    async call(method, url, access, body, { key, signed = false, signedAnswer = false } = {}) {
      const interactionId = randomUUID();
      const { pathname } = new URL(url);
      const headers = new Headers({
        accept: 'application/json',
        'x-fapi-interaction-id': interactionId,
        ...(body !== null && { 'content-type': 'application/json' }),
        ...(key && { 'x-idempotency-key': key }),
        ...(signed && (await signatureOf(body ?? ''))),
      });
      try {
        const configuration = await client();
        const proof = await proofOf(configuration, access.dpopKey);
        const send = () =>
          oidc
            .fetchProtectedResource(configuration, access.accessToken, new URL(url), method, body, headers, proof)
            .catch(answerOfChallenge);
        // Without a proof to be made anew, `fetch` repeats a read by itself.
        const response = await (method === 'GET' && access.dpopKey ? repeatRead(send) : send());
        const text = await response.text();
        const answer = parse(text);
        // The bank's own codes are for the log; a person never sees them.
        if (response.status >= 400)
          logger.warn({ interactionId, path: pathname, status: response.status, answer }, 'the bank refused');
        if (response.status === 401) forget(access);
        const trusted = await isTrusted(response, text, { interactionId, pathname, signedAnswer });
        return trusted ? { kind: 'answer', status: response.status, body: answer } : { kind: 'no-answer' };
      } catch (error) {
        const policy = findNotCalled(error)?.policy;
        logger.warn({ interactionId, path: pathname, err: error, policy }, 'the bank did not answer');
        return { kind: 'no-answer' };
      }
    },

    async clientAccess(scope) {
      const kept = clientTokens.get(scope);
      if (kept && kept.expiresAtMs - RENEW_BEFORE_MS > clock().getTime()) return kept.access;
      try {
        const configuration = await client();
        const dpopKey = await createTokenKey(configuration);
        const proof = await proofOf(configuration, dpopKey);
        const answer = await oidc.clientCredentialsGrant(configuration, { scope }, proof);
        const access = { accessToken: answer.access_token, dpopKey };
        clientTokens.set(scope, { access, expiresAtMs: clock().getTime() + (answer.expiresIn() ?? 0) * 1000 });
        return access;
      } catch (error) {
        logger.warn({ scope, err: error }, 'the bank gave no client token');
        return null;
      }
    },
  };
}

/** openid-client throws a 401 with a challenge; it is an answer like any other. */
function answerOfChallenge(error: unknown): Response {
  if (error instanceof oidc.WWWAuthenticateChallengeError) return error.response;
  throw error;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

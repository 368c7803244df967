import { randomUUID } from 'node:crypto';
import { importJWK, type JWK } from 'jose';
import * as oidc from 'openid-client';
import { signDetached } from '../../../shared/detached-jws.ts';
import type { BankAccess } from '../../identity/bank-tokens.ts';
import { findNotCalled } from '../../lib/bank-not-called.ts';
import type { Clock } from '../../lib/clock.ts';
import { createDpopKey, dpopHandle, type OidcClient } from '../../lib/oidc-client.ts';
import type { Resilience } from '../../lib/resilience.ts';
import type { Logger } from '../../logger.ts';

/** What came back of one HTTP call. `null` body: nothing, or nothing that is JSON. */
export type Answer =
  | { readonly kind: 'answer'; readonly status: number; readonly body: unknown }
  | { readonly kind: 'no-answer' };

/** Signed HTTP to one bank: tokens, DPoP proofs, message signatures and interaction ids. It knows no payment. */
export interface OpenBankingChannel {
  get(path: string, access: BankAccess): Promise<Answer>;
  /** `body` is sent as it is, and signed as it is when `signed`. */
  post(
    path: string,
    access: BankAccess,
    body: string,
    options?: { readonly key?: string; readonly signed?: boolean },
  ): Promise<Answer>;
  /** The branch's own right at the bank for a scope, by client credentials; kept until shortly before it ends. */
  clientAccess(scope: 'accounts' | 'payments'): Promise<BankAccess | null>;
}

export interface ChannelDeps {
  readonly client: OidcClient;
  readonly apiUrl: string;
  readonly clientId: string;
  readonly signingKey: JWK & { readonly kid: string };
  /** `tan` of the message signature: the trust anchor's domain. */
  readonly trustAnchor: string;
  readonly clock: Clock;
  readonly logger: Logger;
  /** Tries a read again, with a new proof each time; once only where absent. */
  readonly repeatRead?: Resilience['repeatRead'];
}

const RENEW_BEFORE_MS = 20_000;

export function createOpenBankingChannel(deps: ChannelDeps): OpenBankingChannel {
  const { client, apiUrl, clientId, signingKey, trustAnchor, clock, logger, repeatRead = (read) => read() } = deps;
  const clientTokens = new Map<string, { access: BankAccess; expiresAtMs: number }>();

  async function send(
    method: 'GET' | 'POST',
    path: string,
    access: BankAccess,
    body: string | null,
    headers: Record<string, string>,
  ): Promise<Answer> {
    const interactionId = randomUUID();
    try {
      const configuration = await client();
      const DPoP = await dpopHandle(configuration, access.dpopKey);
      const call = () =>
        oidc
          .fetchProtectedResource(
            configuration,
            access.accessToken,
            new URL(apiUrl + path),
            method,
            body,
            new Headers({ accept: 'application/json', 'x-fapi-interaction-id': interactionId, ...headers }),
            { DPoP },
          )
          .catch(answerOfChallenge);
      const response = await (method === 'GET' ? repeatRead(call) : call());
      const answer = await response.json().catch(() => null);
      // The bank's own codes are for the log; a person never sees them.
      if (response.status >= 400)
        logger.warn({ interactionId, path, status: response.status, answer }, 'the bank refused');
      return { kind: 'answer', status: response.status, body: answer };
    } catch (error) {
      logger.warn({ interactionId, path, err: error, policy: findNotCalled(error)?.policy }, 'the bank did not answer');
      return { kind: 'no-answer' };
    }
  }

  return {
    get: (path, access) => send('GET', path, access, null, {}),

    async post(path, access, body, { key, signed = false } = {}) {
      const signature = signed && {
        'x-jws-signature': await signDetached(body, {
          key: (await importJWK(signingKey, 'PS256')) as CryptoKey,
          kid: signingKey.kid,
          issuer: clientId,
          trustAnchor,
          issuedAt: clock(),
        }),
      };
      return send('POST', path, access, body, {
        'content-type': 'application/json',
        ...(key ? { 'x-idempotency-key': key } : {}),
        ...signature,
      });
    },

    async clientAccess(scope) {
      const kept = clientTokens.get(scope);
      if (kept && kept.expiresAtMs - RENEW_BEFORE_MS > clock().getTime()) return kept.access;
      try {
        const configuration = await client();
        const dpopKey = await createDpopKey();
        const answer = await oidc.clientCredentialsGrant(
          configuration,
          { scope },
          { DPoP: await dpopHandle(configuration, dpopKey) },
        );
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

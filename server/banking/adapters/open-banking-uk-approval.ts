import { randomUUID } from 'node:crypto';
import { decodeJwt, importJWK, SignJWT } from 'jose';
import * as oidc from 'openid-client';
import { ok, refuse } from '../../../shared/result.ts';
import type { BankConfig } from '../../bank-config.ts';
import { findNotCalled } from '../../lib/bank-not-called.ts';
import type { Clock } from '../../lib/clock.ts';
import { createTokenKey, type OidcClient, proofOf } from '../../lib/oidc-client.ts';
import type { Logger } from '../../logger.ts';
import type { ApprovalPoll, BankAdapter } from '../bank-adapter.ts';

const CIBA_GRANT = 'urn:openid:params:grant-type:ciba';
const REQUEST_LIFETIME_SECONDS = 120;

export interface ApprovalDeps {
  readonly bank: Pick<BankConfig, 'clientId' | 'clientKey'>;
  readonly client: OidcClient;
  readonly clock: Clock;
  readonly logger: Logger;
}

/** The customer's approval by OpenID CIBA (poll mode, signed request), as the open-banking wire binds it to a consent. */
export function createApprovals({
  bank: { clientId, clientKey },
  client,
  clock,
  logger,
}: ApprovalDeps): Pick<BankAdapter, 'requestApproval' | 'readApproval'> {
  return {
    async requestApproval({ consentId, customerSubject, bindingCode }) {
      try {
        const configuration = await client();
        const nowSeconds = Math.floor(clock().getTime() / 1000);
        // The consent travels signed, and never in `login_hint` (open-banking-uk.md).
        const request = await new SignJWT({
          scope: 'openid payments',
          login_hint: customerSubject,
          binding_message: bindingCode,
          'openbanking-intent-id': consentId,
        })
          .setProtectedHeader({ alg: 'PS256', kid: clientKey.kid })
          .setIssuer(clientId)
          .setAudience(configuration.serverMetadata().issuer)
          .setIssuedAt(nowSeconds)
          .setNotBefore(nowSeconds)
          .setExpirationTime(nowSeconds + REQUEST_LIFETIME_SECONDS)
          .setJti(randomUUID())
          .sign(await importJWK(clientKey, 'PS256'));
        const answer = await oidc.initiateBackchannelAuthentication(configuration, { request });
        return ok({
          requestId: answer.auth_req_id,
          expiresAt: new Date(clock().getTime() + answer.expires_in * 1000),
          dpopKey: await createTokenKey(configuration),
        });
      } catch (error) {
        logger.warn({ err: error, consentId }, 'the bank did not take the approval request');
        if (findNotCalled(error)) return refuse('not-asked');
        return refuse(
          error instanceof oidc.ResponseBodyError && error.status < 500 ? 'bank-refused' : 'outcome-unknown',
        );
      }
    },

    async readApproval(request) {
      try {
        const configuration = await client();
        const answer = await oidc.genericGrantRequest(
          configuration,
          CIBA_GRANT,
          { auth_req_id: request.requestId },
          await proofOf(configuration, request.dpopKey),
        );
        const { sub, openbanking_intent_id: consentId } = decodeJwt(answer.access_token);
        if (!sub || typeof consentId !== 'string') return refuse('approval-lost');
        return ok({ accessToken: answer.access_token, dpopKey: request.dpopKey, subject: sub, consentId });
      } catch (error) {
        if (!(error instanceof oidc.ResponseBodyError) || error.status >= 500) {
          logger.warn({ err: error }, 'the bank did not say whether the customer approved');
          return refuse('bank-unavailable');
        }
        return refuse(POLL_ERRORS[error.error] ?? 'approval-lost');
      }
    },
  };
}

/** CIBA Core 11: what the token endpoint says instead of a token. */
const POLL_ERRORS: Readonly<Record<string, ApprovalPoll>> = {
  authorization_pending: 'approval-pending',
  slow_down: 'approval-pending',
  access_denied: 'approval-denied',
  expired_token: 'approval-expired',
};

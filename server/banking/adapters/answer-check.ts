import { createRemoteJWKSet, customFetch, type JWTVerifyGetKey } from 'jose';
import { verifyDetached } from '../../../shared/detached-jws.ts';
import type { OidcClient } from '../../lib/oidc-client.ts';
import type { Fetch } from '../../lib/outbound-fetch.ts';
import type { Logger } from '../../logger.ts';

export interface AnswerCheckDeps {
  readonly client: OidcClient;
  readonly fetch: Fetch;
  readonly logger: Logger;
}

interface Asked {
  readonly interactionId: string;
  readonly pathname: string;
  /** What is said of payments counts only with the bank's signature (`x-jws-signature`). */
  readonly signedAnswer: boolean;
}

/** Answers that say nothing of what was asked: there is nothing in them to be believed. */
const SAYS_NOTHING = new Set([401, 408, 429]);

/**
 * Whether an answer may be believed: it is of this very request, and where it has to be, signed by the bank. What is not is
 * no answer, and is logged as an error: somebody in between is wrong, or worse.
 */
export function createAnswerCheck({ client, fetch, logger }: AnswerCheckDeps) {
  let keys: JWTVerifyGetKey | undefined;

  async function bankKeys(): Promise<JWTVerifyGetKey> {
    if (keys) return keys;
    const { jwks_uri } = (await client()).serverMetadata();
    if (!jwks_uri) throw new Error('the issuer names no keys');
    keys = createRemoteJWKSet(new URL(jwks_uri), { [customFetch]: fetch });
    return keys;
  }

  return async (
    response: Response,
    text: string,
    { interactionId, pathname, signedAnswer }: Asked,
  ): Promise<boolean> => {
    if (response.status >= 500 || SAYS_NOTHING.has(response.status)) return true;
    if (response.headers.get('x-fapi-interaction-id') !== interactionId) {
      logger.error({ interactionId, path: pathname }, 'the answer is not of this request');
      return false;
    }
    if (!signedAnswer || (response.status === 204 && text === '')) return true;
    try {
      await verifyDetached(text, response.headers.get('x-jws-signature') ?? '', await bankKeys());
      return true;
    } catch (error) {
      logger.error({ interactionId, path: pathname, err: error }, 'the answer is not signed by the bank');
      return false;
    }
  };
}

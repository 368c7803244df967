import { createHash } from 'node:crypto';
import { calculateJwkThumbprint, createLocalJWKSet, decodeProtectedHeader, importJWK, type JWK, jwtVerify } from 'jose';
import type { Kysely } from 'kysely';
import type { BankTables } from '../bank-tables.ts';

/** Who calls the API: a client in its own name, or in a customer's, for one consent. */
export interface Caller {
  readonly clientId: string;
  /** Null for a client's own token. */
  readonly customer: string | null;
  readonly consentId: string | null;
  readonly scopes: readonly string[];
}

export interface TokenVerifierOptions {
  readonly db: Kysely<BankTables>;
  readonly issuer: string;
  readonly audience: string;
  readonly signingKey: JWK;
  /** Scheme, host and port that `htu` must name. */
  readonly publicUrl: string;
}

export interface PresentedToken {
  readonly method: string;
  /** Path as requested, without the query. */
  readonly path: string;
  readonly authorization: string | undefined;
  readonly proof: string | undefined;
}

const PROOF_AGE_SECONDS = 60;

/** Verifies a DPoP-bound JWT access token (RFC 9068, RFC 9449). Answers null for anything that is not one. */
export function createTokenVerifier({ db, issuer, audience, signingKey, publicUrl }: TokenVerifierOptions) {
  const { d, p, q, dp, dq, qi, ...publicKey } = signingKey;
  const keys = createLocalJWKSet({ keys: [publicKey as JWK] });

  async function verifyProof(
    token: string,
    thumbprint: unknown,
    { method, path, proof }: PresentedToken,
  ): Promise<boolean> {
    const { jwk } = decodeProtectedHeader(proof ?? '');
    if (!jwk || 'd' in jwk || (await calculateJwkThumbprint(jwk as JWK)) !== thumbprint) return false;
    const { payload } = await jwtVerify(proof ?? '', await importJWK(jwk as JWK, jwk.alg ?? 'ES256'), {
      typ: 'dpop+jwt',
      algorithms: ['ES256', 'PS256'],
      maxTokenAge: PROOF_AGE_SECONDS,
      clockTolerance: 5,
    });
    const ath = createHash('sha256').update(token).digest('base64url');
    if (payload.htm !== method || payload.htu !== publicUrl + path || payload.ath !== ath) return false;
    return typeof payload.jti === 'string' && payload.jti.length <= 200 && rememberProof(payload.jti);
  }

  /** A proof counts once. */
  async function rememberProof(jti: string): Promise<boolean> {
    const now = Date.now();
    const { numInsertedOrUpdatedRows } = await db
      .insertInto('dpop_proof')
      .values({ jti, expires_at: new Date(now + 2 * PROOF_AGE_SECONDS * 1000) })
      .onConflict((conflict) => conflict.column('jti').doNothing())
      .executeTakeFirst();
    return numInsertedOrUpdatedRows === 1n;
  }

  /** A token of a grant that was revoked (RFC 7009) opens nothing any more, though its signature still stands. */
  async function hasGrant(consentId: string): Promise<boolean> {
    const grant = await db
      .selectFrom('consent')
      .innerJoin('oidc', 'oidc.id', 'consent.grant_id')
      .select('oidc.id')
      .where('consent.id', '=', consentId)
      .where('oidc.kind', '=', 'customers:Grant')
      .executeTakeFirst();
    return grant !== undefined;
  }

  return async (presented: PresentedToken): Promise<Caller | null> => {
    const token = /^DPoP ([\w.~+/-]+=*)$/.exec(presented.authorization ?? '')?.[1];
    if (!token || !presented.proof) return null;
    try {
      const { payload } = await jwtVerify(token, keys, { issuer, audience, algorithms: ['PS256'], typ: 'at+jwt' });
      const thumbprint = (payload.cnf as { jkt?: string } | undefined)?.jkt;
      if (!thumbprint || !(await verifyProof(token, thumbprint, presented))) return null;
      const clientId = String(payload.client_id);
      const consentId = typeof payload.openbanking_intent_id === 'string' ? payload.openbanking_intent_id : null;
      if (consentId && !(await hasGrant(consentId))) return null;
      return {
        clientId,
        // A client's own token names the client as its subject.
        customer: payload.sub && payload.sub !== clientId ? payload.sub : null,
        consentId,
        scopes: String(payload.scope ?? '').split(' '),
      };
    } catch {
      return null;
    }
  };
}

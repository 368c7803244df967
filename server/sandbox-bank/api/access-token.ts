import { createHash } from 'node:crypto';
import { TLSSocket } from 'node:tls';
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
  /** What a token must be bound to: a key, by DPoP (RFC 9449), or the certificate of the connection (RFC 8705). */
  readonly binding: 'dpop' | 'certificate';
}

export interface PresentedToken {
  readonly method: string;
  /** Path as requested, without the query. */
  readonly path: string;
  readonly authorization: string | undefined;
  readonly proof: string | undefined;
  /** SHA-256 of the certificate that the caller's connection proved and the bank's authority signed; null without one. */
  readonly certificateThumbprint: string | null;
}

export interface TokenVerifier {
  /** Answers null for anything that is not a token of this bank's, for this API, in the hands that it was given to. */
  verify(presented: PresentedToken): Promise<Caller | null>;
  /** `WWW-Authenticate` of a 401. */
  readonly challenge: string;
}

export function thumbprintOf(socket: unknown): string | null {
  const certificate = socket instanceof TLSSocket && socket.authorized ? socket.getPeerX509Certificate() : undefined;
  return certificate ? createHash('sha256').update(certificate.raw).digest('base64url') : null;
}

const PROOF_AGE_SECONDS = 60;

/** Verifies JWT access tokens (RFC 9068) that are bound to their holder. */
export function createTokenVerifier(options: TokenVerifierOptions): TokenVerifier {
  const { db, issuer, audience, signingKey, publicUrl, binding } = options;
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

  /**
   * A token of a grant that was revoked (RFC 7009) opens nothing any more, though its signature still stands. Of a consent
   * that is gone the API itself speaks.
   */
  async function isRevoked(consentId: string): Promise<boolean> {
    const consent = await db
      .selectFrom('consent')
      .leftJoin('oidc', (join) =>
        join.onRef('oidc.id', '=', 'consent.grant_id').on('oidc.kind', '=', 'customers:Grant'),
      )
      .select('oidc.id as grant')
      .where('consent.id', '=', consentId)
      .executeTakeFirst();
    return consent?.grant === null;
  }

  async function isHeldBy(token: string, cnf: { jkt?: string; 'x5t#S256'?: string }, presented: PresentedToken) {
    if (binding === 'dpop') return cnf.jkt !== undefined && verifyProof(token, cnf.jkt, presented);
    const thumbprint = cnf['x5t#S256'];
    return thumbprint !== undefined && thumbprint === presented.certificateThumbprint;
  }

  const scheme = binding === 'dpop' ? /^DPoP ([\w.~+/-]+=*)$/ : /^Bearer ([\w.~+/-]+=*)$/;
  return {
    challenge: binding === 'dpop' ? 'DPoP error="invalid_token", algs="ES256 PS256"' : 'Bearer error="invalid_token"',
    async verify(presented) {
      const token = scheme.exec(presented.authorization ?? '')?.[1];
      if (!token) return null;
      try {
        const { payload } = await jwtVerify(token, keys, { issuer, audience, algorithms: ['PS256'], typ: 'at+jwt' });
        if (!(await isHeldBy(token, payload.cnf ?? {}, presented))) return null;
        const clientId = String(payload.client_id);
        const consentId = typeof payload.openbanking_intent_id === 'string' ? payload.openbanking_intent_id : null;
        if (consentId && (await isRevoked(consentId))) return null;
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
    },
  };
}

import type { JWTVerifyGetKey } from 'jose';
import {
  type DetachedClaims,
  type DetachedSigner,
  signDetached,
  verifyDetached,
} from '../../../shared/detached-jws.ts';
import { ApiError } from './api-error.ts';

/** A repeated request is signed anew, so that an old signature is somebody's copy. */
const SIGNATURE_AGE_MS = 5 * 60_000;

export interface MessageSignatures {
  /** Refuses a body that its client did not sign, as it stands, in these minutes. */
  verify(body: string, signature: unknown, clientId: string): Promise<void>;
  /** The bank's own signature, for `x-jws-signature`. */
  sign(body: string): Promise<string>;
}

export function createMessageSignatures(
  clientKeys: JWTVerifyGetKey,
  signer: Omit<DetachedSigner, 'issuedAt'>,
): MessageSignatures {
  return {
    async verify(body, signature, clientId) {
      if (typeof signature !== 'string') throw new ApiError(400, 'U018', 'x-jws-signature');
      let claims: DetachedClaims;
      try {
        claims = await verifyDetached(body, signature, clientKeys);
      } catch {
        throw new ApiError(400, 'U017', 'x-jws-signature');
      }
      const isFromNow = Math.abs(Date.now() - claims.issuedAt.getTime()) <= SIGNATURE_AGE_MS;
      if (claims.issuer !== clientId || !isFromNow) throw new ApiError(400, 'U017', 'x-jws-signature');
    },
    sign: (body) => signDetached(body, { ...signer, issuedAt: new Date() }),
  };
}

import { verifyAuthenticationResponse } from '@simplewebauthn/server';
import { isoBase64URL } from '@simplewebauthn/server/helpers';
import { ok, type Result, refuse } from '../../shared/result.ts';
import { type SignatureReceipt, sha256, signingChallenge, toBase64Url } from '../../shared/signature.ts';

/**
 * Checks a receipt against a PDF, with nothing but the two: the bytes are those of the statement, and the passkey named in the receipt has
 * signed the statement on the page named there, with the person verified. Whose passkey it is, is the branch's word.
 */
export async function verifySignature(
  receipt: SignatureReceipt,
  pdf: Uint8Array,
): Promise<Result<null, 'document-differs' | 'signature-wrong'>> {
  const { statement, credentialId, publicKey, origin, rpId, authenticatorData, clientDataJSON, signature } = receipt;
  if (toBase64Url(await sha256(Uint8Array.from(pdf))) !== statement.pdfSha256) return refuse('document-differs');
  const verified = await verifyAuthenticationResponse({
    response: {
      id: credentialId,
      rawId: credentialId,
      type: 'public-key',
      clientExtensionResults: {},
      response: { authenticatorData, clientDataJSON, signature },
    },
    expectedChallenge: isoBase64URL.fromBuffer(await signingChallenge(statement)),
    expectedOrigin: origin,
    expectedRPID: rpId,
    requireUserVerification: true,
    // The counter was looked at when it was signed.
    credential: { id: credentialId, publicKey: isoBase64URL.toBuffer(publicKey), counter: 0 },
  }).catch(() => null);
  return verified?.verified ? ok(null) : refuse('signature-wrong');
}

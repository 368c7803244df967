import { z } from 'zod';
import { Id, Instant } from './text.ts';

/** What a customer signs: all of it is in the challenge that their passkey answers. */
export const SigningStatement = z.object({
  documentId: Id,
  /** SHA-256 of the PDF as it is shown to the customer, base64url. */
  pdfSha256: z.string().length(43),
  /** The bank issuer's `sub`, and the name that it gave. */
  customer: z.string().max(300),
  customerName: z.string().max(300),
  consultationId: Id,
  consultantName: z.string().max(300),
  /** When the challenge was made. */
  at: Instant,
  nonce: z.string().length(43),
});
export type SigningStatement = z.infer<typeof SigningStatement>;

/** A signature with everything that is needed to check it, beside the PDF: anyone can, and nobody need be asked. */
export const SignatureReceipt = z.object({
  format: z.literal('atrium signature 1'),
  statement: SigningStatement,
  /** When the branch server accepted it. */
  signedAt: Instant,
  /** The passkey: COSE public key, and whose pages it is for. */
  publicKey: z.string(),
  credentialId: z.string(),
  rpId: z.string(),
  origin: z.string(),
  /** What the passkey signed, and its signature; base64url. */
  authenticatorData: z.string(),
  clientDataJSON: z.string(),
  signature: z.string(),
});
export type SignatureReceipt = z.infer<typeof SignatureReceipt>;

/** Changes with the encoding, so that no challenge of one means anything in another. */
const DOMAIN = 'atrium document signature 1';

/**
 * SHA-256 over the statement. Each part goes in with its length in bytes before it (32 bits, big-endian): no two statements are
 * the same bytes, wherever a name happens to end.
 */
export async function signingChallenge(statement: SigningStatement): Promise<Uint8Array<ArrayBuffer>> {
  const { documentId, pdfSha256, customer, customerName, consultationId, consultantName, at, nonce } = statement;
  const parts = [DOMAIN, documentId, pdfSha256, customer, customerName, consultationId, consultantName, at, nonce].map(
    (part) => new TextEncoder().encode(part),
  );
  const all = new Uint8Array(parts.reduce((length, part) => length + 4 + part.length, 0));
  const view = new DataView(all.buffer);
  let end = 0;
  for (const part of parts) {
    view.setUint32(end, part.length);
    all.set(part, end + 4);
    end += 4 + part.length;
  }
  return sha256(all);
}

export async function sha256(bytes: Uint8Array<ArrayBuffer>): Promise<Uint8Array<ArrayBuffer>> {
  return new Uint8Array(await globalThis.crypto.subtle.digest('SHA-256', bytes));
}

/** Base64url without padding (RFC 4648, section 5). */
export function toBase64Url(bytes: Uint8Array): string {
  const binary = Array.from(bytes, (byte) => String.fromCharCode(byte)).join('');
  return btoa(binary).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
}

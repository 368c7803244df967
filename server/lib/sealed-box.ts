import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto';

/** Encrypts what must rest in the database and be read by this server alone. */
export interface SealedBox {
  /**
   * Text to `v2.keyId.nonce.ciphertext.tag`. `context` (table, column, row) is authenticated: a value moved elsewhere does not
   * open.
   */
  seal(text: string, context: string): string;
  /** Throws where the value was not sealed with one of these keys for this context. */
  open(sealed: string, context: string): string;
}

/** Bytes of a key. */
export const SEALING_KEY_BYTES = 32;

/**
 * AES-256-GCM with a random 96-bit nonce (NIST SP 800-38D). The first key seals; what an older one sealed still opens, so a key
 * is rotated by putting a new one before it, and dropped once nothing rests under it any more.
 */
export function createSealedBox(key: Buffer, ...older: readonly Buffer[]): SealedBox {
  const sealingId = keyId(key);
  const keys = [key, ...older];
  return {
    seal(text, context) {
      const nonce = randomBytes(12);
      const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(context));
      const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
      return ['v2', sealingId, ...[nonce, sealed, cipher.getAuthTag()].map((part) => part.toString('base64url'))].join(
        '.',
      );
    },
    open(sealed, context) {
      const [version, ...rest] = sealed.split('.');
      if (version === 'v2') {
        const [id, ...parts] = rest;
        const named = keys.find((one) => keyId(one) === id);
        if (!named) throw new Error('sealed with a key that this server does not have');
        return openWith(named, parts, context);
      }
      // Before keys had ids there was one key, and it is the oldest.
      const oldest = keys.at(-1);
      if (version !== 'v1' || !oldest) throw new Error('not a sealed value');
      return openWith(oldest, rest, context);
    },
  };
}

function openWith(key: Buffer, parts: readonly string[], context: string): string {
  const [nonce, ciphertext, tag] = parts.map((part) => Buffer.from(part, 'base64url'));
  if (!nonce || !ciphertext || !tag) throw new Error('not a sealed value');
  const decipher = createDecipheriv('aes-256-gcm', key, nonce, { authTagLength: 16 })
    .setAAD(Buffer.from(context))
    .setAuthTag(tag);
  return Buffer.concat([decipher.update(ciphertext), decipher.final()]).toString('utf8');
}

/** Names a key without telling anything of it. */
function keyId(key: Buffer): string {
  return createHash('sha256').update('atrium sealing key').update(key).digest('base64url').slice(0, 8);
}

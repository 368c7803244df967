import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';

/** Encrypts what must rest in the database and be read by this server alone. */
export interface SealedBox {
  /** Text to `v1.nonce.ciphertext.tag`. `context` (table, column, row) is authenticated: a value moved elsewhere does not open. */
  seal(text: string, context: string): string;
  /** Throws where the value was not sealed with this key for this context. */
  open(sealed: string, context: string): string;
}

/** AES-256-GCM with a random 96-bit nonce (NIST SP 800-38D). `key` is 32 bytes. */
export function createSealedBox(key: Buffer): SealedBox {
  return {
    seal(text, context) {
      const nonce = randomBytes(12);
      const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(context));
      const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
      return [
        'v1',
        nonce.toString('base64url'),
        sealed.toString('base64url'),
        cipher.getAuthTag().toString('base64url'),
      ].join('.');
    },
    open(sealed, context) {
      const [version, nonce, ciphertext, tag] = sealed.split('.');
      if (version !== 'v1' || !nonce || ciphertext === undefined || !tag) throw new Error('not a sealed value');
      const decipher = createDecipheriv('aes-256-gcm', key, Buffer.from(nonce, 'base64url'), { authTagLength: 16 })
        .setAAD(Buffer.from(context))
        .setAuthTag(Buffer.from(tag, 'base64url'));
      return Buffer.concat([decipher.update(Buffer.from(ciphertext, 'base64url')), decipher.final()]).toString('utf8');
    },
  };
}

import { randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { exportJWK, generateKeyPair, type JWK } from 'jose';

export interface BankKeys {
  /** Private PS256 JWK: tokens and message signatures. */
  readonly signing: JWK & { readonly kid: string };
  /** Signs the issuers' cookies. */
  readonly cookie: string;
}

/** The bank's own keys, made at the first start and kept in `folder`; in memory only where it is null. */
export async function loadBankKeys(folder: string | null): Promise<BankKeys> {
  const file = folder && join(folder, 'bank-keys.json');
  if (file) {
    try {
      return JSON.parse(readFileSync(file, 'utf8')) as BankKeys;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT')
        throw new Error(`the bank's keys in ${file} cannot be read`);
    }
  }
  const { privateKey } = await generateKeyPair('PS256', { extractable: true });
  const signing = {
    ...(await exportJWK(privateKey)),
    alg: 'PS256',
    use: 'sig',
    kid: `bank-${randomBytes(4).toString('hex')}`,
  };
  const keys: BankKeys = { signing, cookie: randomBytes(32).toString('base64url') };
  if (file && folder) {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    writeFileSync(file, JSON.stringify(keys), { mode: 0o600 });
  }
  return keys;
}

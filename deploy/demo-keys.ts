import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { exportJWK, generateKeyPair } from 'jose';

/** Settings that name the demo keys of a data folder; a production start refuses them by their `demo-` key id. */
export interface DemoKeySettings {
  readonly BANK_CLIENT_KEY_FILE: string;
  readonly BANK_CLIENT_JWKS_FILE: string;
  readonly TOKEN_KEY_FILE: string;
}

/** Makes what is missing: the branch's key pair at the bank, and the key that its tokens rest under. */
export async function ensureDemoKeys(dataFolder: string): Promise<DemoKeySettings> {
  const folder = join(dataFolder, 'keys');
  const settings: DemoKeySettings = {
    BANK_CLIENT_KEY_FILE: join(folder, 'branch-client-key.json'),
    BANK_CLIENT_JWKS_FILE: join(folder, 'branch-client-jwks.json'),
    TOKEN_KEY_FILE: join(folder, 'token.key'),
  };
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const write = (file: string, text: string) => writeFileSync(file, text, { mode: 0o600 });
  if (!existsSync(settings.BANK_CLIENT_KEY_FILE)) {
    const { privateKey, publicKey } = await generateKeyPair('PS256', { extractable: true });
    const common = { kid: `demo-${randomBytes(4).toString('hex')}`, alg: 'PS256', use: 'sig' };
    write(settings.BANK_CLIENT_JWKS_FILE, JSON.stringify({ keys: [{ ...(await exportJWK(publicKey)), ...common }] }));
    write(settings.BANK_CLIENT_KEY_FILE, JSON.stringify({ ...(await exportJWK(privateKey)), ...common }));
  }
  if (!existsSync(settings.TOKEN_KEY_FILE)) write(settings.TOKEN_KEY_FILE, randomBytes(32).toString('base64url'));
  return settings;
}

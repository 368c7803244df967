import { randomBytes } from 'node:crypto';
import { join, resolve } from 'node:path';
import { ensureDemoKeys } from './demo-keys.ts';

/** The whole installation on one machine, as the two servers read it from their environment. */
export interface Settings {
  readonly publicUrl: string;
  readonly bankUrl: string;
  readonly dataFolder: string;
  readonly logFolder: string;
  readonly environment: Record<string, string>;
}

/** Fills in what the person did not set, making the demo's keys where there are none. */
export async function readSettings(): Promise<Settings> {
  const publicUrl = withoutSlash(process.env.PUBLIC_URL || 'http://localhost:3000');
  const bankUrl = withoutSlash(process.env.BANK_PUBLIC_URL || 'http://bank.localhost:4000');
  const dataFolder = resolve(process.env.DATA_DIR || '.data');
  const keys = await ensureDemoKeys(dataFolder);
  return {
    publicUrl,
    bankUrl,
    dataFolder,
    logFolder: join(dataFolder, 'logs'),
    environment: {
      PUBLIC_URL: publicUrl,
      BANK_PUBLIC_URL: bankUrl,
      DATA_DIR: dataFolder,
      BANK_DATA_DIR: process.env.BANK_DATA_DIR || join(dataFolder, 'bank'),
      BANK_CLIENT_KEY_FILE: process.env.BANK_CLIENT_KEY_FILE || keys.BANK_CLIENT_KEY_FILE,
      BANK_CLIENT_JWKS_FILE: process.env.BANK_CLIENT_JWKS_FILE || keys.BANK_CLIENT_JWKS_FILE,
      ...(process.env.TOKEN_KEY ? {} : { TOKEN_KEY_FILE: process.env.TOKEN_KEY_FILE || keys.TOKEN_KEY_FILE }),
      LEARN_AT_START: process.env.LEARN_AT_START || 'true',
      SANDBOX_OPERATOR_TOKEN: process.env.SANDBOX_OPERATOR_TOKEN || randomBytes(24).toString('base64url'),
    },
  };
}

function withoutSlash(url: string): string {
  return url.replace(/\/+$/, '');
}

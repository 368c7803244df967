import {
  type Capabilities,
  type CiphersuiteImpl,
  type ClientConfig,
  type Credential,
  defaultKeyPackageEqualityConfig,
  defaultLifetimeConfig,
  getCiphersuiteFromName,
  getCiphersuiteImpl,
} from 'ts-mls';
import { GroupMemberId } from '../sealed-talk.ts';

/** X-Wing: X25519 with ML-KEM-768, so that what is recorded today is not read by a quantum computer later. */
export const SUITE = 'MLS_256_XWING_AES256GCM_SHA512_Ed25519';

let suite: Promise<CiphersuiteImpl> | undefined;
export function mlsSuite(): Promise<CiphersuiteImpl> {
  suite ??= getCiphersuiteImpl(getCiphersuiteFromName(SUITE));
  return suite;
}

export const CAPABILITIES: Capabilities = {
  versions: ['mls10'],
  ciphersuites: [SUITE],
  extensions: [],
  proposals: [],
  credentials: ['basic'],
};

/** The server orders what is sent, so that nothing needs a key a second time: none is kept for what is late. */
export const CONFIG: ClientConfig = {
  keyRetentionConfig: { retainKeysForGenerations: 0, retainKeysForEpochs: 0, maximumForwardRatchetSteps: 200 },
  lifetimeConfig: defaultLifetimeConfig,
  keyPackageEqualityConfig: defaultKeyPackageEqualityConfig,
  // Short answers are of one length: a yes looks like a no.
  paddingConfig: { kind: 'padUntilLength', padUntilLength: 512 },
  authService: { validateCredential: async (credential) => memberOf(credential) !== null },
};

export function credentialOf(self: GroupMemberId): Credential {
  return { credentialType: 'basic', identity: new TextEncoder().encode(JSON.stringify(self)) };
}

/** Whom a credential names; null where it is none of ours. */
export function memberOf(credential: Credential): GroupMemberId | null {
  if (credential.credentialType !== 'basic') return null;
  try {
    const said: unknown = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(credential.identity));
    return GroupMemberId.safeParse(said).data ?? null;
  } catch {
    return null;
  }
}

export function sameBytes(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && a.every((byte, index) => byte === b[index]);
}

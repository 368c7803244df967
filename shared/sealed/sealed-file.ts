import type { FileKey } from '../talk-file.ts';

/** A file as ciphertext that anybody may keep, and the key that goes by the talk: AES-256-GCM, a key for each file. */

const ALGORITHM = 'AES-GCM';

/** The key, without where the ciphertext will be. */
export async function sealFileBytes(
  bytes: Uint8Array<ArrayBuffer>,
): Promise<{ readonly sealed: Uint8Array<ArrayBuffer>; readonly key: Omit<FileKey, 'fileId'> }> {
  const key = crypto.getRandomValues(new Uint8Array(32));
  const iv = crypto.getRandomValues(new Uint8Array(12));
  const imported = await crypto.subtle.importKey('raw', key, ALGORITHM, false, ['encrypt']);
  const sealed = new Uint8Array(await crypto.subtle.encrypt({ name: ALGORITHM, iv }, imported, bytes));
  return { sealed, key: { key: toText(key), iv: toText(iv), hash: await hashOf(sealed) } };
}

/** Null where it is not the ciphertext that the key is of. */
export async function openFileBytes(
  { key, iv, hash }: Pick<FileKey, 'key' | 'iv' | 'hash'>,
  sealed: Uint8Array<ArrayBuffer>,
): Promise<Uint8Array<ArrayBuffer> | null> {
  if ((await hashOf(sealed)) !== hash) return null;
  const imported = await crypto.subtle.importKey('raw', toBytes(key), ALGORITHM, false, ['decrypt']);
  try {
    return new Uint8Array(await crypto.subtle.decrypt({ name: ALGORITHM, iv: toBytes(iv) }, imported, sealed));
  } catch {
    return null;
  }
}

async function hashOf(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  return toText(new Uint8Array(await crypto.subtle.digest('SHA-256', bytes)));
}

function toText(bytes: Uint8Array): string {
  return btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '');
}

function toBytes(text: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), (character) => character.charCodeAt(0));
}

import type { Result } from '../../shared/result.ts';
import { ok, refuse } from '../../shared/result.ts';
import { FILE_MAX_BYTES, type FileLetter, type FileType, safeFileName, typeOfBytes } from '../../shared/talk-file.ts';
import { pixelsOf } from './image-size.ts';

/** A file as it was handed over, safe to show or to save. */
export interface OpenedFile {
  readonly name: string;
  readonly type: FileType;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

export type FileProblem = 'file-too-large' | 'file-type' | 'file-damaged' | 'picture-too-large';

/** More is no document: decoded, it would be 160 MB. */
const MAX_PIXELS = 40_000_000;
const ALGORITHM = 'AES-GCM';

/** What a file is by its bytes, where it is one that may be passed. */
export function readFile(name: string, bytes: Uint8Array<ArrayBuffer>): Result<OpenedFile, FileProblem> {
  if (bytes.length > FILE_MAX_BYTES) return refuse('file-too-large');
  const type = typeOfBytes(bytes);
  if (!type) return refuse('file-type');
  if (isPicture(type)) {
    const pixels = pixelsOf(type, bytes);
    if (pixels === null) return refuse('file-damaged');
    if (pixels > MAX_PIXELS) return refuse('picture-too-large');
  }
  return ok({ name: safeFileName(name, type), type, bytes });
}

export function isPicture(type: FileType): type is 'png' | 'jpeg' | 'webp' {
  return type === 'png' || type === 'jpeg' || type === 'webp';
}

/** Encrypts with a key of its own; the letter, without where the ciphertext is, opens it again. */
export async function sealFile({ name, type, bytes }: OpenedFile): Promise<{
  readonly sealed: Uint8Array<ArrayBuffer>;
  readonly letter: Omit<FileLetter, 'fileId'>;
}> {
  const key = crypto.getRandomValues(new Uint8Array(32));
  const iv = crypto.getRandomValues(new Uint8Array(12));
  const imported = await crypto.subtle.importKey('raw', key, ALGORITHM, false, ['encrypt']);
  const sealed = new Uint8Array(await crypto.subtle.encrypt({ name: ALGORITHM, iv }, imported, bytes));
  const hash = new Uint8Array(await crypto.subtle.digest('SHA-256', sealed));
  return {
    sealed,
    letter: { name, type, bytes: bytes.length, key: toText(key), iv: toText(iv), hash: toText(hash) },
  };
}

/**
 * Opens what a letter tells of. The sender is held to the same rules as whoever sends from here: the bytes must be what the letter
 * says, and of a kind that may be passed.
 */
export async function openFile(
  letter: FileLetter,
  sealed: Uint8Array<ArrayBuffer>,
): Promise<Result<OpenedFile, FileProblem>> {
  const hash = toText(new Uint8Array(await crypto.subtle.digest('SHA-256', sealed)));
  if (hash !== letter.hash) return refuse('file-damaged');
  const key = await crypto.subtle.importKey('raw', toBytes(letter.key), ALGORITHM, false, ['decrypt']);
  let bytes: Uint8Array<ArrayBuffer>;
  try {
    bytes = new Uint8Array(await crypto.subtle.decrypt({ name: ALGORITHM, iv: toBytes(letter.iv) }, key, sealed));
  } catch {
    return refuse('file-damaged');
  }
  if (bytes.length !== letter.bytes) return refuse('file-damaged');
  const read = readFile(letter.name, bytes);
  return read.ok && read.value.type !== letter.type ? refuse('file-type') : read;
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

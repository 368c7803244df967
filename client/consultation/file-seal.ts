import type { Result } from '../../shared/result.ts';
import { ok, refuse } from '../../shared/result.ts';
import { openFileBytes, sealFileBytes } from '../../shared/sealed/sealed-file.ts';
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
  const { sealed, key } = await sealFileBytes(bytes);
  return { sealed, letter: { name, type, bytes: bytes.length, ...key } };
}

/**
 * Opens what a letter tells of. The sender is held to the same rules as whoever sends from here: the bytes must be what the letter
 * says, and of a kind that may be passed.
 */
export async function openFile(
  letter: FileLetter,
  sealed: Uint8Array<ArrayBuffer>,
): Promise<Result<OpenedFile, FileProblem>> {
  const bytes = await openFileBytes(letter, sealed);
  if (bytes?.length !== letter.bytes) return refuse('file-damaged');
  const read = readFile(letter.name, bytes);
  return read.ok && read.value.type !== letter.type ? refuse('file-type') : read;
}

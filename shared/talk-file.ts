import { z } from 'zod';
import { type Audience, bytesBody, documentFile, endpoint } from './endpoint.ts';
import { cleanLine, Id } from './text.ts';

/** Largest file, bytes. What the server keeps is longer by the tag of its encryption. */
export const FILE_MAX_BYTES = 5 * 1024 * 1024;
export const SEALED_FILE_MAX_BYTES = FILE_MAX_BYTES + 16;
/** Of one consultation. */
export const MAX_TALK_FILES = 20;
export const MAX_TALK_FILE_BYTES = 40 * 1024 * 1024;
export const FILE_NAME_MAX_LENGTH = 100;

/** What can be passed: nothing that a browser runs. */
export const FileType = z.enum(['png', 'jpeg', 'webp', 'pdf', 'txt']);
export type FileType = z.infer<typeof FileType>;
const ENDINGS: Readonly<Record<FileType, readonly string[]>> = {
  png: ['.png'],
  jpeg: ['.jpg', '.jpeg'],
  webp: ['.webp'],
  pdf: ['.pdf'],
  txt: ['.txt'],
};

/** A name that is safe to save under: no path, no control or bidirectional characters, and an ending that says what it is. */
export function safeFileName(name: string, type: FileType): string {
  const endings = ENDINGS[type];
  const base = cleanLine(name, 400)
    .replace(/^.*[/\\]/, '')
    .replace(/[<>:"|?*]/g, '_')
    .replace(/^\.+/, '');
  const ending = endings.find((one) => base.toLowerCase().endsWith(one)) ?? endings[0] ?? '';
  const stem = base.toLowerCase().endsWith(ending) ? base.slice(0, -ending.length) : base;
  return (cleanLine(stem, FILE_NAME_MAX_LENGTH - ending.length).replace(/[. ]+$/, '') || 'file') + ending;
}

/** What a file is by its first bytes, whatever it is called; null for all that is not passed. */
export function typeOfBytes(bytes: Uint8Array): FileType | null {
  const starts = (...magic: number[]) => magic.every((byte, at) => bytes[at] === byte);
  const ascii = (at: number, text: string) => [...text].every((c, i) => bytes[at + i] === c.charCodeAt(0));
  if (starts(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a)) return 'png';
  if (starts(0xff, 0xd8, 0xff)) return 'jpeg';
  if (ascii(0, 'RIFF') && ascii(8, 'WEBP')) return 'webp';
  if (ascii(0, '%PDF-')) return 'pdf';
  return isPlainText(bytes) ? 'txt' : null;
}

/** UTF-8 without control characters that is no page, script or drawing by its beginning. */
function isPlainText(bytes: Uint8Array): boolean {
  if (bytes.length === 0) return false;
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return false;
  }
  return !/\p{Cc}/u.test(text.replace(/[\t\n\r]/g, '')) && !/^\s*(<|#!)/.test(text);
}

const Base64Url = (bytes: number) =>
  z
    .string()
    .length(Math.ceil((bytes * 4) / 3))
    .regex(/^[\w-]+$/);

/** Where the ciphertext of a file is, and how it is opened. */
export const FileKey = z.strictObject({
  fileId: Id,
  /** AES-256-GCM, for this file alone. */
  key: Base64Url(32),
  iv: Base64Url(12),
  /** SHA-256 of the ciphertext. */
  hash: Base64Url(32),
});
export type FileKey = z.infer<typeof FileKey>;

/** What a message says of a file: its key, and what it is when it is opened. The server sees none of it. */
export const FileLetter = FileKey.extend({
  name: z.string().min(1).max(FILE_NAME_MAX_LENGTH),
  type: FileType,
  bytes: z.int().min(1).max(FILE_MAX_BYTES),
});
export type FileLetter = z.infer<typeof FileLetter>;

const ConsultationParam = z.object({ consultationId: Id });
const talkErrors = { 'consultation-unknown': 404, 'consultation-ended': 409 } as const;

/** Ciphertext of a file, for who is in an open consultation; it goes with the talk's end. */
function fileEndpoints<A extends Audience>(audience: A, prefix: `/api/${string}`) {
  return {
    put: endpoint({
      method: 'POST',
      path: `${prefix}/:consultationId/files`,
      audience,
      bucket: 'file',
      params: ConsultationParam,
      body: bytesBody(SEALED_FILE_MAX_BYTES),
      answer: z.object({ fileId: Id }),
      /** `files-full`: so many, or so much, were passed already. */
      errors: { ...talkErrors, 'files-full': 409 },
    }),
    get: endpoint({
      method: 'GET',
      path: `${prefix}/:consultationId/files/:fileId`,
      audience,
      params: ConsultationParam.extend({ fileId: Id }),
      body: z.undefined(),
      answer: documentFile,
      errors: { ...talkErrors, 'file-unknown': 404 },
    }),
  };
}
export const customerFiles = fileEndpoints('customer', '/api/consultations');
export const staffFiles = fileEndpoints('staff', '/api/desk-consultations');

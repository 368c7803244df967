import type { Audience } from '../../shared/endpoint.ts';
import { ok, type Result, refuse } from '../../shared/result.ts';
import { customerFiles, FILE_MAX_BYTES, type FileLetter, staffFiles } from '../../shared/talk-file.ts';
import { type CallError, refusalOf } from '../net/api.ts';
import { type FileProblem, type OpenedFile, openFile, readFile, sealFile } from './file-seal.ts';

/** Encrypting, handing over, fetching and opening files: loaded when the first is passed. */

export type PassProblem =
  | FileProblem
  | CallError<(typeof customerFiles.put)['errors']>
  | CallError<(typeof customerFiles.get)['errors']>;

export interface TalkPlace {
  readonly audience: Audience;
  readonly consultationId: string;
}

const endpointsOf = (audience: Audience) => (audience === 'customer' ? customerFiles : staffFiles);

/** Encrypts a chosen file and hands its ciphertext over; the letter is to be said in the talk. */
export async function passFile(
  { audience, consultationId }: TalkPlace,
  file: File,
): Promise<Result<FileLetter, PassProblem>> {
  if (file.size > FILE_MAX_BYTES) return refuse('file-too-large');
  const read = readFile(file.name, new Uint8Array(await file.arrayBuffer()));
  if (!read.ok) return read;
  const { sealed, letter } = await sealFile(read.value);
  const { put } = endpointsOf(audience);
  const path = put.path.replace(':consultationId', consultationId);
  const headers = { 'content-type': 'application/octet-stream' };
  const response = await fetch(path, { method: 'POST', headers, body: sealed }).catch(() => null);
  if (!response) return refuse('network-failed');
  if (!response.ok) return refuse(await refusalOf(put.errors, response));
  const answer = put.answer.safeParse(await response.json().catch(() => null));
  return answer.success ? ok({ ...letter, fileId: answer.data.fileId }) : refuse('network-failed');
}

/** Fetches what a letter tells of and opens it. */
export async function fetchFile(
  { audience, consultationId }: TalkPlace,
  letter: FileLetter,
): Promise<Result<OpenedFile, PassProblem>> {
  const { get } = endpointsOf(audience);
  const path = get.path.replace(':consultationId', consultationId).replace(':fileId', letter.fileId);
  const response = await fetch(path).catch(() => null);
  if (!response) return refuse('network-failed');
  if (!response.ok) return refuse(await refusalOf(get.errors, response));
  return openFile(letter, new Uint8Array(await response.arrayBuffer()));
}

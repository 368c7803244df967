import type { Response } from 'express';
import type { DocumentFile } from '../../shared/endpoint.ts';

/** A file for a person to keep: never shown as a page of ours, whatever it holds. */
export function sendDocument(response: Response, { mediaType, fileName, bytes }: DocumentFile): void {
  response.attachment(fileName).type(mediaType).send(Buffer.from(bytes));
}

import { z } from 'zod';
import { DocumentLanguage, DocumentState, DocumentView, FieldValues } from './documents.ts';
import { FileKey } from './talk-file.ts';
import { Id, Instant } from './text.ts';

/**
 * What the two of a consultation and the document service write to each other while it lasts: private letters of the encrypted talk
 * (`private-message.ts`), so that neither the room nor any route has what a document says. See docs/documents.md.
 */

/** In one consultation; those taken back or declined count too. */
export const MAX_DOCUMENTS = 20;

const document = { documentId: Id };
export const DeskAct = z.discriminatedUnion('kind', [
  /** Asks for the desk as it is: of a tab that has just come, or come back. */
  z.strictObject({ kind: z.literal('look') }),
  /** Lays a document on the desk, with what the consultant has filled in. */
  z.strictObject({
    kind: z.literal('offer'),
    templateId: z.string().max(64),
    language: DocumentLanguage,
    values: FieldValues,
  }),
  /** Fills in, or changes, the customer's part. The document is made anew: what was asked or read of the former is over. */
  z.strictObject({ kind: z.literal('fill'), ...document, values: FieldValues }),
  /** Asks the customer to sign what both have before them. */
  z.strictObject({ kind: z.literal('ask'), ...document }),
  /** Takes it off the desk. */
  z.strictObject({ kind: z.literal('withdraw'), ...document }),
  z.strictObject({ kind: z.literal('decline'), ...document }),
]);
export type DeskAct = z.infer<typeof DeskAct>;

/** Somebody else's document, and an act that is not the asker's, are as unknown as one that never was. */
export const DeskRefusal = z.enum([
  'document-unknown',
  'document-state-wrong',
  'field-wrong',
  'consultation-unknown',
  'consultation-ended',
  'template-unknown',
  'too-many-documents',
  'too-many-requests',
  'internal-error',
]);
export type DeskRefusal = z.infer<typeof DeskRefusal>;

/** One document on the desk, and the key to its paper: this reader's own, masked where it is the consultant's. */
export const DeskPaper = z.strictObject({
  documentId: Id,
  version: z.int().positive(),
  state: DocumentState,
  changedAt: Instant,
  signedAt: Instant.nullable(),
  file: FileKey,
});
export type DeskPaper = z.infer<typeof DeskPaper>;

export const DeskRequest = z.strictObject({ kind: z.literal('desk-request'), request: Id, act: DeskAct });
/** All that lies on the desk, newest first; and, where it answers this tab's request, what became of it. */
export const DeskNews = z.strictObject({
  kind: z.literal('desk'),
  papers: z.array(DeskPaper).max(MAX_DOCUMENTS),
  answer: z.strictObject({ request: Id, error: DeskRefusal.nullable() }).nullable(),
});
export type DeskNews = z.infer<typeof DeskNews>;

/** What is in the file of a paper. State and times are those of the newest {@link DeskPaper}. */
export const PaperFile = z.strictObject({ document: DocumentView, pdf: z.base64() });
export type PaperFile = z.infer<typeof PaperFile>;

/** Client to the consultation's room: brings the document service in, and says nothing of what for. Of the customer where something lies there. */
export const OPEN_DESK = 'open-desk';

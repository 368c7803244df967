import { z } from 'zod';
import { documentFile, endpoint } from './endpoint.ts';
import { PasskeyAssertion, PasskeyCreationOptions, PasskeyRegistration, PasskeyRequestOptions } from './passkey.ts';
import { SigningStatement } from './signature.ts';
import { Id, Instant } from './text.ts';

export const DocumentLanguage = z.enum(['en', 'ru']);
export type DocumentLanguage = z.infer<typeof DocumentLanguage>;

/**
 * `filling`: waits for what the customer has to fill in. `shown`: both read it. `asked`: the consultant has asked for the
 * signature. The others are final; `lapsed`: the consultation ended before it was signed.
 */
export const DocumentState = z.enum(['filling', 'shown', 'asked', 'signed', 'declined', 'withdrawn', 'lapsed']);
export type DocumentState = z.infer<typeof DocumentState>;

const Words = z.object({ en: z.string(), ru: z.string() });
export const FIELD_MAX_LENGTH = 90;

export const DocumentField = z.object({
  key: z.string().regex(/^[a-z][A-Za-z]{0,31}$/),
  label: Words,
  /** Who fills it in. */
  by: z.enum(['consultant', 'customer']),
  kind: z.enum(['line', 'date', 'choice']),
  /** The consultant never gets its value. Only what the customer fills in can be masked. */
  masked: z.boolean(),
  /** For a `choice`: what there is to choose. */
  options: z.array(z.object({ value: z.string().max(32), label: Words })).max(12),
});
export type DocumentField = z.infer<typeof DocumentField>;

/** What a consultant may offer. */
export const TemplateView = z.object({ id: z.string(), title: Words, summary: Words, fields: z.array(DocumentField) });
export type TemplateView = z.infer<typeof TemplateView>;

/** Values by field. Each is checked against its field. */
export const FieldValues = z.record(z.string().max(32), z.string().max(FIELD_MAX_LENGTH));
export type FieldValues = z.infer<typeof FieldValues>;

/** A document as one of the two may know of it: to the consultant no masked value is ever sent. */
export const DocumentView = z.object({
  id: Id,
  consultationId: Id,
  title: z.string(),
  language: DocumentLanguage,
  state: DocumentState,
  /** Counts from 1 with each change: another version is another PDF. */
  version: z.number().int().positive(),
  fields: z.array(DocumentField.extend({ value: z.string().nullable() })),
  consultantName: z.string(),
  offeredAt: Instant,
  changedAt: Instant,
  signedAt: Instant.nullable(),
});
export type DocumentView = z.infer<typeof DocumentView>;

const DocumentParam = z.object({ documentId: Id });
const none = z.undefined();
/** Somebody else's document, and one of a consultation that is over for the asker, are as unknown as one that never was. */
const documentErrors = { 'document-unknown': 404 } as const;
const several = z.object({ documents: z.array(DocumentView) });

export const listTemplates = endpoint({
  method: 'GET',
  path: '/api/document-templates',
  audience: 'staff',
  params: z.object({}),
  body: none,
  answer: z.object({ templates: z.array(TemplateView) }),
  errors: {},
});
/** The customer's folder: everything that was put before them in talks that are over, newest first. Before, it goes by the talk alone. */
export const listDocuments = endpoint({
  method: 'GET',
  path: '/api/documents',
  audience: 'customer',
  params: z.object({}),
  body: none,
  answer: several,
  errors: {},
});
/** The customer's PDF, once the talk is over: what was signed are these very bytes. */
export const readPdf = endpoint({
  method: 'GET',
  path: '/api/documents/:documentId/document.pdf',
  audience: 'customer',
  params: DocumentParam,
  body: none,
  answer: documentFile,
  errors: documentErrors,
});
/** A `SignatureReceipt` of `shared/signature.ts`. */
export const readSignature = endpoint({
  method: 'GET',
  path: '/api/documents/:documentId/signature.json',
  audience: 'customer',
  params: DocumentParam,
  body: none,
  answer: documentFile,
  errors: { ...documentErrors, 'document-not-signed': 409 },
});
/** Takes a document that was not signed out of the folder; what is signed, the bank keeps as long as it must. */
export const deleteDocument = endpoint({
  method: 'DELETE',
  path: '/api/documents/:documentId',
  audience: 'customer',
  params: DocumentParam,
  body: none,
  answer: z.object({}),
  errors: { ...documentErrors, 'document-kept': 409 },
});

/** A challenge over the document as it is now; the browser makes it anew from what it shows, and compares. */
export const beginSigning = endpoint({
  method: 'POST',
  path: '/api/documents/:documentId/signing',
  audience: 'customer',
  bucket: 'payment',
  params: DocumentParam,
  body: none,
  answer: z.object({ statement: SigningStatement, options: PasskeyRequestOptions }),
  errors: { ...documentErrors, 'document-state-wrong': 409, 'passkey-missing': 409 },
});
export const signDocument = endpoint({
  method: 'POST',
  path: '/api/documents/:documentId/signature',
  audience: 'customer',
  bucket: 'payment',
  params: DocumentParam,
  body: z.object({ nonce: z.string().length(43), assertion: PasskeyAssertion }),
  answer: z.object({}),
  errors: { ...documentErrors, 'document-state-wrong': 409, 'signature-refused': 422 },
});

/** The customer's passkeys of this branch. One is made shortly after the bank has asked the customer who they are. */
export const beginPasskey = endpoint({
  method: 'POST',
  path: '/api/signing-passkeys/options',
  audience: 'customer',
  bucket: 'payment',
  params: z.object({}),
  body: none,
  answer: z.object({ options: PasskeyCreationOptions }),
  errors: { 'sign-in-not-fresh': 403, 'too-many-passkeys': 409 },
});
export const addPasskey = endpoint({
  method: 'POST',
  path: '/api/signing-passkeys',
  audience: 'customer',
  bucket: 'payment',
  params: z.object({}),
  body: z.object({ registration: PasskeyRegistration }),
  answer: z.object({}),
  errors: { 'sign-in-not-fresh': 403, 'passkey-refused': 422 },
});

import {
  addPasskey,
  beginPasskey,
  beginSigning,
  deleteDocument,
  listDocuments,
  listTemplates,
  readPdf,
  readSignature,
  signDocument,
} from '../../shared/documents.ts';
import { ok } from '../../shared/result.ts';
import { type Route, route } from '../lib/route.ts';
import type { DocumentService } from './document-service.ts';
import { type DocumentTemplates, viewOfTemplate } from './document-templates.ts';
import type { PasskeyService } from './passkey-service.ts';
import type { SigningService } from './signing-service.ts';

export interface DocumentRouteDeps {
  readonly templates: DocumentTemplates;
  readonly documents: DocumentService;
  readonly signing: SigningService;
  readonly passkeys: PasskeyService;
}

export function createDocumentRoutes({ templates, documents, signing, passkeys }: DocumentRouteDeps): Route[] {
  return [
    route(listTemplates, async () => ok({ templates: templates.all.map(viewOfTemplate) })),

    route(listDocuments, async ({ principal }) => ok({ documents: await documents.folder(principal) })),
    route(readPdf, ({ principal, params }) => documents.readKeptPdf(principal, params.documentId)),
    route(readSignature, ({ principal, params }) => documents.readSignature(principal, params.documentId)),
    route(deleteDocument, ({ principal, params }) => documents.remove(principal, params.documentId)),

    route(beginSigning, async ({ principal, params }) => {
      const begun = await signing.begin(principal, params.documentId);
      if (!begun.ok) return begun;
      const { statement, options } = begun.value;
      return ok({ statement, options: { ...options } });
    }),
    route(signDocument, async ({ principal, params, body }) =>
      signing.sign(principal, params.documentId, body.nonce, body.assertion),
    ),
    route(beginPasskey, async ({ principal }) => {
      const begun = await passkeys.begin(principal);
      return begun.ok ? ok({ options: { ...begun.value } }) : begun;
    }),
    route(addPasskey, ({ principal, body }) => passkeys.add(principal, body.registration)),
  ];
}

import {
  addPasskey,
  askForSignature,
  beginPasskey,
  beginSigning,
  declineDocument,
  deleteDocument,
  fillDocument,
  listDeskDocuments,
  listDocuments,
  listTableDocuments,
  listTemplates,
  offerDocument,
  readDeskPdf,
  readPdf,
  readSignature,
  signDocument,
  withdrawDocument,
} from '../../shared/documents.ts';
import { ok, type Result } from '../../shared/result.ts';
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
    route(offerDocument, async ({ principal, params, body }) =>
      asOne(await documents.offer(principal, params.consultationId, body)),
    ),
    route(listDeskDocuments, async ({ principal, params }) =>
      asSeveral(await documents.listFor(principal, params.consultationId)),
    ),
    route(readDeskPdf, ({ principal, params }) => documents.readPdf(principal, params.documentId)),
    route(askForSignature, async ({ principal, params }) => asOne(await documents.ask(principal, params.documentId))),
    route(withdrawDocument, async ({ principal, params }) =>
      asOne(await documents.withdraw(principal, params.documentId)),
    ),

    route(listTableDocuments, async ({ principal, params }) =>
      asSeveral(await documents.listFor(principal, params.consultationId)),
    ),
    route(listDocuments, async ({ principal }) => ok({ documents: await documents.folder(principal) })),
    route(readPdf, ({ principal, params }) => documents.readPdf(principal, params.documentId)),
    route(readSignature, ({ principal, params }) => documents.readSignature(principal, params.documentId)),
    route(fillDocument, async ({ principal, params, body }) =>
      asOne(await documents.fill(principal, params.documentId, body.values)),
    ),
    route(declineDocument, async ({ principal, params }) =>
      asOne(await documents.decline(principal, params.documentId)),
    ),
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

const asOne = <T, E extends string>(result: Result<T, E>): Result<{ document: T }, E> =>
  result.ok ? ok({ document: result.value }) : result;
const asSeveral = <T, E extends string>(result: Result<T, E>): Result<{ documents: T }, E> =>
  result.ok ? ok({ documents: result.value }) : result;

import type { DocumentField, DocumentState, DocumentView, FieldValues } from '../../shared/documents.ts';
import { canShow, type PaperBrand } from '../lib/paper.ts';
import type { SealedBox } from '../lib/sealed-box.ts';
import { type DocumentContent, documentPdf } from './document-pdf.ts';
import { isPending, withoutMasked } from './document-rules.ts';
import type { DocumentRow } from './document-tables.ts';
import type { DocumentTemplate } from './document-templates.ts';

type Version = Pick<DocumentRow, 'id' | 'version'>;
type Written = Pick<DocumentRow, 'content' | 'customer_pdf' | 'consultant_pdf'>;

/** The two papers of a document and what they were written from, as they rest in the database: sealed. */
export interface DocumentPapers {
  /** Writes both papers: the consultant's from values that hold nothing masked. */
  write(version: Version, template: DocumentTemplate, content: DocumentContent): Promise<Written>;
  open(row: DocumentRow): { readonly fields: readonly DocumentField[]; readonly values: FieldValues };
  /** What one of the two may know of it; `isOpen`: the consultation still lasts. */
  view(kind: 'customer' | 'staff', row: DocumentRow, isOpen: boolean): DocumentView;
}

export function createDocumentPapers({
  box,
  brand,
}: {
  readonly box: SealedBox;
  readonly brand: PaperBrand;
}): DocumentPapers {
  const open: DocumentPapers['open'] = (row) => JSON.parse(box.open(row.content, contextOf(row, 'content')));
  return {
    open,

    async write(version, template, content) {
      const { fields } = template;
      const forCustomer = await documentPdf(template, content, brand, false);
      const masked = { ...content, values: withoutMasked(fields, content.values) };
      const forConsultant = await documentPdf(template, masked, brand, true);
      return {
        content: box.seal(JSON.stringify({ fields, values: content.values }), contextOf(version, 'content')),
        customer_pdf: box.seal(forCustomer.toString('base64'), contextOf(version, 'customer_pdf')),
        consultant_pdf: box.seal(forConsultant.toString('base64'), contextOf(version, 'consultant_pdf')),
      };
    },

    view(kind, row, isOpen) {
      const { fields, values } = open(row);
      const shown = kind === 'customer' ? values : withoutMasked(fields, values);
      return {
        id: row.id,
        consultationId: row.consultation_id,
        title: row.title,
        language: row.language,
        state: stateNow(row, isOpen),
        version: row.version,
        fields: fields.map((field) => ({ ...field, value: shown[field.key] ?? null })),
        consultantName: row.consultant_name,
        offeredAt: row.offered_at.toISOString(),
        changedAt: row.changed_at.toISOString(),
        signedAt: row.signed_at?.toISOString() ?? null,
      };
    },
  };
}

/** What is sealed opens in its own column, document and version alone. */
export function contextOf(
  { id, version }: Version,
  column: 'content' | 'customer_pdf' | 'consultant_pdf' | 'signature',
): string {
  return `document:${column}:${id}:${version}`;
}

export function openPdf(box: SealedBox, row: DocumentRow, column: 'customer_pdf' | 'consultant_pdf'): Buffer {
  return Buffer.from(box.open(row[column], contextOf(row, column)), 'base64');
}

/** What would be written with holes in it is not to be signed. */
export function isWritable(values: FieldValues): boolean {
  return Object.values(values).every(canShow);
}

function stateNow({ state }: DocumentRow, isOpen: boolean): DocumentState {
  return isPending(state) && !isOpen ? 'lapsed' : state;
}

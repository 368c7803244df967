import { randomUUID } from 'node:crypto';
import { MAX_DOCUMENTS } from '../../shared/desk-letters.ts';
import type { DocumentLanguage, DocumentView, FieldValues } from '../../shared/documents.ts';
import type { DocumentFile } from '../../shared/endpoint.ts';
import { ok, type Result, refuse } from '../../shared/result.ts';
import type { Events } from '../events.ts';
import type { Clock } from '../lib/clock.ts';
import type { PaperBrand } from '../lib/paper.ts';
import type { SealedBox } from '../lib/sealed-box.ts';
import { contextOf, createDocumentPapers, isWritable, openPdf } from './document-papers.ts';
import { readValues, statesFor } from './document-rules.ts';
import type { DocumentAct, DocumentStore } from './document-store.ts';
import type { DocumentEventKind, DocumentRow } from './document-tables.ts';
import type { DocumentTemplates } from './document-templates.ts';

/** The two of a consultation, as the consultation has them now. */
export interface ConsultationPeople {
  readonly customerSubject: string;
  readonly customerName: string;
  readonly consultantSubject: string;
  readonly consultantName: string;
  readonly isOpen: boolean;
}

/** One of the two of a consultation. */
export interface DocumentPerson {
  readonly kind: 'customer' | 'staff';
  readonly subject: string;
}

type Unknown = 'document-unknown';
type Wrong = Unknown | 'document-state-wrong';

export interface Offer {
  readonly templateId: string;
  readonly language: DocumentLanguage;
  readonly values: FieldValues;
}

/**
 * The documents on the desk of a consultation. The consultant has them while the consultation lasts, the customer for good; to the
 * consultant nothing is sent that was made from a masked value. With the id of a `letter` an act is done once, however often it is asked
 * for by it.
 */
export interface DocumentService {
  offer(
    staff: DocumentPerson,
    consultationId: string,
    offer: Offer,
    letter?: string,
  ): Promise<
    Result<
      DocumentView,
      'consultation-unknown' | 'consultation-ended' | 'template-unknown' | 'field-wrong' | 'too-many-documents'
    >
  >;
  listFor(who: DocumentPerson, consultationId: string): Promise<Result<DocumentView[], 'consultation-unknown'>>;
  /** Everything of the customer's from talks that are over, newest first: what lies on a desk goes by the talk alone. */
  folder(customer: DocumentPerson): Promise<DocumentView[]>;
  /** The paper that this one may have, for the document service to hand to them: each time is recorded. */
  readPdf(who: DocumentPerson, documentId: string): Promise<Result<DocumentFile, Unknown>>;
  /** The same of what is in the customer's folder. */
  readKeptPdf(customer: DocumentPerson, documentId: string): Promise<Result<DocumentFile, Unknown>>;
  readSignature(
    customer: DocumentPerson,
    documentId: string,
  ): Promise<Result<DocumentFile, Unknown | 'document-not-signed'>>;
  ask(staff: DocumentPerson, documentId: string, letter?: string): Promise<Result<DocumentView, Wrong>>;
  withdraw(staff: DocumentPerson, documentId: string, letter?: string): Promise<Result<DocumentView, Wrong>>;
  fill(
    customer: DocumentPerson,
    documentId: string,
    values: FieldValues,
    letter?: string,
  ): Promise<Result<DocumentView, Wrong | 'field-wrong'>>;
  decline(customer: DocumentPerson, documentId: string, letter?: string): Promise<Result<DocumentView, Wrong>>;
  /** Deletes a document that binds nobody; one that may still be signed is declined by it. */
  remove(
    customer: DocumentPerson,
    documentId: string,
  ): Promise<Result<Record<never, never>, Unknown | 'document-kept'>>;
  /** Deletes what has been there longer than the branch keeps it; answers how much. */
  deleteOld(): Promise<number>;
  /** Deletes everything of a customer, signed or not: for a request that the bank has granted. Answers how much. */
  deleteAllOf(customerSubject: string): Promise<number>;
}

export interface DocumentServiceDeps {
  readonly store: DocumentStore;
  readonly templates: DocumentTemplates;
  readonly box: SealedBox;
  readonly clock: Clock;
  readonly events: Events;
  readonly brand: PaperBrand;
  /** IANA name of the bank's calendar. */
  readonly timeZone: string;
  readonly retentionMs: number;
  readonly people: (consultationId: string) => Promise<ConsultationPeople | null>;
}

const FOLDER_LIMIT = 200;
const SYSTEM = { by_kind: 'system', by_subject: '' } as const;

export function createDocumentService(deps: DocumentServiceDeps): DocumentService {
  const { store, templates, box, clock, events, people } = deps;
  const papers = createDocumentPapers(deps);

  const act = (kind: DocumentEventKind, who: DocumentPerson, letter?: string): DocumentAct => ({
    kind,
    at: clock(),
    by: { by_kind: who.kind, by_subject: who.subject },
    letter,
  });

  /** The document for one who may have it now: the customer always, the consultant while the consultation lasts. */
  async function findFor(who: DocumentPerson, documentId: string) {
    const row = await store.find(documentId);
    if (!row) return null;
    if (who.kind === 'customer' && row.customer_subject !== who.subject) return null;
    const two = await people(row.consultation_id);
    if (who.kind === 'staff' && !(two?.isOpen && two.consultantSubject === who.subject)) return null;
    return { row, isOpen: two?.isOpen ?? false };
  }

  async function tell({ consultation_id, customer_subject }: DocumentRow): Promise<void> {
    const two = await people(consultation_id);
    events.publish({
      type: 'table-changed',
      consultationId: consultation_id,
      customerSubject: customer_subject,
      consultantSubject: two?.isOpen ? two.consultantSubject : null,
    });
  }

  async function pdfOf(who: DocumentPerson, row: DocumentRow): Promise<Result<DocumentFile, never>> {
    await store.record(row, act('read', who));
    const bytes = openPdf(box, row, who.kind === 'customer' ? 'customer_pdf' : 'consultant_pdf');
    return ok({ mediaType: 'application/pdf', fileName: `${row.template_id}-${row.id.slice(0, 8)}.pdf`, bytes });
  }

  async function step(
    who: DocumentPerson,
    documentId: string,
    name: 'ask' | 'withdraw' | 'decline',
    [state, kind]: readonly [DocumentRow['state'], DocumentEventKind],
    letter?: string,
  ): Promise<Result<DocumentView, Wrong>> {
    const found = await findFor(who, documentId);
    if (!found) return refuse('document-unknown');
    const changed = found.isOpen && (await store.change(found.row, statesFor(name), { state }, act(kind, who, letter)));
    if (!changed) return refuse('document-state-wrong');
    await tell(changed);
    return ok(papers.view(who.kind, changed, true));
  }

  return {
    async offer(staff, consultationId, { templateId, language, values }, letter) {
      const two = await people(consultationId);
      // Who is no longer the consultant of it learns no more of it than who never was.
      if (!two?.isOpen || two.consultantSubject !== staff.subject) return refuse('consultation-unknown');
      const template = templates.get(templateId);
      if (!template) return refuse('template-unknown');
      const read = readValues(template.fields, 'consultant', values);
      if (!read.ok || !isWritable(read.value)) return refuse('field-wrong');
      const offeredAt = clock();
      const key = { id: randomUUID(), version: 1 };
      const { customerName, consultantName } = two;
      const content = {
        language,
        customerName,
        consultantName,
        offeredAt,
        timeZone: deps.timeZone,
        values: read.value,
      };
      const needsCustomer = template.fields.some(({ by }) => by === 'customer');
      const row: DocumentRow = {
        ...key,
        consultation_id: consultationId,
        customer_subject: two.customerSubject,
        customer_name: customerName,
        consultant_name: consultantName,
        template_id: templateId,
        language,
        title: template.title[language],
        state: needsCustomer ? 'filling' : 'shown',
        ...(await papers.write(key, template, content)),
        signature: null,
        offered_at: offeredAt,
        changed_at: offeredAt,
        signed_at: null,
      };
      if (!(await store.insert(row, MAX_DOCUMENTS, act('offered', staff, letter)))) return refuse('too-many-documents');
      await tell(row);
      return ok(papers.view('staff', row, true));
    },

    async listFor(who, consultationId) {
      const two = await people(consultationId);
      const isTheirs =
        who.kind === 'customer'
          ? two?.customerSubject === who.subject
          : two?.isOpen && two.consultantSubject === who.subject;
      if (!two || !isTheirs) return refuse('consultation-unknown');
      const rows = await store.listOfConsultation(consultationId);
      return ok(rows.map((row) => papers.view(who.kind, row, two.isOpen)));
    },

    async folder(customer) {
      const rows = await store.listOfCustomer(customer.subject, FOLDER_LIMIT);
      const talks = [...new Set(rows.map((row) => row.consultation_id))];
      const isOpen = await Promise.all(talks.map(async (id) => (await people(id))?.isOpen ?? false));
      const kept = rows.filter((row) => !isOpen[talks.indexOf(row.consultation_id)]);
      return kept.map((row) => papers.view('customer', row, false));
    },

    async readPdf(who, documentId) {
      const found = await findFor(who, documentId);
      return found ? pdfOf(who, found.row) : refuse('document-unknown');
    },

    async readKeptPdf(customer, documentId) {
      const found = await findFor(customer, documentId);
      return found && !found.isOpen ? pdfOf(customer, found.row) : refuse('document-unknown');
    },

    async readSignature(customer, documentId) {
      const found = await findFor(customer, documentId);
      if (!found) return refuse('document-unknown');
      const { row } = found;
      if (row.signature === null) return refuse('document-not-signed');
      const fileName = `${row.template_id}-${row.id.slice(0, 8)}.signature.json`;
      const bytes = Buffer.from(box.open(row.signature, contextOf(row, 'signature')));
      return ok({ mediaType: 'application/json', fileName, bytes });
    },

    ask: (staff, documentId, letter) => step(staff, documentId, 'ask', ['asked', 'asked'], letter),
    withdraw: (staff, documentId, letter) => step(staff, documentId, 'withdraw', ['withdrawn', 'withdrawn'], letter),
    decline: (customer, documentId, letter) => step(customer, documentId, 'decline', ['declined', 'declined'], letter),

    async fill(customer, documentId, values, letter) {
      const found = await findFor(customer, documentId);
      if (!found) return refuse('document-unknown');
      const { row, isOpen } = found;
      const template = templates.get(row.template_id);
      if (!isOpen || !template || !statesFor('fill').includes(row.state)) return refuse('document-state-wrong');
      const read = readValues(template.fields, 'customer', values);
      if (!read.ok || !isWritable(read.value)) return refuse('field-wrong');
      const former = papers.open(row).values;
      const version = row.version + 1;
      const content = {
        language: row.language,
        customerName: row.customer_name,
        consultantName: row.consultant_name,
        offeredAt: row.offered_at,
        timeZone: deps.timeZone,
        values: { ...former, ...read.value },
      };
      const anew = await papers.write({ id: row.id, version }, template, content);
      const set = { ...anew, version, state: 'shown' } as const;
      const changed = await store.change(row, statesFor('fill'), set, act('filled', customer, letter));
      if (!changed) return refuse('document-state-wrong');
      await tell(changed);
      return ok(papers.view('customer', changed, true));
    },

    async remove(customer, documentId) {
      const found = await findFor(customer, documentId);
      if (!found) return refuse('document-unknown');
      const isDeleted = await store.deleteUnsigned(documentId, act('deleted', customer));
      if (!isDeleted) return refuse('document-kept');
      await tell(found.row);
      return ok({});
    },

    deleteOld: () => {
      const at = clock();
      const before = new Date(at.getTime() - deps.retentionMs);
      return store.delete({ changedBefore: before }, { kind: 'deleted', at, by: SYSTEM });
    },
    deleteAllOf: (customer) => store.delete({ customer }, { kind: 'deleted', at: clock(), by: SYSTEM }),
  };
}

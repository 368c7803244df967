import { sql } from 'kysely';
import type { AgingData, PersonalData } from '../afterwards/personal-data.ts';
import type { Database } from '../lib/db.ts';
import { type CustomerTrail, forgetCustomers } from '../lib/trail-age.ts';
import type { DocumentTables } from './document-tables.ts';

const TRAIL: CustomerTrail = {
  table: 'document_event',
  subject: 'by_subject',
  mayForget: sql<boolean>`by_kind = 'customer' and not exists (select from document where id = entry.document_id)`,
};

/** Who read, filled in and signed, in trails of documents that are no longer kept. */
export const agingDocumentTrails = (keptMs: number): AgingData => ({
  kind: 'trails',
  keptMs,
  sweep: (transaction, before, limit) => forgetCustomers(transaction, TRAIL, before, limit),
});

/** A customer's documents and passkeys. What is signed stays as long as the bank must keep it, and with it the passkey that it proves. */
export function createDocumentData(database: Database): PersonalData {
  const db = database.withTables<DocumentTables>();
  return {
    async collect(subject) {
      const [documents, passkeys] = await Promise.all([
        db.selectFrom('document').selectAll().where('customer_subject', '=', subject).orderBy('offered_at').execute(),
        db.selectFrom('signing_passkey').selectAll().where('customer_subject', '=', subject).execute(),
      ]);
      return {
        documents: documents.map(({ id, title, state, consultant_name, offered_at, signed_at }) => {
          const file = `/api/documents/${id}/document.pdf`;
          return { title, state, consultant: consultant_name, offeredAt: offered_at, signedAt: signed_at, file };
        }),
        signingPasskeys: passkeys.map(({ created_at, last_used_at }) => {
          return { createdAt: created_at, lastUsedAt: last_used_at };
        }),
      };
    },
    async erase(transaction, subject, at) {
      const trx = transaction.withTables<DocumentTables>();
      const gone = await trx
        .deleteFrom('document')
        .where('customer_subject', '=', subject)
        .where('state', '!=', 'signed')
        .returning(['id', 'consultation_id', 'version'])
        .execute();
      for (const { id, consultation_id, version } of gone)
        await trx
          .insertInto('document_event')
          .values({
            document_id: id,
            consultation_id,
            version,
            kind: 'deleted',
            at,
            by_kind: 'customer',
            by_subject: subject,
          })
          .execute();
      const signed = await trx
        .selectFrom('document')
        .select('id')
        .where('customer_subject', '=', subject)
        .where('state', '=', 'signed')
        .execute();
      const passkeys = await trx
        .selectFrom('signing_passkey')
        .select('credential_id')
        .where('customer_subject', '=', subject)
        .execute();
      if (signed.length === 0)
        await trx.deleteFrom('signing_passkey').where('customer_subject', '=', subject).execute();
      return [
        { kind: 'documents', count: gone.length },
        { kind: 'signed-documents', count: signed.length, kept: 'law' },
        { kind: 'passkeys', count: passkeys.length, ...(signed.length > 0 && { kept: 'proof' }) },
      ];
    },
  };
}

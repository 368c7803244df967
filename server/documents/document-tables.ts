import { type Generated, sql } from 'kysely';
import type { DocumentLanguage, DocumentState } from '../../shared/documents.ts';
import type { Migrations } from '../lib/db.ts';

export type DocumentRow = {
  readonly id: string;
  readonly consultation_id: string;
  readonly customer_subject: string;
  readonly customer_name: string;
  readonly consultant_name: string;
  readonly template_id: string;
  readonly language: DocumentLanguage;
  readonly title: string;
  readonly state: Exclude<DocumentState, 'lapsed'>;
  readonly version: number;
  /** Sealed JSON: the fields as they were asked, and what was filled in. */
  readonly content: string;
  /** Sealed, base64: the customer's PDF, and the consultant's. */
  readonly customer_pdf: string;
  readonly consultant_pdf: string;
  /** Sealed JSON of a `SignatureReceipt`; null until it is signed. */
  readonly signature: string | null;
  readonly offered_at: Date;
  readonly changed_at: Date;
  readonly signed_at: Date | null;
};

/** Who did what with a document, and who has looked at it. Rows are only added; they outlive the document. */
export type DocumentEventRow = {
  readonly seq: Generated<bigint>;
  readonly document_id: string;
  readonly consultation_id: string;
  readonly at: Date;
  readonly kind: DocumentEventKind;
  readonly by_kind: 'customer' | 'staff' | 'system';
  readonly by_subject: string;
  readonly version: number;
  /** The letter that asked for it; null where none did. */
  readonly letter: string | null;
};
export type DocumentEventKind =
  | 'offered'
  | 'filled'
  | 'read'
  | 'asked'
  | 'withdrawn'
  | 'declined'
  | 'signing-begun'
  | 'signature-refused'
  | 'signed'
  | 'deleted';

/** A challenge that was put to a customer; it goes with the signature it was used for. */
export type SigningChallengeRow = {
  readonly nonce: string;
  readonly document_id: string;
  readonly customer_subject: string;
  /** Sealed JSON of the `SigningStatement`. */
  readonly statement: string;
  readonly created_at: Date;
  readonly expires_at: Date;
};

export type SigningPasskeyRow = {
  readonly credential_id: string;
  readonly customer_subject: string;
  /** COSE, base64url. */
  readonly public_key: string;
  /** What the authenticator counted last; 0 for those that do not count. */
  readonly counter: bigint;
  /** How the browser may reach it, separated by spaces. */
  readonly transports: string;
  readonly created_at: Date;
  readonly last_used_at: Date | null;
};

/** The one passkey that a customer is making. */
export type PasskeyEnrolmentRow = {
  readonly customer_subject: string;
  readonly session_id: string;
  readonly challenge_hash: string;
  readonly expires_at: Date;
};

export type DocumentTables = {
  document: DocumentRow;
  document_event: DocumentEventRow;
  signing_challenge: SigningChallengeRow;
  signing_passkey: SigningPasskeyRow;
  signing_passkey_enrolment: PasskeyEnrolmentRow;
};

export const documentMigrations: Migrations = {
  'documents-001-documents': {
    async up(db) {
      await sql`
        create table document (
          id uuid primary key, consultation_id uuid not null, customer_subject text not null, customer_name text not null,
          consultant_name text not null, template_id text not null, language text not null, title text not null, state text not null,
          version integer not null, content text not null, customer_pdf text not null, consultant_pdf text not null, signature text,
          offered_at timestamptz not null, changed_at timestamptz not null, signed_at timestamptz,
          constraint signed_with_signature check ((state = 'signed') = (signature is not null and signed_at is not null)))`.execute(
        db,
      );
      await sql`create index document_of_consultation on document (consultation_id, offered_at desc)`.execute(db);
      await sql`create index document_of_customer on document (customer_subject, offered_at desc)`.execute(db);
      await sql`
        create table document_event (
          seq bigint generated always as identity primary key, document_id uuid not null, consultation_id uuid not null,
          at timestamptz not null, kind text not null, by_kind text not null, by_subject text not null, version integer not null)`.execute(
        db,
      );
      await sql`create index document_event_of on document_event (document_id, seq)`.execute(db);
      await sql`
        create function refuse_change_of_document_event() returns trigger language plpgsql as
        $$ begin raise exception 'the audit trail is only added to'; end $$`.execute(db);
      await sql`
        create trigger document_event_is_kept before update or delete on document_event
        for each row execute function refuse_change_of_document_event()`.execute(db);
      await sql`
        create table signing_challenge (
          nonce text primary key, document_id uuid not null references document (id) on delete cascade, customer_subject text not null,
          statement text not null, created_at timestamptz not null, expires_at timestamptz not null)`.execute(db);
      await sql`create index signing_challenge_of_document on signing_challenge (document_id)`.execute(db);
      await sql`
        create table signing_passkey (
          credential_id text primary key, customer_subject text not null, public_key text not null, counter bigint not null,
          transports text not null, created_at timestamptz not null, last_used_at timestamptz)`.execute(db);
      await sql`create index signing_passkey_of_customer on signing_passkey (customer_subject)`.execute(db);
      await sql`
        create table signing_passkey_enrolment (
          customer_subject text primary key, session_id text not null, challenge_hash text not null, expires_at timestamptz not null)`.execute(
        db,
      );
    },
  },
  'documents-020-trail-without-sub': {
    async up(db) {
      // The one change that a trail allows: of a document that is no longer kept, a customer's `sub` goes out.
      await sql`
        create or replace function refuse_change_of_document_event() returns trigger language plpgsql as $$
        begin
          if tg_op = 'UPDATE' and old.by_kind = 'customer' and old.by_subject not like 'erased:%' and new.by_subject like 'erased:%'
            and to_jsonb(new) - 'by_subject' = to_jsonb(old) - 'by_subject'
            and not exists (select from document where id = old.document_id)
          then return new; end if;
          raise exception 'the audit trail is only added to';
        end $$`.execute(db);
      await sql`create index document_event_with_customer on document_event (at) where by_kind = 'customer' and by_subject not like 'erased:%'`.execute(
        db,
      );
    },
  },
  'documents-030-letters-once': {
    async up(db) {
      await sql`alter table document_event add column letter uuid`.execute(db);
      await sql`create unique index document_event_of_letter on document_event (letter, by_kind, by_subject) where letter is not null`.execute(
        db,
      );
    },
  },
};

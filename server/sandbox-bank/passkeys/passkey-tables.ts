import type { Generated } from 'kysely';

type PasskeyRow = {
  readonly credential_id: string;
  readonly customer: string;
  /** COSE, base64url. */
  readonly public_key: string;
  /** What the authenticator counted last; 0 for those that do not count. */
  readonly counter: bigint;
  /** How the browser may reach it, separated by spaces. */
  readonly transports: string;
  readonly created_at: Date;
  readonly last_used_at: Date | null;
};

/** The one enrolment that a customer has under way, and what they have spent of their tries. */
export type EnrolmentRow = {
  readonly customer: string;
  /** The web session that asked for the code; in another one it is worth nothing. */
  readonly session_id: string;
  readonly code_hash: string;
  readonly wrong_codes: number;
  readonly codes_sent: number;
  readonly counted_since: Date;
  /** Set once the code was right. */
  readonly challenge_hash: string | null;
  readonly expires_at: Date;
};

/** A challenge that was put to a customer; it goes with the decision it was used for. */
type ApprovalChallengeRow = {
  readonly hash: string;
  readonly consent_id: string;
  readonly customer: string;
  readonly created_at: Date;
  readonly expires_at: Date;
};

type TextMessageRow = {
  readonly id: Generated<bigint>;
  readonly customer: string;
  readonly body: string;
  readonly sent_at: Date;
};

export type PasskeyTables = {
  passkey: PasskeyRow;
  passkey_enrolment: EnrolmentRow;
  approval_challenge: ApprovalChallengeRow;
  text_message: TextMessageRow;
};

/** For `bank-020-passkeys`. */
export const PASSKEY_STATEMENTS = [
  `create table passkey (
    credential_id text primary key, customer text not null, public_key text not null, counter bigint not null,
    transports text not null, created_at timestamptz not null, last_used_at timestamptz)`,
  'create index passkey_of_customer on passkey (customer)',
  `create table passkey_enrolment (
    customer text primary key, session_id text not null, code_hash text not null, wrong_codes integer not null,
    codes_sent integer not null, counted_since timestamptz not null, challenge_hash text, expires_at timestamptz not null)`,
  `create table approval_challenge (
    hash text primary key, consent_id text not null references consent (id), customer text not null,
    created_at timestamptz not null, expires_at timestamptz not null)`,
  'create index approval_challenge_of_consent on approval_challenge (consent_id)',
  `create table text_message (
    id bigint generated always as identity primary key, customer text not null, body text not null, sent_at timestamptz not null)`,
  'create index text_message_of_customer on text_message (customer, id desc)',
  'alter table approval add column decided_in text',
  'alter table approval add column decided_at timestamptz',
  'alter table approval add column asked_again boolean not null default false',
];

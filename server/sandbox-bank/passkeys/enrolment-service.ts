import { randomInt } from 'node:crypto';
import {
  generateRegistrationOptions,
  type PublicKeyCredentialCreationOptionsJSON,
  type RegistrationResponseJSON,
  verifyRegistrationResponse,
} from '@simplewebauthn/server';
import { isoBase64URL } from '@simplewebauthn/server/helpers';
import type { Kysely } from 'kysely';
import type { BankTables } from '../bank-tables.ts';
import { newNonce, secretHash } from './approval-challenge.ts';
import { transportsOf } from './passkey-service.ts';
import type { EnrolmentRow } from './passkey-tables.ts';
import type { RelyingParty } from './relying-party.ts';
import type { TextMessages } from './text-messages.ts';

/** Whose passkey it will be, and the web session in which they proved their password a moment ago. */
export interface Enrolling {
  readonly subject: string;
  readonly name: string;
  readonly username: string;
  readonly sessionId: string;
}

export type CodeError = 'too-many-codes' | 'too-many-passkeys';
/** `code-over`: expired, used, of another session, or tried too often. */
export type EnrolmentError = 'wrong-code' | 'code-over' | 'passkey-refused';

const CODE_LIFETIME_MS = 10 * 60_000;
const WRONG_CODES = 5;
const CODES_AN_HOUR = 5;
const HOUR_MS = 60 * 60_000;
const MAX_PASSKEYS = 10;
/** What phones and security keys of today sign with: ES256, EdDSA, RS256 (COSE). */
const ALGORITHMS = [-7, -8, -257];

export type EnrolmentService = ReturnType<typeof createEnrolmentService>;

/**
 * A passkey is made by whoever has three things: the session, the password (checked by the caller, just now) and the code
 * that was sent to the customer's phone.
 */
export function createEnrolmentService(
  db: Kysely<BankTables>,
  party: RelyingParty,
  texts: TextMessages,
  clock: () => Date,
) {
  const passkeysOf = (customer: string, trx = db) =>
    trx.selectFrom('passkey').select(['credential_id', 'transports']).where('customer', '=', customer).execute();

  return {
    /** Whether a code is under way that this session may answer. */
    async isOpen({ subject, sessionId }: Enrolling): Promise<boolean> {
      const row = await db
        .selectFrom('passkey_enrolment')
        .selectAll()
        .where('customer', '=', subject)
        .executeTakeFirst();
      return isUsable(row, sessionId, clock());
    },

    /** `message` puts the code into the words that are sent. */
    async sendCode({ subject, sessionId }: Enrolling, message: (code: string) => string): Promise<CodeError | 'sent'> {
      if ((await passkeysOf(subject)).length >= MAX_PASSKEYS) return 'too-many-passkeys';
      const code = String(randomInt(1_000_000)).padStart(6, '0');
      const now = clock();
      const isSent = await db.transaction().execute(async (trx) => {
        const row = await lockRow(trx, subject, now);
        const isNewHour = now.getTime() - row.counted_since.getTime() >= HOUR_MS;
        if (!isNewHour && row.codes_sent >= CODES_AN_HOUR) return false;
        await trx
          .updateTable('passkey_enrolment')
          .set({
            session_id: sessionId,
            code_hash: secretHash(subject, sessionId, code),
            wrong_codes: 0,
            codes_sent: isNewHour ? 1 : row.codes_sent + 1,
            counted_since: isNewHour ? now : row.counted_since,
            challenge_hash: null,
            expires_at: new Date(now.getTime() + CODE_LIFETIME_MS),
          })
          .where('customer', '=', subject)
          .execute();
        return true;
      });
      if (!isSent) return 'too-many-codes';
      await texts.send(subject, message(code));
      return 'sent';
    },

    /** The code was right: what the browser needs to make a passkey. May be asked again until one is made. */
    async begin(
      { subject, name, username, sessionId }: Enrolling,
      code: string,
    ): Promise<PublicKeyCredentialCreationOptionsJSON | EnrolmentError> {
      const challenge = newNonce();
      const refusal = await db.transaction().execute(async (trx) => {
        const row = await lockRow(trx, subject, clock());
        if (!isUsable(row, sessionId, clock())) return 'code-over';
        const isRight = secretHash(subject, sessionId, code) === row.code_hash;
        await trx
          .updateTable('passkey_enrolment')
          .set(isRight ? { challenge_hash: secretHash(challenge) } : { wrong_codes: row.wrong_codes + 1 })
          .where('customer', '=', subject)
          .execute();
        return isRight ? null : row.wrong_codes + 1 < WRONG_CODES ? 'wrong-code' : 'code-over';
      });
      if (refusal) return refusal;
      return generateRegistrationOptions({
        rpName: party.name,
        rpID: party.id,
        challenge: isoBase64URL.toBuffer(challenge),
        userID: Uint8Array.from(Buffer.from(subject)),
        userName: username,
        userDisplayName: name,
        attestationType: 'none',
        supportedAlgorithmIDs: ALGORITHMS,
        authenticatorSelection: { residentKey: 'preferred', userVerification: 'required' },
        excludeCredentials: (await passkeysOf(subject)).map((passkey) => ({
          id: passkey.credential_id,
          transports: transportsOf(passkey.transports),
        })),
      });
    },

    /** Keeps the passkey, and uses up the code with it. */
    async finish(
      { subject, sessionId }: Enrolling,
      response: RegistrationResponseJSON,
    ): Promise<EnrolmentError | 'enrolled'> {
      return db.transaction().execute(async (trx) => {
        const row = await lockRow(trx, subject, clock());
        if (!isUsable(row, sessionId, clock()) || !row.challenge_hash) return 'code-over';
        const made = await verifyRegistrationResponse({
          response,
          expectedChallenge: (challenge) => secretHash(challenge) === row.challenge_hash,
          expectedOrigin: party.origin,
          expectedRPID: party.id,
          requireUserVerification: true,
          supportedAlgorithmIDs: ALGORITHMS,
        }).catch(() => null);
        if (!made?.verified) return 'passkey-refused';
        const { credential } = made.registrationInfo;
        const inserted = await trx
          .insertInto('passkey')
          .values({
            credential_id: credential.id,
            customer: subject,
            public_key: isoBase64URL.fromBuffer(credential.publicKey),
            counter: BigInt(credential.counter),
            transports: (credential.transports ?? []).join(' '),
            created_at: clock(),
            last_used_at: null,
          })
          .onConflict((conflict) => conflict.column('credential_id').doNothing())
          .executeTakeFirst();
        if (inserted.numInsertedOrUpdatedRows !== 1n) return 'passkey-refused';
        await trx
          .updateTable('passkey_enrolment')
          .set({ challenge_hash: null, expires_at: clock() })
          .where('customer', '=', subject)
          .execute();
        return 'enrolled';
      });
    },
  };
}

function isUsable(row: EnrolmentRow | undefined, sessionId: string, now: Date): boolean {
  return row !== undefined && row.session_id === sessionId && row.wrong_codes < WRONG_CODES && row.expires_at > now;
}

/** The customer's row, made where there is none, and locked: tries of one customer go one after another. */
async function lockRow(trx: Kysely<BankTables>, customer: string, now: Date): Promise<EnrolmentRow> {
  await trx
    .insertInto('passkey_enrolment')
    .values({
      customer,
      session_id: '',
      code_hash: '',
      wrong_codes: 0,
      codes_sent: 0,
      counted_since: now,
      challenge_hash: null,
      expires_at: now,
    })
    .onConflict((conflict) => conflict.column('customer').doNothing())
    .execute();
  return trx
    .selectFrom('passkey_enrolment')
    .selectAll()
    .where('customer', '=', customer)
    .forUpdate()
    .executeTakeFirstOrThrow();
}

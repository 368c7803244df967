import { createHash } from 'node:crypto';
import {
  type AuthenticationResponseJSON,
  generateAuthenticationOptions,
  generateRegistrationOptions,
  type PublicKeyCredentialCreationOptionsJSON,
  type PublicKeyCredentialRequestOptionsJSON,
  type RegistrationResponseJSON,
  verifyAuthenticationResponse,
  verifyRegistrationResponse,
} from '@simplewebauthn/server';
import { isoBase64URL } from '@simplewebauthn/server/helpers';
import type { PasskeyAssertion, PasskeyRegistration } from '../../shared/passkey.ts';
import { ok, type Result, refuse } from '../../shared/result.ts';
import type { Clock } from '../lib/clock.ts';
import type { Database } from '../lib/db.ts';
import type { CustomerPrincipal } from '../lib/principal.ts';
import { isFreshSignIn, MAX_PASSKEYS, SIGNING_LIFETIME_MS } from './document-rules.ts';
import type { DocumentTransaction } from './document-store.ts';
import type { DocumentTables, SigningPasskeyRow } from './document-tables.ts';

/** Whose pages a passkey is for: the branch's own hostname, which is not the bank's. */
export interface RelyingParty {
  readonly id: string;
  readonly name: string;
  readonly origin: string;
}

export function relyingPartyOf(publicUrl: URL, name: string): RelyingParty {
  return { id: publicUrl.hostname, name, origin: publicUrl.origin };
}

/** ES256, EdDSA, RS256 (COSE): what phones, computers and security keys of today sign with. */
const ALGORITHMS = [-7, -8, -257];

/** The passkeys that customers sign with at the branch. The bank's own, for approving payments, are others. */
export interface PasskeyService {
  /** What the browser needs to make one; only shortly after the bank has asked the customer who they are. */
  begin(
    customer: CustomerPrincipal,
  ): Promise<Result<PublicKeyCredentialCreationOptionsJSON, 'sign-in-not-fresh' | 'too-many-passkeys'>>;
  add(
    customer: CustomerPrincipal,
    registration: PasskeyRegistration,
  ): Promise<Result<Record<never, never>, 'sign-in-not-fresh' | 'passkey-refused'>>;
  /** What the browser needs to sign a challenge; null for a customer who has no passkey. */
  request(
    customerSubject: string,
    challenge: Uint8Array<ArrayBuffer>,
  ): Promise<PublicKeyCredentialRequestOptionsJSON | null>;
  /**
   * Whether a passkey of this customer has signed the challenge on our page, with the person verified; answers it, having counted
   * its use in `trx`.
   */
  verify(
    trx: DocumentTransaction,
    customerSubject: string,
    challenge: Uint8Array<ArrayBuffer>,
    assertion: PasskeyAssertion,
  ): Promise<SigningPasskeyRow | null>;
}

export interface PasskeyServiceDeps {
  readonly database: Database;
  readonly party: RelyingParty;
  readonly clock: Clock;
  /** When the bank asked the holder of a session who they are; null where it did not say. */
  readonly authenticatedAt: (sessionId: string) => Promise<Date | null>;
}

export function createPasskeyService({ database, party, clock, authenticatedAt }: PasskeyServiceDeps): PasskeyService {
  const db = database.withTables<DocumentTables>();
  const passkeysOf = (subject: string) =>
    db
      .selectFrom('signing_passkey')
      .selectAll()
      .where('customer_subject', '=', subject)
      .orderBy('created_at')
      .execute();
  const isFresh = async ({ sessionId }: CustomerPrincipal) => isFreshSignIn(await authenticatedAt(sessionId), clock());

  return {
    async begin(customer) {
      if (!(await isFresh(customer))) return refuse('sign-in-not-fresh');
      const known = await passkeysOf(customer.subject);
      if (known.length >= MAX_PASSKEYS) return refuse('too-many-passkeys');
      const options = await generateRegistrationOptions({
        rpName: party.name,
        rpID: party.id,
        userID: Uint8Array.from(Buffer.from(customer.subject)),
        userName: customer.legalName || customer.pseudonym,
        attestationType: 'none',
        supportedAlgorithmIDs: ALGORITHMS,
        authenticatorSelection: { residentKey: 'preferred', userVerification: 'required' },
        excludeCredentials: known.map(descriptorOf),
      });
      const row = {
        session_id: customer.sessionId,
        challenge_hash: hashOf(options.challenge),
        expires_at: new Date(clock().getTime() + SIGNING_LIFETIME_MS),
      };
      await db
        .insertInto('signing_passkey_enrolment')
        .values({ customer_subject: customer.subject, ...row })
        .onConflict((conflict) => conflict.column('customer_subject').doUpdateSet(row))
        .execute();
      return ok(options);
    },

    async add(customer, registration) {
      if (!(await isFresh(customer))) return refuse('sign-in-not-fresh');
      return db.transaction().execute(async (trx) => {
        const enrolment = await trx
          .deleteFrom('signing_passkey_enrolment')
          .where('customer_subject', '=', customer.subject)
          .where('session_id', '=', customer.sessionId)
          .where('expires_at', '>', clock())
          .returningAll()
          .executeTakeFirst();
        if (!enrolment) return refuse('passkey-refused');
        const made = await verifyRegistrationResponse({
          response: { ...registration, clientExtensionResults: {} } as RegistrationResponseJSON,
          expectedChallenge: (challenge) => hashOf(challenge) === enrolment.challenge_hash,
          expectedOrigin: party.origin,
          expectedRPID: party.id,
          requireUserVerification: true,
          supportedAlgorithmIDs: ALGORITHMS,
        }).catch(() => null);
        if (!made?.verified) return refuse('passkey-refused');
        const { credential } = made.registrationInfo;
        const { numInsertedOrUpdatedRows } = await trx
          .insertInto('signing_passkey')
          .values({
            credential_id: credential.id,
            customer_subject: customer.subject,
            public_key: isoBase64URL.fromBuffer(credential.publicKey),
            counter: BigInt(credential.counter),
            transports: (credential.transports ?? []).join(' '),
            created_at: clock(),
            last_used_at: null,
          })
          .onConflict((conflict) => conflict.column('credential_id').doNothing())
          .executeTakeFirstOrThrow();
        return numInsertedOrUpdatedRows === 1n ? ok({}) : refuse('passkey-refused');
      });
    },

    async request(customerSubject, challenge) {
      const known = await passkeysOf(customerSubject);
      if (known.length === 0) return null;
      return generateAuthenticationOptions({
        rpID: party.id,
        challenge,
        userVerification: 'required',
        allowCredentials: known.map(descriptorOf),
      });
    },

    async verify(trx, customerSubject, challenge, assertion) {
      const passkey = await trx
        .selectFrom('signing_passkey')
        .selectAll()
        .where('credential_id', '=', assertion.id)
        .where('customer_subject', '=', customerSubject)
        .forUpdate()
        .executeTakeFirst();
      if (!passkey) return null;
      const verified = await verifyAuthenticationResponse({
        response: { ...assertion, clientExtensionResults: {} } as AuthenticationResponseJSON,
        expectedChallenge: isoBase64URL.fromBuffer(challenge),
        expectedOrigin: party.origin,
        expectedRPID: party.id,
        requireUserVerification: true,
        credential: {
          id: passkey.credential_id,
          publicKey: isoBase64URL.toBuffer(passkey.public_key),
          counter: Number(passkey.counter),
        },
      }).catch(() => null);
      if (!verified?.verified) return null;
      await trx
        .updateTable('signing_passkey')
        .set({ counter: BigInt(verified.authenticationInfo.newCounter), last_used_at: clock() })
        .where('credential_id', '=', passkey.credential_id)
        .execute();
      return passkey;
    },
  };
}

function descriptorOf({ credential_id, transports }: SigningPasskeyRow) {
  return { id: credential_id, transports: transports.split(' ').filter(Boolean) };
}

function hashOf(challenge: string): string {
  return createHash('sha256').update(challenge).digest('base64url');
}

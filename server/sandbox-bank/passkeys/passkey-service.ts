import {
  type AuthenticationResponseJSON,
  generateAuthenticationOptions,
  type PublicKeyCredentialRequestOptionsJSON,
  verifyAuthenticationResponse,
} from '@simplewebauthn/server';
import { isoBase64URL } from '@simplewebauthn/server/helpers';
import type { Kysely } from 'kysely';
import type { BankTables } from '../bank-tables.ts';
import { type ApprovalFacts, approvalChallenge, newNonce, secretHash } from './approval-challenge.ts';
import type { RelyingParty } from './relying-party.ts';

export interface Passkey {
  readonly credentialId: string;
  readonly createdAt: Date;
  readonly lastUsedAt: Date | null;
}

/** What a page needs to ask a passkey for one approval. The nonce comes back with the assertion. */
export interface PasskeyQuestion {
  readonly nonce: string;
  readonly options: PublicKeyCredentialRequestOptionsJSON;
}

/** A customer's yes, as the page sends it. */
export interface PasskeyAnswer {
  readonly nonce: string;
  readonly assertion: AuthenticationResponseJSON;
}

/** As many views of one request can be open; older ones must be loaded again. */
const OPEN_CHALLENGES = 20;

export type PasskeyService = ReturnType<typeof createPasskeyService>;

/** The customers' passkeys: what there is, and whether one of them has signed this very approval. */
export function createPasskeyService(db: Kysely<BankTables>, party: RelyingParty, clock: () => Date) {
  const ofCustomer = (customer: string) =>
    db.selectFrom('passkey').selectAll().where('customer', '=', customer).orderBy('created_at').execute();

  return {
    async list(customer: string): Promise<Passkey[]> {
      return (await ofCustomer(customer)).map((row) => ({
        credentialId: row.credential_id,
        createdAt: row.created_at,
        lastUsedAt: row.last_used_at,
      }));
    },

    async remove(customer: string, credentialId: string): Promise<boolean> {
      const { numDeletedRows } = await db
        .deleteFrom('passkey')
        .where('credential_id', '=', credentialId)
        .where('customer', '=', customer)
        .executeTakeFirst();
      return numDeletedRows === 1n;
    },

    /** A new challenge over these facts, good until the request ends; null for a customer without a passkey. */
    async ask(customer: string, facts: ApprovalFacts, expiresAt: Date): Promise<PasskeyQuestion | null> {
      const passkeys = await ofCustomer(customer);
      if (passkeys.length === 0) return null;
      const nonce = newNonce();
      const challenge = approvalChallenge(nonce, facts);
      const row = { hash: secretHash(challenge), consent_id: facts.consentId, customer };
      await db
        .insertInto('approval_challenge')
        .values({ ...row, created_at: clock(), expires_at: expiresAt })
        .execute();
      await forgetOldest(db, facts.consentId);
      const options = await generateAuthenticationOptions({
        rpID: party.id,
        challenge: isoBase64URL.toBuffer(challenge),
        userVerification: 'required',
        allowCredentials: passkeys.map((passkey) => ({
          id: passkey.credential_id,
          transports: transportsOf(passkey.transports),
        })),
      });
      return { nonce, options };
    },

    /**
     * Whether a passkey of this customer has signed these facts, on our page, with the person verified, for a challenge that
     * was put to them and is still good. It is used up in `trx`: the same answer counts once. Answers false where nothing
     * has been changed.
     */
    async consume(
      trx: Kysely<BankTables>,
      customer: string,
      facts: ApprovalFacts,
      { nonce, assertion }: PasskeyAnswer,
    ): Promise<boolean> {
      const passkey = await trx
        .selectFrom('passkey')
        .selectAll()
        .where('credential_id', '=', assertion.id)
        .where('customer', '=', customer)
        .forUpdate()
        .executeTakeFirst();
      if (!passkey) return false;
      const challenge = approvalChallenge(nonce, facts);
      const handle = assertion.response.userHandle;
      if (handle && handle !== userHandle(customer)) return false;
      const verified = await verifyAuthenticationResponse({
        response: assertion,
        expectedChallenge: challenge,
        expectedOrigin: party.origin,
        expectedRPID: party.id,
        requireUserVerification: true,
        credential: {
          id: passkey.credential_id,
          publicKey: isoBase64URL.toBuffer(passkey.public_key),
          counter: Number(passkey.counter),
          transports: transportsOf(passkey.transports),
        },
      }).catch(() => null);
      if (!verified?.verified) return false;
      const { numDeletedRows } = await trx
        .deleteFrom('approval_challenge')
        .where('hash', '=', secretHash(challenge))
        .where('consent_id', '=', facts.consentId)
        .where('customer', '=', customer)
        .where('expires_at', '>', clock())
        .executeTakeFirst();
      if (numDeletedRows !== 1n) return false;
      await trx
        .updateTable('passkey')
        .set({ counter: BigInt(verified.authenticationInfo.newCounter), last_used_at: clock() })
        .where('credential_id', '=', passkey.credential_id)
        .execute();
      return true;
    },
  };
}

/** What the authenticator stores as its user: the opaque subject, base64url. */
export function userHandle(customer: string): string {
  return Buffer.from(customer).toString('base64url');
}

export function transportsOf(text: string): string[] {
  return text.split(' ').filter(Boolean);
}

/** Views that load at once do not wait for each other here: what one has taken, the other passes over. */
async function forgetOldest(db: Kysely<BankTables>, consentId: string): Promise<void> {
  await db
    .deleteFrom('approval_challenge')
    .where('hash', 'in', (rows) =>
      rows
        .selectFrom('approval_challenge')
        .select('hash')
        .where('consent_id', '=', consentId)
        .orderBy('created_at', 'desc')
        .offset(OPEN_CHALLENGES)
        .forUpdate()
        .skipLocked(),
    )
    .execute();
}

import { randomBytes } from 'node:crypto';
import type { PublicKeyCredentialRequestOptionsJSON } from '@simplewebauthn/server';
import type { PasskeyAssertion } from '../../shared/passkey.ts';
import { ok, type Result, refuse } from '../../shared/result.ts';
import {
  type SignatureReceipt,
  SigningStatement,
  sha256,
  signingChallenge,
  toBase64Url,
} from '../../shared/signature.ts';
import type { Events } from '../events.ts';
import type { Clock } from '../lib/clock.ts';
import type { CustomerPrincipal } from '../lib/principal.ts';
import type { SealedBox } from '../lib/sealed-box.ts';
import { contextOf, openPdf } from './document-papers.ts';
import { SIGNING_LIFETIME_MS, statesFor } from './document-rules.ts';
import type { ConsultationPeople } from './document-service.ts';
import { changeWithin, type DocumentAct, type DocumentStore, takeChallenge } from './document-store.ts';
import type { DocumentEventKind, DocumentRow } from './document-tables.ts';
import type { PasskeyService, RelyingParty } from './passkey-service.ts';

type Wrong = 'document-unknown' | 'document-state-wrong';

/** What a signature rests on: the bytes as they are shown, a passkey of the customer's own, and a challenge of this moment. */
export interface SigningService {
  begin(
    customer: CustomerPrincipal,
    documentId: string,
  ): Promise<
    Result<
      { readonly statement: SigningStatement; readonly options: PublicKeyCredentialRequestOptionsJSON },
      Wrong | 'passkey-missing'
    >
  >;
  /** One answer for every reason why a signature is none: another's passkey, another document, a challenge that is used or over. */
  sign(
    customer: CustomerPrincipal,
    documentId: string,
    nonce: string,
    assertion: PasskeyAssertion,
  ): Promise<Result<Record<never, never>, Wrong | 'signature-refused'>>;
}

export interface SigningServiceDeps {
  readonly store: DocumentStore;
  readonly passkeys: PasskeyService;
  readonly party: RelyingParty;
  readonly box: SealedBox;
  readonly clock: Clock;
  readonly events: Events;
  readonly people: (consultationId: string) => Promise<ConsultationPeople | null>;
}

export function createSigningService(deps: SigningServiceDeps): SigningService {
  const { store, passkeys, party, box, clock, events, people } = deps;
  const act = (kind: DocumentEventKind, { subject }: CustomerPrincipal): DocumentAct => ({
    kind,
    at: clock(),
    by: { by_kind: 'customer', by_subject: subject },
  });
  const hashOf = async (row: DocumentRow) =>
    toBase64Url(await sha256(Uint8Array.from(openPdf(box, row, 'customer_pdf'))));

  /** Whether this customer may sign it now: while the consultation in which it was asked lasts. */
  async function refusalFor(customer: CustomerPrincipal, row: DocumentRow | undefined): Promise<Wrong | null> {
    if (row?.customer_subject !== customer.subject) return 'document-unknown';
    if (!statesFor('sign').includes(row.state)) return 'document-state-wrong';
    return (await people(row.consultation_id))?.isOpen ? null : 'document-state-wrong';
  }

  return {
    async begin(customer, documentId) {
      const row = await store.find(documentId);
      const refusal = await refusalFor(customer, row);
      if (refusal || !row) return refuse(refusal ?? 'document-unknown');
      const at = clock();
      const statement: SigningStatement = {
        documentId,
        pdfSha256: await hashOf(row),
        customer: customer.subject,
        customerName: row.customer_name,
        consultationId: row.consultation_id,
        consultantName: row.consultant_name,
        at: at.toISOString(),
        nonce: randomBytes(32).toString('base64url'),
      };
      const options = await passkeys.request(customer.subject, await signingChallenge(statement));
      if (!options) return refuse('passkey-missing');
      await store.addChallenge({
        nonce: statement.nonce,
        document_id: documentId,
        customer_subject: customer.subject,
        statement: box.seal(JSON.stringify(statement), `signing_challenge:${statement.nonce}`),
        created_at: at,
        expires_at: new Date(at.getTime() + SIGNING_LIFETIME_MS),
      });
      await store.record(row, act('signing-begun', customer));
      return ok({ statement, options });
    },

    async sign(customer, documentId, nonce, assertion) {
      const row = await store.find(documentId);
      const refusal = await refusalFor(customer, row);
      if (refusal || !row) return refuse(refusal ?? 'document-unknown');
      const isSigned = await store.withLocked(documentId, async (locked, trx) => {
        if (!locked || !statesFor('sign').includes(locked.state)) return false;
        const challenge = await takeChallenge(trx, nonce, locked, clock());
        if (!challenge) return false;
        const asked = SigningStatement.parse(JSON.parse(box.open(challenge.statement, `signing_challenge:${nonce}`)));
        // The bytes that are there now, whatever they were when the challenge was made.
        const statement = { ...asked, pdfSha256: await hashOf(locked) };
        const passkey = await passkeys.verify(trx, customer.subject, await signingChallenge(statement), assertion);
        if (!passkey) return false;
        const { authenticatorData, clientDataJSON, signature } = assertion.response;
        const signedAt = clock();
        const receipt: SignatureReceipt = {
          format: 'atrium signature 1',
          statement,
          signedAt: signedAt.toISOString(),
          publicKey: passkey.public_key,
          credentialId: passkey.credential_id,
          rpId: party.id,
          origin: party.origin,
          authenticatorData,
          clientDataJSON,
          signature,
        };
        const set = {
          state: 'signed',
          signature: box.seal(JSON.stringify(receipt, null, 2), contextOf(locked, 'signature')),
          signed_at: signedAt,
        } as const;
        return (await changeWithin(trx, locked, statesFor('sign'), set, act('signed', customer))) !== null;
      });
      if (!isSigned) {
        await store.record(row, act('signature-refused', customer));
        return refuse('signature-refused');
      }
      const two = await people(row.consultation_id);
      events.publish({
        type: 'table-changed',
        consultationId: row.consultation_id,
        customerSubject: row.customer_subject,
        consultantSubject: two?.isOpen ? two.consultantSubject : null,
      });
      return ok({});
    },
  };
}

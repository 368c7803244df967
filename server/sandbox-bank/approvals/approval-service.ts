import { type Kysely, sql } from 'kysely';
import type Provider from 'oidc-provider';
import { errors } from 'oidc-provider';
import { createConsentStore, isResourceId } from '../api/consent-store.ts';
import { type Initiation, readInitiation } from '../api/payment-order.ts';
import type { ApprovalRow, BankTables, ConsentRow } from '../bank-tables.ts';
import { APPROVAL_SECONDS, type BackchannelRequest, INTENT_PARAM } from '../oidc/providers.ts';
import type { ApprovalFacts } from '../passkeys/approval-challenge.ts';
import { deliverDecisions } from './approval-delivery.ts';

/** One question to one customer. */
export interface ApprovalQuestion {
  readonly consentId: string;
  readonly clientId: string;
  readonly subject: string;
  readonly bindingCode: string;
}

/** Who answers, and in which web session. */
export interface Answerer {
  readonly customer: string;
  readonly sessionId: string;
}

/** A yes carries its grant, and what proves that this customer gave it to these facts; that is used up in `trx`. */
export type Answer =
  | { readonly decision: 'deny' }
  | {
      readonly decision: 'approve';
      readonly grantId: string;
      readonly prove: (trx: Kysely<BankTables>, facts: ApprovalFacts) => Promise<boolean>;
    };

/**
 * What came of an answer. `expired` is also said of a request that is not this customer's: they learn nothing of it.
 * After `passkey-refused` all is as before, and the customer may try again.
 */
export type Decision =
  | 'approved'
  | 'denied'
  | 'already-approved'
  | 'already-denied'
  | 'already-withdrawn'
  | 'expired'
  | 'passkey-refused';

/** What became of a client's change of mind; all but `withdrawn` left things as they were. */
export type Withdrawal = 'withdrawn' | 'already-ended' | 'already-used' | 'unknown';

export type ApprovalService = ReturnType<typeof createApprovalService>;

const BINDING_CODE = /^[A-Z0-9]{2,4}(-[A-Z0-9]{2,4})?$/;
const ASKED_BEFORE = 'approval of this consent has been asked for before';

export type Clock = () => Date;

/** The customer's word on a payment: asked for once for each consent, given once, and told to the issuer until it has heard. */
export function createApprovalService(db: Kysely<BankTables>, clock: Clock = () => new Date()) {
  /** Deliveries go one after another: two at once could write a request back that its client has redeemed in between. */
  let delivering: Promise<void> = Promise.resolve();

  return {
    /** Why this customer may not be asked about this consent; null where they may. */
    async refusal({ consentId, clientId, subject, bindingCode }: ApprovalQuestion): Promise<string | null> {
      if (!BINDING_CODE.test(bindingCode)) return 'binding_message must be a code like ABC-123';
      const consent = await createConsentStore(db).find(consentId, 'payment');
      if (!consent || consent.client_id !== clientId) return 'the consent is not of this client';
      if (consent.status !== 'AWAU') return 'the consent is not awaiting authorisation';
      if (!(await ownsDebtor(db, subject, readInitiation(consent.body))))
        return 'the debtor account is not of this customer';
      return (await noteAskedAgain(db, consentId)) ? ASKED_BEFORE : null;
    },

    /** The primary key holds "once for each consent" against two requests at a time. */
    async ask({ jti, accountId, params }: BackchannelRequest): Promise<void> {
      const consentId = String(params[INTENT_PARAM]);
      const isFirst = await db.transaction().execute(async (trx) => {
        const { consent } = await lock(trx, consentId);
        if (consent?.status !== 'AWAU') throw new errors.InvalidRequest('the consent is not awaiting authorisation');
        const inserted = await trx
          .insertInto('approval')
          .values({
            consent_id: consentId,
            request_id: jti,
            customer: accountId,
            binding_code: String(params.binding_message),
            state: 'pending',
            delivered: false,
            expires_at: new Date(clock().getTime() + APPROVAL_SECONDS * 1000),
            decided_in: null,
            decided_at: null,
          })
          .onConflict((conflict) => conflict.column('consent_id').doNothing())
          .executeTakeFirst();
        return inserted.numInsertedOrUpdatedRows === 1n;
      });
      if (isFirst) return;
      await noteAskedAgain(db, consentId);
      throw new errors.InvalidRequest(ASKED_BEFORE);
    },

    /**
     * Takes the decision in one transaction: the consent moves from AWAU, by this customer, who owns the account, before the
     * time is over, and for a yes by the proof that is used up here; or nothing happens.
     */
    async decide(consentId: string, { customer, sessionId }: Answerer, answer: Answer): Promise<Decision> {
      if (!isResourceId(consentId)) return 'expired';
      return db.transaction().execute(async (trx) => {
        const { consent, approval } = await lock(trx, consentId);
        const now = clock();
        if (!consent || approval?.customer !== customer) return 'expired';
        if (approval.state !== 'pending') return `already-${approval.state}` as const;
        const order = readInitiation(consent.body);
        const open = consent.status === 'AWAU' && approval.expires_at > now;
        if (!open || !(await ownsDebtor(trx, customer, order))) return 'expired';
        const approve = answer.decision === 'approve';
        if (approve && !(await answer.prove(trx, factsOf(approval, order)))) return 'passkey-refused';
        const state = approve ? ('approved' as const) : ('denied' as const);
        await trx
          .updateTable('approval')
          .set({ state, decided_in: sessionId, decided_at: now })
          .where('consent_id', '=', consentId)
          .execute();
        await trx
          .updateTable('consent')
          .set({
            status: approve ? 'AUTH' : 'RJCT',
            customer,
            grant_id: approve ? answer.grantId : null,
            changed_at: now,
          })
          .where('id', '=', consentId)
          .execute();
        return state;
      });
    },

    /**
     * The client's customer changed their mind before the payment was made: the consent is rejected, whether it was approved
     * or not, and where the issuer has given no token yet, it gives none (`deliver` tells it).
     */
    async withdraw(consentId: string, clientId: string): Promise<Withdrawal> {
      if (!isResourceId(consentId)) return 'unknown';
      return db.transaction().execute(async (trx) => {
        const { consent } = await lock(trx, consentId);
        if (consent?.kind !== 'payment' || consent.client_id !== clientId) return 'unknown';
        if (consent.status === 'COND') return 'already-used';
        if (consent.status === 'RJCT') return 'already-ended';
        const now = clock();
        await trx
          .updateTable('approval')
          .set({ state: 'withdrawn', delivered: false, decided_in: null, decided_at: now })
          .where('consent_id', '=', consentId)
          .execute();
        await trx.updateTable('consent').set({ status: 'RJCT', changed_at: now }).where('id', '=', consentId).execute();
        return 'withdrawn';
      });
    },

    /** Tells the issuer what was decided and it has not heard yet. */
    deliver(provider: Provider): Promise<void> {
      delivering = delivering.catch(() => {}).then(() => deliverDecisions(db, provider));
      return delivering;
    },
  };
}

/** What the customer is shown and what their passkey signs are read from the same two rows. */
export function factsOf(approval: Pick<ApprovalRow, 'consent_id' | 'binding_code'>, order: Initiation): ApprovalFacts {
  const { debtorIdentification, creditorName, creditorIdentification, amount, currency, schedule, dayOfMonth } = order;
  return {
    consentId: approval.consent_id,
    debtorIdentification,
    creditorName,
    creditorIdentification,
    amount,
    currency,
    schedule: scheduleLine(schedule, dayOfMonth),
    bindingCode: approval.binding_code,
  };
}

function scheduleLine(schedule: Initiation['schedule'], dayOfMonth: number): string {
  if (schedule.kind === 'now') return 'now';
  if (schedule.kind === 'once') return `once ${schedule.on}`;
  return `${schedule.every} from ${schedule.first} on ${dayOfMonth} times ${schedule.payments ?? 'unlimited'}`;
}

/** Always the consent first, then the approval: whoever changes either holds both. */
async function lock(
  trx: Kysely<BankTables>,
  consentId: string,
): Promise<{ readonly consent: ConsentRow | undefined; readonly approval: ApprovalRow | undefined }> {
  const consent = await trx
    .selectFrom('consent')
    .selectAll()
    .where('id', '=', consentId)
    .forUpdate()
    .executeTakeFirst();
  const approval = await trx
    .selectFrom('approval')
    .selectAll()
    .where('consent_id', '=', consentId)
    .forUpdate()
    .executeTakeFirst();
  return { consent, approval: approval as ApprovalRow | undefined };
}

/** The customer is told: a branch that asks twice for one payment has something to explain. Answers whether it did. */
async function noteAskedAgain(db: Kysely<BankTables>, consentId: string): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('approval')
    .set({ asked_again: true })
    .where('consent_id', '=', consentId)
    .executeTakeFirst();
  return numUpdatedRows === 1n;
}

async function ownsDebtor(db: Kysely<BankTables>, customer: string, order: Initiation): Promise<boolean> {
  const account = await db
    .selectFrom('ledger_account')
    .select(sql<number>`1`.as('one'))
    .where('identification', '=', order.debtorIdentification)
    .where('customer', '=', customer)
    .executeTakeFirst();
  return account !== undefined;
}

import { type Kysely, sql } from 'kysely';
import type Provider from 'oidc-provider';
import { errors } from 'oidc-provider';
import { createConsentStore, isResourceId } from '../api/consent-store.ts';
import { type Initiation, readInitiation } from '../api/payment-order.ts';
import type { BankTables } from '../bank-tables.ts';
import { APPROVAL_SECONDS, type BackchannelRequest, INTENT_PARAM } from '../oidc/providers.ts';

/** A payment that waits for a customer's word, as it is put before them. */
export interface PendingApproval {
  readonly consentId: string;
  readonly bindingCode: string;
  /** How the customer calls the account that pays. */
  readonly debtorName: string;
  readonly order: Initiation;
}

/** One question to one customer. */
export interface ApprovalQuestion {
  readonly consentId: string;
  readonly clientId: string;
  readonly subject: string;
  readonly bindingCode: string;
}

/** What came of an answer. `expired` is also said of a request that is not this customer's: they learn nothing of it. */
export type Decision = 'approved' | 'denied' | 'already-approved' | 'already-denied' | 'expired';

export type ApprovalService = ReturnType<typeof createApprovalService>;

const BINDING_CODE = /^[A-Z0-9]{2,4}(-[A-Z0-9]{2,4})?$/;

/** A request that ran out is still named this long. */
const LAPSED_SHOWN_MS = 10 * 60_000;

export type Clock = () => Date;

/** The customer's word on a payment: asked for once for each consent, given once, and told to the issuer until it has heard. */
export function createApprovalService(db: Kysely<BankTables>, clock: Clock = () => new Date()) {
  /** Requests of this customer that are not answered, and whose time ends after `endsAfter`. */
  const unanswered = (customer: string, endsAfter: Date) =>
    db
      .selectFrom('approval')
      .innerJoin('consent', 'consent.id', 'approval.consent_id')
      .select(['approval.consent_id', 'approval.binding_code', 'consent.body'])
      .where('approval.customer', '=', customer)
      .where('approval.state', '=', 'pending')
      .where('approval.expires_at', '>', endsAfter)
      .where('consent.status', '=', 'AWAU')
      .orderBy('approval.expires_at');

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
      const asked = await db
        .selectFrom('approval')
        .select('consent_id')
        .where('consent_id', '=', consentId)
        .executeTakeFirst();
      return asked ? 'approval of this consent has been asked for before' : null;
    },

    /** The primary key holds "once for each consent" against two requests at a time. */
    async ask({ jti, accountId, params }: BackchannelRequest): Promise<void> {
      const inserted = await db
        .insertInto('approval')
        .values({
          consent_id: String(params[INTENT_PARAM]),
          request_id: jti,
          customer: accountId,
          binding_code: String(params.binding_message),
          state: 'pending',
          delivered: false,
          expires_at: new Date(clock().getTime() + APPROVAL_SECONDS * 1000),
        })
        .onConflict((conflict) => conflict.column('consent_id').doNothing())
        .executeTakeFirst();
      if (inserted.numInsertedOrUpdatedRows !== 1n)
        throw new errors.InvalidRequest('approval of this consent has been asked for before');
    },

    async pending(customer: string): Promise<PendingApproval[]> {
      const rows = await unanswered(customer, clock()).execute();
      const accounts = await db
        .selectFrom('ledger_account')
        .select(['identification', 'name'])
        .where('customer', '=', customer)
        .execute();
      return rows.map((row) => {
        const order = readInitiation(row.body);
        const debtor = accounts.find(({ identification }) => identification === order.debtorIdentification);
        return { consentId: row.consent_id, bindingCode: row.binding_code, debtorName: debtor?.name ?? '', order };
      });
    },

    /** What ran out in the last minutes, for whoever looks for it on the page. */
    async lapsed(customer: string): Promise<Initiation[]> {
      const now = clock();
      const rows = await unanswered(customer, new Date(now.getTime() - LAPSED_SHOWN_MS))
        .where('approval.expires_at', '<=', now)
        .execute();
      return rows.map((row) => readInitiation(row.body));
    },

    /**
     * Takes the decision in one transaction: the consent moves from AWAU, by this customer, who owns the account, before the
     * time is over, or nothing happens. (A passkey's assertion will be consumed in this same transaction.)
     */
    async decide(consentId: string, customer: string, approve: boolean, grantId: string | null): Promise<Decision> {
      if (!isResourceId(consentId)) return 'expired';
      return db.transaction().execute(async (trx) => {
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
        const now = clock();
        if (!consent || approval?.customer !== customer) return 'expired';
        if (approval.state !== 'pending') return `already-${approval.state}` as const;
        const open = consent.status === 'AWAU' && approval.expires_at > now;
        if (!open || !(await ownsDebtor(trx, customer, readInitiation(consent.body)))) return 'expired';
        const state = approve ? ('approved' as const) : ('denied' as const);
        await trx.updateTable('approval').set({ state }).where('consent_id', '=', consentId).execute();
        await trx
          .updateTable('consent')
          .set({ status: approve ? 'AUTH' : 'RJCT', customer, grant_id: grantId, changed_at: now })
          .where('id', '=', consentId)
          .execute();
        return state;
      });
    },

    /** Tells the issuer what was decided and it has not heard yet. */
    deliver(provider: Provider): Promise<void> {
      delivering = delivering.catch(() => {}).then(() => deliverDecisions(db, provider));
      return delivering;
    },
  };
}

async function deliverDecisions(db: Kysely<BankTables>, provider: Provider): Promise<void> {
  const rows = await db
    .selectFrom('approval')
    .innerJoin('consent', 'consent.id', 'approval.consent_id')
    .select(DELIVERY)
    .where('approval.state', '<>', 'pending')
    .where('approval.delivered', '=', false)
    .execute();
  for (const row of rows) {
    const request = await provider.BackchannelAuthenticationRequest.find(row.request_id);
    const grant = row.grant_id ? await provider.Grant.find(row.grant_id) : undefined;
    // A request that is gone has expired: its client was told so, and no token will be asked for again.
    if (request && !request.grantId && !request.error)
      await provider.backchannelResult(
        request,
        row.state === 'approved' && grant ? grant : new errors.AccessDenied('denied by the customer'),
      );
    await db.updateTable('approval').set({ delivered: true }).where('consent_id', '=', row.consent_id).execute();
  }
}

const DELIVERY = [
  'approval.consent_id',
  'approval.request_id',
  'approval.state',
  'consent.grant_id',
] as const satisfies readonly string[];

async function ownsDebtor(db: Kysely<BankTables>, customer: string, order: Initiation): Promise<boolean> {
  const account = await db
    .selectFrom('ledger_account')
    .select(sql<number>`1`.as('one'))
    .where('identification', '=', order.debtorIdentification)
    .where('customer', '=', customer)
    .executeTakeFirst();
  return account !== undefined;
}

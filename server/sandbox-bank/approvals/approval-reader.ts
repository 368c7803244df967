import type { Kysely } from 'kysely';
import { isResourceId } from '../api/consent-store.ts';
import { type Initiation, readInitiation } from '../api/payment-order.ts';
import type { BankTables } from '../bank-tables.ts';
import type { ApprovalFacts } from '../passkeys/approval-challenge.ts';
import { factsOf } from './approval-service.ts';

/** A request as the customer finds it on the phone. */
export interface ApprovalView {
  readonly consentId: string;
  readonly state: 'pending' | 'approved' | 'denied' | 'withdrawn' | 'expired';
  /** The customer decided in this very web session, not on another device. */
  readonly isDecidedHere: boolean;
  /** The branch asked for the same consent once more. */
  readonly isAskedAgain: boolean;
  readonly bindingCode: string;
  /** How the customer calls the account that pays. */
  readonly debtorName: string;
  readonly order: Initiation;
  readonly facts: ApprovalFacts;
  readonly expiresAt: Date;
}

/** What has ended is still named this long. */
const ENDED_SHOWN_MS = 10 * 60_000;
const MAX_WAITING = 10;
const MAX_ENDED = 5;

export type ApprovalReader = ReturnType<typeof createApprovalReader>;

/** Requests as one customer sees them in one web session; of others' they learn nothing. */
export function createApprovalReader(db: Kysely<BankTables>, clock: () => Date) {
  const ofCustomer = (customer: string) =>
    db
      .selectFrom('approval')
      .innerJoin('consent', 'consent.id', 'approval.consent_id')
      .selectAll('approval')
      .select(['consent.body', 'consent.status'])
      .where('approval.customer', '=', customer);
  type Row = Awaited<ReturnType<ReturnType<typeof ofCustomer>['executeTakeFirstOrThrow']>>;

  async function view(rows: readonly Row[], customer: string, sessionId: string): Promise<ApprovalView[]> {
    const accounts = await db
      .selectFrom('ledger_account')
      .select(['identification', 'name'])
      .where('customer', '=', customer)
      .execute();
    return rows.map((row) => {
      const order = readInitiation(row.body);
      const isOpen = row.expires_at > clock() && row.status === 'AWAU';
      return {
        consentId: row.consent_id,
        state: row.state === 'pending' && !isOpen ? 'expired' : row.state,
        isDecidedHere: row.decided_in === sessionId,
        isAskedAgain: row.asked_again,
        bindingCode: row.binding_code,
        debtorName: accounts.find(({ identification }) => identification === order.debtorIdentification)?.name ?? '',
        order,
        facts: factsOf(row, order),
        expiresAt: row.expires_at,
      };
    });
  }

  return {
    /** What waits, the oldest first, and what ended in the last minutes, the newest first. */
    async current(customer: string, sessionId: string): Promise<{ waiting: ApprovalView[]; ended: ApprovalView[] }> {
      const now = clock();
      const since = new Date(now.getTime() - ENDED_SHOWN_MS);
      const waiting = await ofCustomer(customer)
        .where('approval.state', '=', 'pending')
        .where('consent.status', '=', 'AWAU')
        .where('approval.expires_at', '>', now)
        .orderBy('approval.expires_at')
        .limit(MAX_WAITING)
        .execute();
      const ended = await ofCustomer(customer)
        .where((where) =>
          where.or([
            where('approval.decided_at', '>', since),
            where.and([
              where('approval.state', '=', 'pending'),
              where('approval.expires_at', '>', since),
              where('approval.expires_at', '<=', now),
            ]),
          ]),
        )
        .orderBy((order) => order.fn.coalesce('approval.decided_at', 'approval.expires_at'), 'desc')
        .limit(MAX_ENDED)
        .execute();
      return {
        waiting: await view(waiting, customer, sessionId),
        ended: await view(ended, customer, sessionId),
      };
    },

    /** Null where there is no such request for this customer. */
    async find(consentId: string, customer: string, sessionId: string): Promise<ApprovalView | null> {
      if (!isResourceId(consentId)) return null;
      const rows = await ofCustomer(customer).where('approval.consent_id', '=', consentId).execute();
      return (await view(rows, customer, sessionId))[0] ?? null;
    },
  };
}

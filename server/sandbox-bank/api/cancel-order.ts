import type { Kysely } from 'kysely';
import type { BankTables } from '../bank-tables.ts';
import { ApiError } from './api-error.ts';

/**
 * Stops a scheduled payment or a standing order of this client; once stopped, it says so again. Settlement holds the same
 * lock: either the payment is made and this refuses, or it is never made.
 */
export async function cancelOrder(db: Kysely<BankTables>, id: string, clientId: string, now: Date): Promise<void> {
  await db.transaction().execute(async (trx) => {
    const order = await trx
      .selectFrom('payment')
      .innerJoin('consent', 'consent.id', 'payment.consent_id')
      .select(['payment.product', 'payment.status', 'payment.due_at', 'consent.client_id'])
      .where('payment.id', '=', id)
      .forUpdate('payment')
      .executeTakeFirst();
    if (!order || order.product === 'payment') throw new ApiError(400, 'U011', 'OrderId');
    if (order.client_id !== clientId) throw new ApiError(403, 'U010');
    if (order.status === 'CANC') return;
    // Nothing is due any more: paid, rejected, or the last of its payments has had its turn.
    if (order.due_at === null) throw new ApiError(409, 'OrderNotCancellable', 'OrderId');
    await trx
      .updateTable('payment')
      .set({ status: 'CANC', due_at: null, changed_at: now })
      .where('id', '=', id)
      .execute();
  });
}

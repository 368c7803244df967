import type { Kysely } from 'kysely';
import { parseAmount } from '../../../shared/money.ts';
import type { Logger } from '../../logger.ts';
import type { BankTables } from '../bank-tables.ts';
import { personBySubject } from '../demo-people.ts';
import { postReserved, postTransfer, reserveTransfer, type TransferOrder } from '../ledger/ledger-transfers.ts';
import { CLEARING_ACCOUNT_ID } from '../seed.ts';
import { readInitiation } from './payment-order.ts';

export interface Settlement {
  wake(): void;
  stop(): Promise<void>;
}

const IDLE_MS = 1000;

/** Books received payments, one transaction each: the ledger's transfer and the payment's status, or neither. */
export function startSettlement(db: Kysely<BankTables>, logger: Logger): Settlement {
  let running: Promise<void> | null = null;
  let again = false;

  function wake(): void {
    again = true;
    running ??= run().finally(() => {
      running = null;
    });
  }

  async function run(): Promise<void> {
    while (again) {
      again = false;
      try {
        while (await settleNext(db));
      } catch (error) {
        logger.error({ err: error }, 'settlement failed; it is tried again');
      }
    }
  }

  const timer = setInterval(wake, IDLE_MS);
  wake();
  return {
    wake,
    async stop() {
      clearInterval(timer);
      await running;
    },
  };
}

/** Answers whether there was one. */
function settleNext(db: Kysely<BankTables>): Promise<boolean> {
  return db.transaction().execute(async (trx) => {
    const payment = await trx
      .selectFrom('payment')
      .innerJoin('consent', 'consent.id', 'payment.consent_id')
      .select(['payment.id', 'payment.body', 'consent.customer'])
      .where('payment.status', '=', 'RCVD')
      .orderBy('payment.created_at')
      .limit(1)
      .forUpdate('payment')
      .skipLocked()
      .executeTakeFirst();
    if (!payment) return false;
    const now = new Date();
    const reserved = await postReserved(trx, { id: payment.id, now });
    // Received by an earlier version of the bank, which held nothing back.
    const unreserved = !reserved.ok && reserved.error === 'transfer-unknown';
    const posted = unreserved ? await postTransfer(trx, { ...(await orderOf(trx, payment)), bookedAt: now }) : reserved;
    await trx
      .updateTable('payment')
      .set({ status: posted.ok ? 'ACSC' : 'RJCT', changed_at: now })
      .where('id', '=', payment.id)
      .execute();
    return true;
  });
}

interface ReceivedPayment {
  readonly id: string;
  readonly body: string;
  /** Who pays. */
  readonly customer: string | null;
}

/**
 * Holds a payment's money back, in the transaction that receives the payment: no two are accepted over the same money.
 * Settlement posts it; whoever ends the payment otherwise voids it (`voidReserved` of the payment's id).
 */
export async function reservePayment(trx: Kysely<BankTables>, payment: ReceivedPayment) {
  return reserveTransfer(trx, await orderOf(trx, payment));
}

async function orderOf(trx: Kysely<BankTables>, payment: ReceivedPayment): Promise<TransferOrder> {
  const order = readInitiation(payment.body);
  const accounts = await trx
    .selectFrom('ledger_account')
    .select(['id', 'identification'])
    .where('identification', 'in', [order.debtorIdentification, order.creditorIdentification])
    .execute();
  const idOf = (identification: string) => accounts.find((account) => account.identification === identification)?.id;
  return {
    id: payment.id,
    fromId: idOf(order.debtorIdentification) ?? '',
    // Whoever does not bank here is paid through clearing.
    toId: idOf(order.creditorIdentification) ?? CLEARING_ACCOUNT_ID,
    amountMinor: parseAmount(order.amount, order.currency) ?? 0n,
    currency: order.currency,
    reference: order.reference,
    payerName: personBySubject(payment.customer ?? '')?.name ?? 'Customer',
    payeeName: order.creditorName,
  };
}

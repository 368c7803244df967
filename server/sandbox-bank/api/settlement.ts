import type { Kysely } from 'kysely';
import type { Logger } from '../../logger.ts';
import type { BankTables } from '../bank-tables.ts';
import { postReserved, postTransfer } from '../ledger/ledger-transfers.ts';
import type { PaymentRow, Product } from './order-tables.ts';
import { transferOf } from './order-transfer.ts';
import { readInitiation } from './payment-order.ts';
import { dueAt } from './schedule-rules.ts';

export interface Settlement {
  wake(): void;
  stop(): Promise<void>;
}

const IDLE_MS = 1000;

/** Carries out what is due, one transaction each: the ledger's transfer and the order's next state, or neither. */
export function startSettlement(
  db: Kysely<BankTables>,
  logger: Logger,
  clock: () => Date = () => new Date(),
): Settlement {
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
        while (await settleNext(db, clock()));
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

type DueOrder = Pick<PaymentRow, 'id' | 'body' | 'status' | 'due_at'> & {
  readonly product: Product;
  readonly runs: number;
  /** Who pays. */
  readonly customer: string | null;
};
type NextState = Pick<PaymentRow, 'status' | 'due_at'> & { readonly runs?: number };

/** Answers whether there was one. Whoever cancels an order holds the same lock. */
function settleNext(db: Kysely<BankTables>, now: Date): Promise<boolean> {
  return db.transaction().execute(async (trx) => {
    const order = await trx
      .selectFrom('payment')
      .innerJoin('consent', 'consent.id', 'payment.consent_id')
      .select(['payment.id', 'payment.product', 'payment.body', 'payment.status', 'payment.due_at', 'payment.runs'])
      .select('consent.customer')
      .where('payment.due_at', '<=', now)
      .orderBy('payment.due_at')
      .limit(1)
      .forUpdate('payment')
      .skipLocked()
      .executeTakeFirst();
    if (!order) return false;
    const next = await CARRY_OUT[order.product](trx, order, now);
    await trx
      .updateTable('payment')
      .set({ ...next, changed_at: now })
      .where('id', '=', order.id)
      .execute();
    return true;
  });
}

const CARRY_OUT: Readonly<
  Record<Product, (trx: Kysely<BankTables>, order: DueOrder, now: Date) => Promise<NextState>>
> = {
  /** Its money was held back when it was received. */
  async payment(trx, order, now) {
    const reserved = await postReserved(trx, { id: order.id, now });
    // Received by an earlier version of the bank, which held nothing back.
    const unreserved = !reserved.ok && reserved.error === 'transfer-unknown';
    const paid = unreserved ? await pay(trx, order, order.id, now) : reserved.ok;
    return { status: paid ? 'ACSC' : 'RJCT', due_at: null };
  },

  async 'scheduled-payment'(trx, order, now) {
    return { status: (await pay(trx, order, order.id, now)) ? 'ACSC' : 'RJCT', due_at: null };
  },

  /** A payment that is missed is written down, and the next one comes nevertheless. */
  async 'standing-order'(trx, order, now) {
    const number = order.runs + 1;
    const paid = await pay(trx, order, standingTransferId(order.id, number), now);
    await trx
      .insertInto('standing_order_run')
      .values({
        order_id: order.id,
        number,
        due_at: order.due_at as Date,
        status: paid ? 'ACSC' : 'RJCT',
        run_at: now,
      })
      .execute();
    const { schedule, dayOfMonth } = readInitiation(order.body);
    const next = schedule.kind === 'repeat' ? dueAt(schedule, dayOfMonth, number + 1) : null;
    return { status: order.status, due_at: next, runs: number };
  },
};

/** The ledger's id of one payment of a standing order. */
export function standingTransferId(orderId: string, number: number): string {
  return `${orderId}-${number}`;
}

async function pay(trx: Kysely<BankTables>, { body, customer }: DueOrder, id: string, now: Date): Promise<boolean> {
  return (await postTransfer(trx, { ...(await transferOf(trx, { id, body, customer })), bookedAt: now })).ok;
}

import type { Kysely } from 'kysely';
import type { BankTables, LedgerAccountRow } from '../bank-tables.ts';
import { createLedgerBooks } from './ledger-books.ts';
import {
  expireReserved,
  postReserved,
  postTransfer,
  type Reservation,
  reserveTransfer,
  type Transfer,
  voidReserved,
} from './ledger-transfers.ts';

export type LedgerService = ReturnType<typeof createLedgerService>;
export type StatementLine = Awaited<ReturnType<LedgerService['statement']>>[number];

/**
 * Double entry: what leaves one account arrives at another in the same transaction, or nothing happens. On a caller's
 * transaction in place of the database it does the same within that transaction.
 */
export function createLedgerService(db: Kysely<BankTables>) {
  return {
    ...createLedgerBooks(db),
    /** `identification` is how the world outside names it; it opens empty. */
    openAccount: (account: Omit<LedgerAccountRow, 'balance_minor' | 'reserved_minor'>) =>
      db.insertInto('ledger_account').values(account).execute(),
    post: (transfer: Transfer) => postTransfer(db, transfer),
    reserve: (reservation: Reservation) => reserveTransfer(db, reservation),
    postReserved: (what: Parameters<typeof postReserved>[1]) => postReserved(db, what),
    voidReserved: (what: Parameters<typeof voidReserved>[1]) => voidReserved(db, what),
    expireReserved: (now: Date) => expireReserved(db, now),
  };
}

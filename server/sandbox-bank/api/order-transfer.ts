import type { Kysely } from 'kysely';
import { parseAmount } from '../../../shared/money.ts';
import type { BankTables } from '../bank-tables.ts';
import { clearingAccountId, namesInBooks } from '../clearing.ts';
import { personBySubject } from '../demo-people.ts';
import type { TransferOrder } from '../ledger/ledger-transfers.ts';
import { type Initiation, readInitiation } from './payment-order.ts';

/** The accounts of this bank at the two ends of an order; undefined for one that is not here. */
export async function accountsOf(db: Kysely<BankTables>, order: Initiation) {
  const [debtor, creditor] = [namesInBooks(order.debtorIdentification), namesInBooks(order.creditorIdentification)];
  const accounts = await db
    .selectFrom('ledger_account')
    .selectAll()
    .where('identification', 'in', [...debtor, ...creditor])
    .execute();
  const named = (names: readonly string[]) => accounts.find((account) => names.includes(account.identification));
  return { debtor: named(debtor), creditor: named(creditor) };
}

/** The transfer that carries an order out, under an id that makes it once. */
export async function transferOf(
  db: Kysely<BankTables>,
  { id, body, customer }: { readonly id: string; readonly body: string; readonly customer: string | null },
): Promise<TransferOrder> {
  const order = readInitiation(body);
  const { debtor, creditor } = await accountsOf(db, order);
  return {
    id,
    fromId: debtor?.id ?? '',
    // Whoever does not bank here is paid through clearing.
    toId: creditor?.id ?? clearingAccountId(order.currency),
    amountMinor: parseAmount(order.amount, order.currency) ?? 0n,
    currency: order.currency,
    reference: order.reference,
    payerName: personBySubject(customer ?? '')?.name ?? 'Customer',
    payeeName: order.creditorName,
  };
}

import type { PersonalData } from '../afterwards/personal-data.ts';
import type { Database } from '../lib/db.ts';
import { createPaymentStore } from './payment-store.ts';
import type { BankingTables } from './payment-tables.ts';

/** More than anybody has made by hand. */
const MOST = 10_000;

/** Payments stay: the law wants them kept, and money that has moved cannot be made not to have. */
export function createPaymentData(database: Database, leaseMs: number): PersonalData {
  const store = createPaymentStore(database, leaseMs);
  return {
    async collect(subject) {
      const payments = await store.latest(subject, MOST);
      return {
        payments: payments.map((row) => ({
          orderedOn: row.ordered_on,
          state: row.state,
          fromAccount: row.debtor_identification,
          payee: row.payee_name,
          toAccount: row.payee_identification,
          amountMinorUnits: String(row.amount_minor),
          currency: row.currency,
          reference: row.reference,
        })),
      };
    },
    async erase(transaction, subject) {
      const { count } = await transaction
        .withTables<BankingTables>()
        .selectFrom('payment')
        .select((eb) => eb.fn.countAll<bigint>().as('count'))
        .where('customer_subject', '=', subject)
        .executeTakeFirstOrThrow();
      return [{ kind: 'payments', count: Number(count), kept: 'law' }];
    },
  };
}

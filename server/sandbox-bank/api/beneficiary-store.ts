import { randomUUID } from 'node:crypto';
import type { Kysely } from 'kysely';
import type { BankTables } from '../bank-tables.ts';
import type { BeneficiaryRow } from './order-tables.ts';

const MAX_PER_ACCOUNT = 500;

export type BeneficiaryStore = ReturnType<typeof createBeneficiaryStore>;

/** Whom customers have saved, for each of their accounts. */
export function createBeneficiaryStore(db: Kysely<BankTables>) {
  const ofCustomer = (customer: string) =>
    db
      .selectFrom('beneficiary')
      .innerJoin('ledger_account', 'ledger_account.id', 'beneficiary.account_id')
      .selectAll('beneficiary')
      .where('ledger_account.customer', '=', customer)
      .orderBy('beneficiary.name')
      .orderBy('beneficiary.id');

  return {
    list: (customer: string, accountId?: string): Promise<BeneficiaryRow[]> =>
      ofCustomer(customer)
        .$if(accountId !== undefined, (rows) => rows.where('account_id', '=', accountId as string))
        .limit(MAX_PER_ACCOUNT)
        .execute(),

    /** The same account again answers the one that is there, under the name it was saved with. Null: the book is full. */
    async save(
      payee: Omit<BeneficiaryRow, 'id'>,
    ): Promise<{ readonly isNew: boolean; readonly beneficiary: BeneficiaryRow } | null> {
      const { account_id, identification } = payee;
      return db.transaction().execute(async (trx) => {
        // One after another for each account, so that the book's limit holds.
        await trx
          .selectFrom('ledger_account')
          .select('id')
          .where('id', '=', account_id)
          .forNoKeyUpdate()
          .executeTakeFirst();
        const saved = await trx.selectFrom('beneficiary').selectAll().where('account_id', '=', account_id).execute();
        const earlier = saved.find((one) => one.identification === identification);
        if (earlier) return { isNew: false, beneficiary: earlier };
        if (saved.length >= MAX_PER_ACCOUNT) return null;
        const beneficiary = { ...payee, id: `ben-${randomUUID()}` };
        await trx.insertInto('beneficiary').values(beneficiary).execute();
        return { isNew: true, beneficiary };
      });
    },

    /** Answers whether this customer had it. */
    async remove(id: string, customer: string): Promise<boolean> {
      const { numDeletedRows } = await db
        .deleteFrom('beneficiary')
        .where('id', '=', id)
        .where('account_id', 'in', db.selectFrom('ledger_account').select('id').where('customer', '=', customer))
        .executeTakeFirst();
      return numDeletedRows === 1n;
    },
  };
}

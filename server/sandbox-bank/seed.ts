import type { Kysely } from 'kysely';
import type { BankTables } from './bank-tables.ts';
import { DEMO_ACCOUNTS, type DemoAccount } from './demo-books.ts';
import { postTransfer } from './ledger/ledger-transfers.ts';

/** Where money comes from and goes to outside the bank. */
export const CLEARING_ACCOUNT_ID = 'bank-clearing';

const SORT_CODE = '204514';
const MONTHS = 3;

/** Opens the demo accounts and their last months, once; the same at every seed but for the dates, which end yesterday. */
export async function seed(db: Kysely<BankTables>, now: Date): Promise<void> {
  await db.transaction().execute(async (trx) => {
    if (await trx.selectFrom('ledger_account').select('id').executeTakeFirst()) return;
    await open(trx, {
      id: CLEARING_ACCOUNT_ID,
      customer: null,
      name: 'Clearing',
      identification: `${SORT_CODE}00000000`,
      overdraft_minor: null,
    });
    for (const account of DEMO_ACCOUNTS) {
      const { id, customer, name, number, overdraft } = account;
      await open(trx, { id, customer, name, identification: `${SORT_CODE}${number}`, overdraft_minor: overdraft });
      await history(trx, account, now);
    }
  });
}

function open(
  trx: Kysely<BankTables>,
  account: {
    id: string;
    customer: string | null;
    name: string;
    identification: string;
    overdraft_minor: bigint | null;
  },
) {
  return trx
    .insertInto('ledger_account')
    .values({ ...account, currency: 'GBP' })
    .execute();
}

async function history(trx: Kysely<BankTables>, account: DemoAccount, now: Date): Promise<void> {
  const begin = new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() - MONTHS, 1, 9));
  await book(trx, account.id, `seed-${account.id}-opening`, account.opening, 'Opening balance', 'OPENING', begin);
  for (let month = 0; month <= MONTHS; month++) {
    for (const [day, who, amount, reference] of account.month) {
      const at = new Date(Date.UTC(begin.getUTCFullYear(), begin.getUTCMonth() + month, day, 12, (day * 7) % 60));
      if (at >= now) return;
      await book(trx, account.id, `seed-${account.id}-${month}-${day}`, amount, who, reference, at);
    }
  }
}

async function book(
  trx: Kysely<BankTables>,
  accountId: string,
  id: string,
  amountMinor: bigint,
  counterparty: string,
  reference: string,
  bookedAt: Date,
): Promise<void> {
  const arrives = amountMinor > 0n;
  const posted = await postTransfer(trx, {
    id,
    fromId: arrives ? CLEARING_ACCOUNT_ID : accountId,
    toId: arrives ? accountId : CLEARING_ACCOUNT_ID,
    amountMinor: arrives ? amountMinor : -amountMinor,
    currency: 'GBP',
    reference,
    payerName: arrives ? counterparty : accountId,
    payeeName: arrives ? accountId : counterparty,
    bookedAt,
  });
  if (!posted.ok) throw new Error(`the seed ${id} cannot be posted: ${posted.error}`);
}

import type { Kysely } from 'kysely';
import type { BankTables } from './bank-tables.ts';
import { postTransfer } from './ledger/ledger-service.ts';

/** Where money comes from and goes to outside the bank. */
export const CLEARING_ACCOUNT_ID = 'bank-clearing';

const SORT_CODE = '204514';
const ACCOUNTS = [
  {
    id: 'acc-anna-current',
    customer: 'c-7f31a9d2',
    name: 'Current account',
    number: '31926819',
    overdraft: 50_000n,
    opening: 412_075n,
  },
  {
    id: 'acc-anna-savings',
    customer: 'c-7f31a9d2',
    name: 'Savings',
    number: '31926827',
    overdraft: 0n,
    opening: 1_250_000n,
  },
  {
    id: 'acc-oliver-current',
    customer: 'c-2c84e0b6',
    name: 'Current account',
    number: '55779911',
    overdraft: 0n,
    opening: 198_340n,
  },
  {
    id: 'acc-oliver-savings',
    customer: 'c-2c84e0b6',
    name: 'Rainy day',
    number: '55779929',
    overdraft: 0n,
    opening: 320_000n,
  },
  {
    id: 'acc-maria-current',
    customer: 'c-b95d1476',
    name: 'Текущий счёт',
    number: '70872490',
    overdraft: 25_000n,
    opening: 276_512n,
  },
  {
    id: 'acc-maria-savings',
    customer: 'c-b95d1476',
    name: 'Накопления',
    number: '70872508',
    overdraft: 0n,
    opening: 540_000n,
  },
] as const;

/** A month of a life; [day, who, pence, reference]. Negative is spent. */
const MONTH: readonly (readonly [number, string, bigint, string])[] = [
  [1, 'Hartley Lettings', -95_000n, 'RENT'],
  [2, 'Thames Water', -3_412n, 'WATER'],
  [3, 'Greengrocer on the Hill', -2_365n, 'GROCERIES'],
  [5, 'Octave Energy', -7_830n, 'ENERGY'],
  [8, 'City Library Cafe', -640n, 'COFFEE'],
  [9, 'Northern Rail', -4_250n, 'TICKETS'],
  [12, 'Market Street Bakery', -1_180n, 'BREAD'],
  [15, 'Riverside Gym', -3_200n, 'MEMBERSHIP'],
  [17, 'Greengrocer on the Hill', -3_027n, 'GROCERIES'],
  [21, 'Fern & Sons Books', -2_199n, 'BOOKS'],
  [25, 'Alder Engineering Ltd', 284_500n, 'SALARY'],
  [27, 'The Corner Theatre', -3_600n, 'THEATRE'],
];
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
    for (const account of ACCOUNTS) {
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
    .values({ ...account, currency: 'GBP', balance_minor: 0n })
    .execute();
}

async function history(trx: Kysely<BankTables>, account: (typeof ACCOUNTS)[number], now: Date): Promise<void> {
  const begin = new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() - MONTHS, 1, 9));
  await book(trx, account.id, `seed-${account.id}-opening`, account.opening, 'Opening balance', 'OPENING', begin);
  if (!account.id.endsWith('-current')) return;
  for (let month = 0; month <= MONTHS; month++) {
    for (const [day, who, amount, reference] of MONTH) {
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

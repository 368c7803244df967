import { type Kysely, sql } from 'kysely';
import { schemeOf } from '../../shared/account-number.ts';
import { formatAmount } from '../../shared/money.ts';
import { newConsent } from './api/consent-store.ts';
import type { KeptOrder } from './api/payment-order.ts';
import { readInitiation } from './api/payment-order.ts';
import { dayOf, dueAt } from './api/schedule-rules.ts';
import type { BankTables } from './bank-tables.ts';
import { clearingAccountId, SORT_CODE } from './clearing.ts';
import {
  DEMO_ACCOUNTS,
  DEMO_ALIASES,
  DEMO_BENEFICIARIES,
  DEMO_STANDING_ORDERS,
  type DemoAccount,
  type DemoStandingOrder,
} from './demo-books.ts';
import { type DemoRun, demoHistory } from './demo-history.ts';
import { DEMO_LIVES } from './demo-lives.ts';
import type { Transfer } from './ledger/ledger-transfers.ts';
import { CUSTOMER_CLIENT } from './oidc/providers.ts';

/**
 * Opens the demo accounts that are not there yet, with their last year, whom their owners have saved and what they have
 * arranged; the same at every seed on the same day. What is there stays as it is.
 */
export async function seed(db: Kysely<BankTables>, now: Date): Promise<void> {
  await db.transaction().execute(async (trx) => {
    const there = new Set((await trx.selectFrom('ledger_account').select('id').execute()).map(({ id }) => id));
    const accounts = DEMO_ACCOUNTS.filter(({ id }) => !there.has(id));
    if (accounts.length === 0) return;
    await openAccounts(trx, accounts);
    await savePayees(trx);
    const isNew = (id: string) => accounts.some((account) => account.id === id);
    const standingOrders = DEMO_STANDING_ORDERS.filter(({ from, to }) => isNew(from) && isNew(to));
    const { transfers, runs } = demoHistory({ accounts, lives: DEMO_LIVES, standingOrders }, now);
    await post(trx, transfers);
    for (const order of standingOrders)
      await arrange(
        trx,
        order,
        runs.filter((run) => run.orderId === order.id),
        now,
      );
  });
}

async function openAccounts(trx: Kysely<BankTables>, accounts: readonly DemoAccount[]): Promise<void> {
  const clearing = [...new Set(accounts.map(({ currency }) => currency))].map((currency) => ({
    id: clearingAccountId(currency),
    customer: null,
    name: `Clearing ${currency}`,
    identification: currency === 'GBP' ? `${SORT_CODE}00000000` : `clearing-${currency}`,
    currency,
    overdraft_minor: null,
  }));
  const owned = accounts.map(({ id, customer, name, identification, currency, overdraft }) => ({
    id,
    customer,
    name,
    identification,
    currency,
    overdraft_minor: BigInt(overdraft),
  }));
  await trx
    .insertInto('ledger_account')
    .values([...clearing, ...owned])
    .onConflict((conflict) => conflict.column('id').doNothing())
    .execute();
}

async function savePayees(trx: Kysely<BankTables>): Promise<void> {
  await trx
    .insertInto('alias')
    .values(DEMO_ALIASES.map(([phone, account_id]) => ({ phone, account_id })))
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  await trx
    .insertInto('beneficiary')
    .values(
      DEMO_BENEFICIARIES.map(([account_id, name, identification]) => ({
        id: `ben-demo-${account_id.slice(4)}-${identification.slice(-6)}`,
        account_id,
        name,
        identification,
      })),
    )
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

/** In one statement, for a year of it; the ledger's rules are in the table itself and hold for these as for all. */
async function post(trx: Kysely<BankTables>, transfers: readonly Transfer[]): Promise<void> {
  const rows = transfers.map(({ amountMinor, bookedAt, ...rest }) => ({
    ...rest,
    amount: amountMinor.toString(),
    at: bookedAt.toISOString(),
  }));
  await sql`
    insert into transfer (id, state, debit_account_id, credit_account_id, amount_minor, currency, reference, payer_name,
      payee_name, resolved_at, posted_minor)
    select id, 'posted', "fromId", "toId", amount, currency, reference, "payerName", "payeeName", at, amount
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as given(id text, "fromId" text, "toId" text, amount bigint,
      currency text, reference text, "payerName" text, "payeeName" text, at timestamptz)`.execute(trx);
}

/** A standing order as its customer once approved it, with its turns so far. */
async function arrange(
  trx: Kysely<BankTables>,
  order: DemoStandingOrder,
  runs: readonly DemoRun[],
  now: Date,
): Promise<void> {
  const firstRun = runs[0];
  const payer = DEMO_ACCOUNTS.find(({ id }) => id === order.from);
  if (!firstRun || !payer) return;
  const madeAt = new Date(firstRun.dueAt.getTime() - 24 * 60 * 60_000);
  const body = JSON.stringify(keptOrder(order, dayOf(firstRun.dueAt)));
  const { schedule, dayOfMonth } = readInitiation(body);
  const consent = {
    ...newConsent('payment', CUSTOMER_CLIENT, body, madeAt, 'standing-order'),
    id: `pc-${order.id}`,
    status: 'COND' as const,
    customer: payer.customer,
  };
  await trx.insertInto('consent').values(consent).execute();
  await trx
    .insertInto('payment')
    .values({
      id: order.id,
      consent_id: consent.id,
      product: 'standing-order',
      status: 'INCO',
      body,
      due_at: schedule.kind === 'repeat' ? dueAt(schedule, dayOfMonth, runs.length + 1) : null,
      runs: runs.length,
      created_at: madeAt,
      changed_at: runs.at(-1)?.dueAt ?? now,
    })
    .execute();
  await trx
    .insertInto('standing_order_run')
    .values(
      runs.map(({ orderId, number, dueAt: due, isPaid }) => ({
        order_id: orderId,
        number,
        due_at: due,
        status: isPaid ? ('ACSC' as const) : ('RJCT' as const),
        run_at: due,
      })),
    )
    .execute();
}

function keptOrder({ from, to, amount, reference, every, on }: DemoStandingOrder, first: string): KeptOrder {
  const end = (accountId: string) => {
    const { identification, name } = DEMO_ACCOUNTS.find(({ id }) => id === accountId) as DemoAccount;
    return { SchemeName: schemeOf(identification), Identification: identification, Name: name };
  };
  const { currency } = DEMO_ACCOUNTS.find(({ id }) => id === from) as DemoAccount;
  return {
    Data: {
      Initiation: {
        FirstPaymentAmount: { Amount: formatAmount({ minor: BigInt(amount), currency }), Currency: currency },
        MandateRelatedInformation: {
          FirstPaymentDateTime: `${first}T00:00:00+00:00`,
          Frequency: { Type: every === 'week' ? 'WEEK' : 'MNTH', PointInTime: String(on).padStart(2, '0') },
        },
        DebtorAccount: end(from),
        CreditorAccount: end(to),
        RemittanceInformation: { Unstructured: [reference] },
      },
    },
    Risk: { PaymentContextCode: 'TransferToThirdParty' },
  };
}

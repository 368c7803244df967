import { randomUUID } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import type { Kysely } from 'kysely';
import { parseAmount } from '../../../shared/money.ts';
import type { BankTables } from '../bank-tables.ts';
import { reserveTransfer } from '../ledger/ledger-transfers.ts';
import type { Caller } from './access-token.ts';
import { ApiError } from './api-error.ts';
import type { Product } from './order-tables.ts';
import { accountsOf, transferOf } from './order-transfer.ts';
import { type Initiation, type KeptOrder, readInitiation } from './payment-order.ts';
import { PRODUCTS } from './payment-products.ts';
import { dayOf, startOfDay } from './schedule-rules.ts';

const LATEST_DAYS = 2 * 366;

/** Refuses at the consent what could never be carried out: an amount, two ends of unlike currencies, a day gone by. */
export async function checkOrder(db: Kysely<BankTables>, body: string, now: Date): Promise<void> {
  const order = readInitiation(body);
  const refuse = (field: string) => new ApiError(400, 'U002', `Data.Initiation.${field}`);
  const amount = order.schedule.kind === 'repeat' ? 'FirstPaymentAmount' : 'InstructedAmount';
  const minor = parseAmount(order.amount, order.currency);
  if (minor === null || minor <= 0n) throw refuse(`${amount}.Amount`);
  const { debtor, creditor } = await accountsOf(db, order);
  if (debtor && debtor.id === creditor?.id) throw refuse('CreditorAccount.Identification');
  for (const account of [debtor, creditor])
    if (account && account.currency !== order.currency) throw refuse(`${amount}.Currency`);
  if (!isInTime(order, now))
    throw refuse(order.schedule.kind === 'repeat' ? 'FirstPaymentDateTime' : 'RequestedExecutionDateTime');
}

/** From tomorrow on, as far as the calendar of a customer reaches. */
function isInTime({ schedule }: Initiation, now: Date): boolean {
  if (schedule.kind === 'now') return true;
  const day = schedule.kind === 'once' ? schedule.on : schedule.first;
  const last = new Date(now.getTime() + LATEST_DAYS * 24 * 60 * 60_000);
  return day > dayOf(now) && day <= dayOf(last);
}

/** AUTH → COND, the order itself and the hold on its money are one transaction, under a lock on the consent. */
export async function makeOrder(
  trx: Kysely<BankTables>,
  product: Product,
  caller: Caller,
  { consentId, order }: { readonly consentId: string; readonly order: KeptOrder },
  now: Date,
): Promise<string> {
  const consent = await trx
    .selectFrom('consent')
    .selectAll()
    .where('id', '=', consentId)
    .where('kind', '=', 'payment')
    .where('product', '=', product)
    .forUpdate()
    .executeTakeFirst();
  if (!consent) throw new ApiError(400, 'U011', 'Data.ConsentId');
  if (consent.client_id !== caller.clientId || consent.customer !== caller.customer) throw new ApiError(403, 'U010');
  if (consent.status !== 'AUTH') throw new ApiError(400, 'U009', 'Data.ConsentId');
  const asked = JSON.parse(consent.body) as KeptOrder;
  if (!isDeepStrictEqual(order.Data.Initiation, asked.Data.Initiation) || !isDeepStrictEqual(order.Risk, asked.Risk))
    throw new ApiError(400, 'U008', 'Data.Initiation');
  const { idPrefix, taken } = PRODUCTS[product];
  const id = `${idPrefix}-${randomUUID()}`;
  await trx.updateTable('consent').set({ status: 'COND', changed_at: now }).where('id', '=', consent.id).execute();
  const { body, customer } = consent;
  // Money for a later day is not held back: the day decides.
  const covered =
    product !== 'payment' || (await reserveTransfer(trx, await transferOf(trx, { id, body, customer }))).ok;
  await trx
    .insertInto('payment')
    .values({
      id,
      consent_id: consent.id,
      product,
      status: covered ? taken : 'RJCT',
      body,
      due_at: covered ? firstDueAt(readInitiation(body), now) : null,
      created_at: now,
      changed_at: now,
    })
    .execute();
  return id;
}

function firstDueAt({ schedule }: Initiation, now: Date): Date {
  if (schedule.kind === 'now') return now;
  return startOfDay(schedule.kind === 'once' ? schedule.on : schedule.first);
}

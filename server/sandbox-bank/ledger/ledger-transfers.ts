import { CompiledQuery, type Kysely } from 'kysely';
import { ok, type Result, refuse } from '../../../shared/result.ts';
import { prepared } from '../../lib/db.ts';
import type { BankTables } from '../bank-tables.ts';

/** Moves money, or holds it for a later decision. Each of these works on the database itself (one round trip, one commit) and in a caller's transaction. */

export interface TransferOrder {
  /** Once for each id, whoever sends it how often, pending or posted. */
  readonly id: string;
  readonly fromId: string;
  readonly toId: string;
  /** 1 to 10¹⁷. */
  readonly amountMinor: bigint;
  readonly currency: string;
  readonly reference: string;
  /** How each side's statement names the other. */
  readonly payerName: string;
  readonly payeeName: string;
}
export interface Transfer extends TransferOrder {
  readonly bookedAt: Date;
}
export interface Reservation extends TransferOrder {
  /** Not posted from then on. Absent: held until it is posted or voided. */
  readonly expiresAt?: Date;
}

export type TransferState = 'pending' | 'posted' | 'voided' | 'expired';
/** The id is taken by a transfer that is the same in everything but its times, and has come this far. */
type Already = `already-${TransferState}`;

export type TransferError =
  | 'insufficient-funds'
  | 'transfer-malformed'
  | 'account-unknown'
  /** Taken by a transfer that is another one. */
  | 'id-reused'
  | Already;
export type ResolveError =
  | 'transfer-unknown'
  /** Less than 1, or more than is reserved. */
  | 'amount-out-of-range'
  /** Posted before, with another amount. */
  | 'amount-differs'
  | Already;

const MAX_AMOUNT_MINOR = 10n ** 17n;
const EXPIRED_AT_ONCE = 1000;

const MAKE = prepared('make_transfer', 'select make_transfer($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) as word');
const RESOLVE = prepared('resolve_transfer', 'select resolve_transfer($1, $2, $3, $4) as word');

/** Done where the transfer is in the state that was asked for, now or since before; anything else is a refusal. */
type Outcome<S extends TransferState, E extends string> = Promise<
  Result<S | `already-${S}`, Exclude<E, `already-${S}`>>
>;

/** Moves the money at once. A transfer that is there already is answered as done, if it is the same one. */
export function postTransfer(db: Kysely<BankTables>, order: Transfer): Outcome<'posted', TransferError> {
  return make(db, order, 'posted', order.bookedAt, null);
}

/** Holds the money back from the payer, and does not give it to the payee yet. */
export function reserveTransfer(db: Kysely<BankTables>, order: Reservation): Outcome<'pending', TransferError> {
  return make(db, order, 'pending', null, order.expiresAt ?? null);
}

/** Moves reserved money, or `amountMinor` of it: the rest is the payer's again. */
export async function postReserved(
  db: Kysely<BankTables>,
  { id, amountMinor, now }: { readonly id: string; readonly amountMinor?: bigint; readonly now: Date },
): Outcome<'posted', ResolveError> {
  if (amountMinor !== undefined && !isAmount(amountMinor)) return refuse('amount-out-of-range');
  return resolve(db, 'posted', id, now, amountMinor ?? null);
}

/** Gives reserved money back to the payer. */
export function voidReserved(
  db: Kysely<BankTables>,
  { id, now }: { readonly id: string; readonly now: Date },
): Outcome<'voided', ResolveError> {
  return resolve(db, 'voided', id, now, null);
}

/** Gives back what is due by `now`, each in a transaction of its own and a thousand at most; answers how many. Nothing relies on it: what is due is not posted anyway. */
export async function expireReserved(db: Kysely<BankTables>, now: Date): Promise<number> {
  const due = await db
    .selectFrom('transfer')
    .select('id')
    .where('state', '=', 'pending')
    .where('expires_at', '<=', now)
    .orderBy('expires_at')
    .limit(EXPIRED_AT_ONCE)
    .execute();
  let expired = 0;
  for (const { id } of due) {
    const outcome = await resolve(db, 'expired', id, now, null);
    if (outcome.ok && outcome.value === 'expired') expired++;
  }
  return expired;
}

function isAmount(minor: bigint): boolean {
  return minor >= 1n && minor <= MAX_AMOUNT_MINOR;
}

async function make<S extends TransferState>(
  db: Kysely<BankTables>,
  { id, fromId, toId, amountMinor, currency, reference, payerName, payeeName }: TransferOrder,
  state: S,
  bookedAt: Date | null,
  expiresAt: Date | null,
): Outcome<S, TransferError> {
  if (!isAmount(amountMinor) || fromId === toId)
    return refuse('transfer-malformed') as Awaited<Outcome<S, TransferError>>;
  const order = [id, state, fromId, toId, amountMinor, currency, reference, payerName, payeeName, bookedAt, expiresAt];
  return read(state, await ask(db, MAKE, order));
}

async function resolve<S extends TransferState>(
  db: Kysely<BankTables>,
  state: S,
  id: string,
  now: Date,
  amountMinor: bigint | null,
): Outcome<S, ResolveError> {
  return read(state, await ask(db, RESOLVE, [id, state, amountMinor, now]));
}

async function ask(db: Kysely<BankTables>, statement: string, parameters: unknown[]): Promise<string> {
  const { rows } = await db.executeQuery(CompiledQuery.raw(statement, parameters) as CompiledQuery<{ word: string }>);
  return (rows[0] as { word: string }).word;
}

function read<S extends TransferState, E extends string>(
  state: S,
  word: string,
): Result<S | `already-${S}`, Exclude<E, `already-${S}`>> {
  const applied = word === state || word === `already-${state}`;
  return applied ? ok(word as S) : refuse(word as Exclude<E, `already-${S}`>);
}

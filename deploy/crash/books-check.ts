import { mayBecome } from '../../server/banking/payment-rules.ts';
import { FINAL_PAYMENT_STATES, type PaymentState } from '../../shared/payment.ts';
import { persist } from './crash-customer.ts';
import { type CrashHouse, OPERATOR_TOKEN } from './crash-house.ts';
import type { PlacedOrder } from './payment-order.ts';

/** What the books say of a set of orders, when everything has come to rest. */
export interface Verdict {
  /** Orders of which branch and bank tell a different story: taken and gone, booked without a transfer, a transfer without a booking. */
  readonly lost: number;
  /** Transfers beyond the first of an order. */
  readonly doubled: number;
  /** Each thing that is wrong, lost and doubled included, in words. */
  readonly complaints: readonly string[];
  /** How the payments of the journal ended. */
  readonly ends: Readonly<Record<string, number>>;
}

interface Entry {
  readonly transferId: string;
  readonly amount: string;
  readonly reference: string;
}

interface JournalRow {
  readonly id: string;
  readonly reference: string;
  readonly state: PaymentState;
  readonly bank_payment_id: string | null;
}

/** Holds the branch's journal against the bank's ledger. Needs both servers up, and nothing on its way. */
export async function checkBooks(house: CrashHouse, placed: readonly PlacedOrder[]): Promise<Verdict> {
  const complaints: string[] = placed.flatMap(({ stuck }) => stuck ?? []);
  const ends: Record<string, number> = {};
  let lost = 0;
  let doubled = 0;
  const ledgers = new Map<string, Entry[]>();
  for (const { order } of placed) {
    const { identification } = order.debtor;
    if (!ledgers.has(identification)) ledgers.set(identification, await readEntries(house, identification));
  }
  const references = placed.map(({ order }) => order.reference);
  const { rows } = await house.journal.query<JournalRow>(
    'select id, reference, state, bank_payment_id from payment where reference = any($1)',
    [references],
  );
  for (const one of placed) {
    const { order } = one;
    const mine = rows.filter(({ reference }) => reference === order.reference);
    for (const { state } of mine) ends[state] = (ends[state] ?? 0) + 1;
    const transfers = (ledgers.get(order.debtor.identification) ?? []).filter(
      (entry) => entry.reference === order.reference && entry.amount.startsWith('-'),
    );
    const found = compare(one, mine, transfers);
    if (found.length > 0) lost += 1;
    complaints.push(...found);
    if (transfers.length > 1) {
      doubled += transfers.length - 1;
      complaints.push(`${order.reference}: paid ${transfers.length} times`);
    }
  }
  complaints.push(...(await checkHistories(house, rows)), ...(await checkTotals(house)));
  return { lost, doubled, complaints, ends };
}

/** Where the journal's payments of one order and the ledger's transfers of it disagree. */
function compare(
  { order, paymentId }: PlacedOrder,
  rows: readonly JournalRow[],
  transfers: readonly Entry[],
): string[] {
  const says = (text: string) => `${order.reference}: ${text}`;
  const found: string[] = [];
  if (!paymentId) found.push(says('the branch never took it'));
  else if (!rows.some(({ id }) => id === paymentId))
    found.push(says(`payment ${paymentId} was taken by the branch and is in no journal`));
  if (rows.length > 1) found.push(says(`one form made ${rows.length} payments`));
  for (const row of rows) {
    const transfer = transfers.find(({ transferId }) => transferId === row.bank_payment_id);
    if (!FINAL_PAYMENT_STATES.includes(row.state as never)) found.push(says(`${row.id} ended as ${row.state}`));
    if (row.state === 'booked' && !transfer) found.push(says(`${row.id} is booked and there is no transfer`));
    if (row.state !== 'booked' && transfer) found.push(says(`${row.id} is ${row.state} and money moved`));
    if (transfer && transfer.amount !== `-${order.amount}`)
      found.push(says(`${transfer.amount} moved, not ${order.amount}`));
  }
  // Of several, all but one are doubled; a single one must be somebody's.
  for (const { transferId } of transfers.length === 1 ? transfers : [])
    if (!rows.some((row) => row.bank_payment_id === transferId))
      found.push(says(`transfer ${transferId} has no payment`));
  return found;
}

/** Each history begins where payments begin, takes lawful steps, and ends where its payment stands. */
async function checkHistories({ journal }: CrashHouse, payments: readonly JournalRow[]): Promise<string[]> {
  const { rows } = await journal.query<{ payment_id: string; from_state: PaymentState | null; to_state: PaymentState }>(
    'select payment_id, from_state, to_state from payment_history where payment_id = any($1) order by id',
    [payments.map(({ id }) => id)],
  );
  return payments.flatMap(({ id, reference, state }) => {
    let at: PaymentState | null = null;
    for (const step of rows.filter((row) => row.payment_id === id)) {
      const lawful = step.from_state === at && (at === null || mayBecome(at, step.to_state));
      if (!lawful) return [`${reference}: its history goes from ${at} by ${step.from_state} to ${step.to_state}`];
      at = step.to_state;
    }
    return at === state ? [] : [`${reference}: its history ends in ${at}, and it is ${state}`];
  });
}

/** Transfers of these accounts that no known order asked for, whatever their reference; `known` are those that were there before. */
export async function readStrayTransfers(
  house: CrashHouse,
  accounts: readonly string[],
  known: ReadonlySet<string>,
): Promise<string[]> {
  const { rows } = await house.journal.query<{ bank_payment_id: string }>(
    'select bank_payment_id from payment where bank_payment_id is not null',
  );
  const asked = new Set(rows.map((row) => row.bank_payment_id));
  const strays: string[] = [];
  for (const account of accounts)
    for (const { transferId, amount, reference } of await readEntries(house, account))
      if (!known.has(transferId) && !asked.has(transferId))
        strays.push(`${account}: ${amount} ${reference} (${transferId})`);
  return strays;
}

export async function readTransferIds(house: CrashHouse, accounts: readonly string[]): Promise<Set<string>> {
  const entries = await Promise.all(accounts.map((account) => readEntries(house, account)));
  return new Set(entries.flat().map(({ transferId }) => transferId));
}

async function checkTotals(house: CrashHouse): Promise<string[]> {
  const { currencies } = (await askOperator(house, '/operator/trial-balance')) as {
    currencies: { currency: string; entriesTotal: string; balancesMatchEntries: boolean }[];
  };
  if (currencies.length === 0) return ['the ledger is empty'];
  return currencies
    .filter(({ entriesTotal, balancesMatchEntries }) => Number(entriesTotal) !== 0 || !balancesMatchEntries)
    .map(({ currency, entriesTotal }) => `the ledger of ${currency} does not balance: ${entriesTotal}`);
}

async function readEntries(house: CrashHouse, identification: string): Promise<Entry[]> {
  const answer = await askOperator(house, `/operator/entries?identification=${identification}`);
  return (answer as { entries: Entry[] }).entries;
}

function askOperator({ bankUrl }: CrashHouse, path: string): Promise<unknown> {
  return persist(path, async () => {
    const answer = await fetch(bankUrl + path, { headers: { authorization: `Bearer ${OPERATOR_TOKEN}` } }).catch(
      () => null,
    );
    return answer?.ok ? await answer.json() : null;
  });
}

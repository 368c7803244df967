import { dayOf, fallsOn, startOfDay, weekdayOf } from './api/schedule-rules.ts';
import { standingTransferId } from './api/settlement.ts';
import { clearingAccountId } from './clearing.ts';
import type { DemoAccount, DemoStandingOrder } from './demo-books.ts';
import type { Habit } from './demo-lives.ts';
import { personBySubject } from './demo-people.ts';
import type { Transfer } from './ledger/ledger-transfers.ts';
import { seededRandom } from './seeded-random.ts';

/** How far back it goes. */
const MONTHS = 12;
const DAY_MS = 24 * 60 * 60_000;

export interface DemoBooks {
  readonly accounts: readonly DemoAccount[];
  readonly lives: Readonly<Record<string, readonly Habit[]>>;
  readonly standingOrders: readonly DemoStandingOrder[];
}
/** A payment of a standing order that has had its turn. */
export interface DemoRun {
  readonly orderId: string;
  readonly number: number;
  readonly dueAt: Date;
  readonly isPaid: boolean;
}
type Planned = Transfer & { readonly run?: Omit<DemoRun, 'isPaid'> };

/**
 * A year of what the demo people did, oldest first and all of it before `now`. What happens on a day is drawn from the day,
 * the account and the habit: it is the same whenever one looks back on it. Nobody spends what they have not got.
 */
export function demoHistory(books: DemoBooks, now: Date) {
  const byId = new Map(books.accounts.map((account) => [account.id, account]));
  const days = daysUntil(now);
  const planned: Planned[] = [...byId.values()].flatMap((account) => [
    opening(account, days[0] ?? dayOf(now)),
    ...(books.lives[account.id] ?? []).flatMap((habit, index) => practise(account, habit, index, days, byId)),
  ]);
  for (const order of books.standingOrders) planned.push(...turnsOf(order, days, byId));
  planned.sort((a, b) => a.bookedAt.getTime() - b.bookedAt.getTime() || (a.id < b.id ? -1 : 1));
  return carryOut(planned, byId, now);
}

/** Pays in order of time what can be paid. */
function carryOut(planned: readonly Planned[], byId: ReadonlyMap<string, DemoAccount>, now: Date) {
  const balances = new Map<string, bigint>();
  const transfers: Transfer[] = [];
  const runs: DemoRun[] = [];
  for (const { run, ...transfer } of planned) {
    if (transfer.bookedAt >= now) break;
    const { fromId, toId, amountMinor } = transfer;
    const payer = byId.get(fromId);
    const left = (balances.get(fromId) ?? 0n) - amountMinor;
    const isPaid = !payer || left >= BigInt(-payer.overdraft);
    if (run) runs.push({ ...run, isPaid });
    if (!isPaid) continue;
    balances.set(fromId, left).set(toId, (balances.get(toId) ?? 0n) + amountMinor);
    transfers.push(transfer);
  }
  return { transfers, runs };
}

/** Each day from the first of the month a year ago to today. */
function daysUntil(now: Date): string[] {
  const days: string[] = [];
  const begin = Date.UTC(now.getUTCFullYear(), now.getUTCMonth() - MONTHS, 1);
  for (let at = begin; at <= now.getTime(); at += DAY_MS) days.push(dayOf(new Date(at)));
  return days;
}

function opening({ id, currency, opening: amount }: DemoAccount, day: string): Transfer {
  return {
    id: `seed-${id}-opening`,
    fromId: clearingAccountId(currency),
    toId: id,
    amountMinor: BigInt(amount),
    currency,
    reference: 'OPENING',
    payerName: 'Opening balance',
    payeeName: id,
    // Before all that is paid from it.
    bookedAt: new Date(startOfDay(day).getTime() - 60 * 60_000),
  };
}

function practise(
  account: DemoAccount,
  habit: Habit,
  index: number,
  days: readonly string[],
  byId: ReadonlyMap<string, DemoAccount>,
): Transfer[] {
  const { chance = 1, to } = habit.more ?? {};
  const other = to === undefined ? clearingAccountId(account.currency) : byId.get(to)?.id;
  // Who is not seeded now has a life of their own already.
  if (other === undefined) return [];
  return days
    .filter((day) => isDay(habit, day))
    .flatMap((day) => {
      const random = seededRandom(`${account.id} ${index} ${day}`);
      if (random() >= chance) return [];
      const amount = amountOn(habit, day, random());
      const who = habit.who[Math.floor(random() * habit.who.length)] ?? '';
      const arrives = amount > 0;
      const self = ownName(account, to === undefined ? undefined : byId.get(to));
      return {
        id: `seed-${account.id}-${index}-${day}`,
        fromId: arrives ? other : account.id,
        toId: arrives ? account.id : other,
        amountMinor: BigInt(Math.abs(amount)),
        currency: account.currency,
        reference: habit.reference,
        payerName: arrives ? who : self,
        payeeName: arrives ? self : who,
        bookedAt: timeOn(day, random()),
      };
    });
}

/** How the other side's statement names an account: by its holder, or among the holder's own by its name. */
function ownName(account: DemoAccount, other: DemoAccount | undefined): string {
  if (other?.customer === account.customer) return account.name;
  return personBySubject(account.customer)?.name ?? account.id;
}

/** Between seven in the morning and nine in the evening. */
function timeOn(day: string, drawn: number): Date {
  return new Date(startOfDay(day).getTime() + (7 * 60 * 60 + Math.floor(drawn * 14 * 60 * 60)) * 1000);
}

function amountOn({ amount, more }: Habit, day: string, drawn: number): number {
  if (typeof amount === 'number') return amount;
  const [least, most] = amount;
  const month = startOfDay(day).getUTCMonth();
  const season = more?.winter ? 1.3 + 0.3 * Math.cos((month / 12) * 2 * Math.PI) : 1;
  return Math.round((least + drawn * (most - least)) * season);
}

function isDay({ on, more }: Habit, day: string): boolean {
  if (more?.months && !more.months.includes(Number(day.slice(5, 7)))) return false;
  if ('week' in on) return on.week.includes(weekdayOf(day));
  if ('year' in on) return on.year.includes(day.slice(5));
  if (!more?.workday) return fallsOn(on.month, day);
  if (weekdayOf(day) > 5) return false;
  const ahead = weekdayOf(day) === 5 ? [0, 1, 2] : [0];
  return ahead.some((days) => fallsOn(on.month, dayOf(new Date(startOfDay(day).getTime() + days * DAY_MS))));
}

function turnsOf(
  { id, from, to, amount, reference, every, on }: DemoStandingOrder,
  days: readonly string[],
  byId: ReadonlyMap<string, DemoAccount>,
): Planned[] {
  const [payer, payee] = [byId.get(from), byId.get(to)];
  if (!payer || !payee) return [];
  return days
    .filter((day) => (every === 'week' ? weekdayOf(day) === on : fallsOn(on, day)))
    .map((day, index) => ({
      id: standingTransferId(id, index + 1),
      fromId: from,
      toId: to,
      amountMinor: BigInt(amount),
      currency: payer.currency,
      reference,
      payerName: ownName(payer, payee),
      payeeName: ownName(payee, payer),
      bookedAt: startOfDay(day),
      run: { orderId: id, number: index + 1, dueAt: startOfDay(day) },
    }));
}

import type { LedgerAccountRow } from '../bank-tables.ts';
import type { LedgerService } from '../ledger/ledger-service.ts';
import { transactionAnswer } from './account-answers.ts';
import { ApiError } from './api-error.ts';
import type { Dialect } from './dialects.ts';

export const TRANSACTIONS_A_PAGE = 100;

type Query = Readonly<Record<string, unknown>>;
type May = (permission: 'ReadTransactionsCredits' | 'ReadTransactionsDebits' | 'ReadTransactionsDetail') => boolean;

/** Reads an account's transactions, newest first, by pages, of the time that is asked for and the sides that are permitted. */
export function createTransactionsReader(ledger: LedgerService, dialect: Dialect, baseUrl: string) {
  return async (account: LedgerAccountRow, may: May, query: Query) => {
    const sides = { credits: may('ReadTransactionsCredits'), debits: may('ReadTransactionsDebits') };
    const bookedFrom = readBookingTime(query, 'fromBookingDateTime');
    const bookedTo = readBookingTime(query, 'toBookingDateTime');
    const filter = { ...sides, bookedFrom, bookedTo };
    const [available, asked] = [await ledger.extent(account.id, sides), await ledger.extent(account.id, filter)];
    const page = readPage(query);
    const pages = Math.max(1, Math.ceil(asked.count / TRANSACTIONS_A_PAGE));
    if (page > pages) throw new ApiError(400, 'U002', 'page');
    const lines = await ledger.statement(account.id, TRANSACTIONS_A_PAGE, {
      ...filter,
      offset: (page - 1) * TRANSACTIONS_A_PAGE,
    });
    const link = (number: number) => {
      const search = new URLSearchParams();
      for (const name of ['fromBookingDateTime', 'toBookingDateTime'])
        if (query[name] !== undefined) search.set(name, String(query[name]));
      if (number > 1) search.set('page', String(number));
      return `${baseUrl}/accounts/${account.id}/transactions${search.size > 0 ? `?${search}` : ''}`;
    };
    return {
      Data: {
        Transaction: lines.map((line) => transactionAnswer(dialect, account.id, line, may('ReadTransactionsDetail'))),
      },
      Links: {
        Self: link(page),
        First: link(1),
        ...(page > 1 && { Prev: link(page - 1) }),
        ...(page < pages && { Next: link(page + 1) }),
        Last: link(pages),
      },
      Meta: {
        TotalPages: pages,
        ...(available.first && { FirstAvailableDateTime: available.first.toISOString() }),
        ...(available.last && { LastAvailableDateTime: available.last.toISOString() }),
      },
    };
  };
}

const BOOKING_TIME = /^([12]\d{3}-\d\d-\d\d)(T\d\d:\d\d:\d\d(?:\.\d{1,9})?)?(?:Z|[+ -]\d\d:?\d\d)?$/;

/**
 * Reads `fromBookingDateTime` or `toBookingDateTime`: ISO 8601, the time optional. A time zone is ignored, as the standard
 * asks. Refuses any other text with U002.
 */
function readBookingTime(query: Query, name: string): Date | undefined {
  const text = query[name];
  if (text === undefined) return undefined;
  const [, day = '', time = 'T00:00:00'] = (typeof text === 'string' && BOOKING_TIME.exec(text)) || [];
  const at = new Date(`${day}${time}Z`);
  // A 30th of February reads as the 2nd of March.
  if (Number.isNaN(at.getTime()) || !at.toISOString().startsWith(day)) throw new ApiError(400, 'U002', name);
  return at;
}

/** Reads `page`, from 1; refuses any other text with U002. */
function readPage(query: Query): number {
  const text = query.page ?? '1';
  if (typeof text !== 'string' || !/^[1-9]\d{0,4}$/.test(text)) throw new ApiError(400, 'U002', 'page');
  return Number(text);
}

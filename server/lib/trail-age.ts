import { type RawBuilder, sql } from 'kysely';
import type { Database } from './db.ts';
import { erasedSubject, hasCustomer } from './erased-subject.ts';

/** An audit trail in which entries stand by customers. Its own trigger allows nothing but what {@link forgetCustomers} does. */
export interface CustomerTrail {
  readonly table: string;
  /** Where the customer's `sub` stands. */
  readonly subject: string;
  /** Of an `entry`: that it is a customer's, and that what it is about is nobody's any more. */
  readonly mayForget: RawBuilder<boolean>;
}

/** Takes customers' `sub` out of at most `limit` entries older than `before`, and leaves all else of them; answers out of how many. */
export async function forgetCustomers(
  transaction: Database,
  { table, subject, mayForget }: CustomerTrail,
  before: Date,
  limit: number,
): Promise<number> {
  const { rows } = await sql`
    with old as materialized (
      select seq from ${sql.table(table)} as entry
      where at < ${before} and ${hasCustomer(subject)} and ${mayForget}
      limit ${limit} for update skip locked)
    update ${sql.table(table)} as entry set ${sql.ref(subject)} = ${erasedSubject()}
    from old where entry.seq = old.seq returning entry.seq`.execute(transaction);
  return rows.length;
}

import { type RawBuilder, sql } from 'kysely';

/** Stands where a customer's `sub` was: another one in each row, so that rows tell nothing of each other. No issuer's `sub` begins so. */
const ERASED = 'erased:';

export const erasedSubject = (): RawBuilder<string> => sql<string>`${sql.lit(ERASED)} || gen_random_uuid()`;

/** A condition: the row still has its customer, whose `sub` stands in this column. */
export const hasCustomer = (column = 'customer_subject'): RawBuilder<boolean> =>
  sql<boolean>`${sql.ref(column)} not like ${sql.lit(`${ERASED}%`)}`;

/** Whether it stands where a customer's `sub` was. */
export const isErased = (subject: string): boolean => subject.startsWith(ERASED);

import type { Database } from '../lib/db.ts';
import type { AfterwardsTables } from './afterwards-tables.ts';
import type { AgingData, PersonalData } from './personal-data.ts';

/** Of a rating the person and the words go; the two numbers stay, and tell of nobody. */
const NOBODYS = { customer_subject: null, word: null } as const;

export function createRatingData(
  database: Database,
  keptMs: number,
): { readonly personal: PersonalData; readonly aging: AgingData } {
  const db = database.withTables<AfterwardsTables>();
  return {
    personal: {
      async collect(subject) {
        const rows = await db
          .selectFrom('rating')
          .selectAll()
          .where('customer_subject', '=', subject)
          .orderBy('at')
          .execute();
        return {
          ratings: rows.map(({ consultation_id, satisfaction, recommend, word, skipped, at }) => {
            return { consultation: consultation_id, satisfaction, recommend, word, skipped, at };
          }),
        };
      },
      async erase(transaction, subject) {
        const gone = await transaction
          .withTables<AfterwardsTables>()
          .updateTable('rating')
          .set(NOBODYS)
          .where('customer_subject', '=', subject)
          .returning('consultation_id')
          .execute();
        return [{ kind: 'ratings', count: gone.length }];
      },
    },
    aging: {
      kind: 'ratings',
      keptMs,
      async sweep(transaction, before, limit) {
        const trx = transaction.withTables<AfterwardsTables>();
        const gone = await trx
          .updateTable('rating')
          .set(NOBODYS)
          .where('consultation_id', 'in', (eb) =>
            eb
              .selectFrom('rating')
              .select('consultation_id')
              .where('at', '<', before)
              .where('customer_subject', 'is not', null)
              .limit(limit)
              .forUpdate()
              .skipLocked(),
          )
          .returning('consultation_id')
          .execute();
        return gone.length;
      },
    },
  };
}

import type { Kysely } from 'kysely';
import type { BankTables } from '../bank-tables.ts';

export interface TextMessage {
  readonly body: string;
  readonly sentAt: Date;
}

export const TEXT_MESSAGE_LIFETIME_MS = 24 * 60 * 60_000;
const SHOWN = 10;

export type TextMessages = ReturnType<typeof createTextMessages>;

/**
 * Stands in for the mobile network: what a bank would send to the number it knows is kept, and shown on a page that says
 * so. A bank puts its own sender here.
 */
export function createTextMessages(db: Kysely<BankTables>, clock: () => Date) {
  return {
    async send(customer: string, body: string): Promise<void> {
      await db.insertInto('text_message').values({ customer, body, sent_at: clock() }).execute();
    },
    /** The newest first. */
    async latest(customer: string): Promise<TextMessage[]> {
      const rows = await db
        .selectFrom('text_message')
        .select(['body', 'sent_at'])
        .where('customer', '=', customer)
        .orderBy('id', 'desc')
        .limit(SHOWN)
        .execute();
      return rows.map(({ body, sent_at }) => ({ body, sentAt: sent_at }));
    },
  };
}

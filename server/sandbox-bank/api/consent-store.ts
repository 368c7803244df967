import { randomUUID } from 'node:crypto';
import type { Kysely } from 'kysely';
import type { BankTables, ConsentRow } from '../bank-tables.ts';

export interface Authorisation {
  readonly clientId: string;
  readonly customer: string;
  readonly grantId: string;
}

/** Every id that the bank gives out is of these; anything else names nothing, and is not asked for. */
export function isResourceId(text: string): boolean {
  return /^[\w-]{1,128}$/.test(text);
}

export type ConsentStore = ReturnType<typeof createConsentStore>;

/** Consents of both kinds: what a client asked for, and whether and by whom it was granted. */
export function createConsentStore(db: Kysely<BankTables>) {
  return {
    async find(id: string, kind: ConsentRow['kind']): Promise<ConsentRow | undefined> {
      if (!isResourceId(id)) return undefined;
      return db.selectFrom('consent').selectAll().where('id', '=', id).where('kind', '=', kind).executeTakeFirst();
    },
    async idOfGrant(grantId: string): Promise<string | undefined> {
      return (await db.selectFrom('consent').select('id').where('grant_id', '=', grantId).executeTakeFirst())?.id;
    },
    /** AWAU → AUTH, once, for the customer who grants it. Answers false where it was not awaiting. */
    async authorise(
      id: string,
      kind: ConsentRow['kind'],
      { clientId, customer, grantId }: Authorisation,
    ): Promise<boolean> {
      const { numUpdatedRows } = await db
        .updateTable('consent')
        .set({ status: 'AUTH', customer, grant_id: grantId, changed_at: new Date() })
        .where('id', '=', id)
        .where('kind', '=', kind)
        .where('client_id', '=', clientId)
        .where('status', '=', 'AWAU')
        .executeTakeFirst();
      return numUpdatedRows === 1n;
    },
    async reject(id: string, kind: ConsentRow['kind']): Promise<void> {
      await db
        .updateTable('consent')
        .set({ status: 'RJCT', changed_at: new Date() })
        .where('id', '=', id)
        .where('kind', '=', kind)
        .where('status', '=', 'AWAU')
        .execute();
    },
    remove: (id: string, clientId: string) =>
      db
        .deleteFrom('consent')
        .where('id', '=', id)
        .where('kind', '=', 'account')
        .where('client_id', '=', clientId)
        .executeTakeFirst(),
  };
}

export function newConsent(
  kind: ConsentRow['kind'],
  clientId: string,
  body: string,
  now: Date,
  product: ConsentRow['product'] = 'payment',
): ConsentRow {
  const id = `${kind === 'account' ? 'aac' : 'pc'}-${randomUUID()}`;
  return {
    id,
    kind,
    product,
    client_id: clientId,
    status: 'AWAU',
    body,
    customer: null,
    grant_id: null,
    created_at: now,
    changed_at: now,
  };
}

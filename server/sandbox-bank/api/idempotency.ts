import { createHash } from 'node:crypto';
import type { Kysely } from 'kysely';
import type { BankTables } from '../bank-tables.ts';
import { ApiError } from './api-error.ts';
import type { ApiCall } from './api-router.ts';

/** A key is remembered this long. */
export const IDEMPOTENCY_LIFETIME_MS = 24 * 60 * 60_000;

/** An endpoint that takes a key, and what it answers to a key used with another body. */
export interface IdempotentEndpoint {
  readonly endpoint: string;
  readonly statusOfReuse: 400 | 409;
}

/**
 * Makes a resource once for each key of a client and endpoint. The key is written in the transaction of its effect; a
 * replay answers the same resource as it stands now, and a replay with another body is refused and changes nothing.
 */
export async function once(
  db: Kysely<BankTables>,
  { endpoint, statusOfReuse }: IdempotentEndpoint,
  { caller, body, idempotencyKey: key }: ApiCall,
  make: (trx: Kysely<BankTables>) => Promise<string>,
): Promise<string> {
  if (!key || key.length > 40 || !/\S/.test(key)) throw new ApiError(400, 'U003', 'x-idempotency-key');
  const bodyHash = createHash('sha256').update(body).digest('base64url');
  const place = { client_id: caller.clientId, endpoint, key };
  return db.transaction().execute(async (trx) => {
    const now = new Date();
    await trx
      .deleteFrom('idempotency')
      .where('client_id', '=', caller.clientId)
      .where('endpoint', '=', endpoint)
      .where('key', '=', key)
      .where('created_at', '<', new Date(now.getTime() - IDEMPOTENCY_LIFETIME_MS))
      .execute();
    // The empty id holds the key against a second request at the same time: it waits here for the first to commit.
    const held = await trx
      .insertInto('idempotency')
      .values({ ...place, body_hash: bodyHash, resource_id: '', created_at: now })
      .onConflict((conflict) => conflict.columns(['client_id', 'endpoint', 'key']).doNothing())
      .executeTakeFirst();
    if (held.numInsertedOrUpdatedRows !== 1n) {
      const earlier = await trx
        .selectFrom('idempotency')
        .selectAll()
        .where('client_id', '=', caller.clientId)
        .where('endpoint', '=', endpoint)
        .where('key', '=', key)
        .executeTakeFirstOrThrow();
      if (earlier.body_hash !== bodyHash) throw new ApiError(statusOfReuse, 'U029', 'x-idempotency-key');
      return earlier.resource_id;
    }
    const resourceId = await make(trx);
    await trx
      .updateTable('idempotency')
      .set({ resource_id: resourceId })
      .where('client_id', '=', caller.clientId)
      .where('endpoint', '=', endpoint)
      .where('key', '=', key)
      .execute();
    return resourceId;
  });
}

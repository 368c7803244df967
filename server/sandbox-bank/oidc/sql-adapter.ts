import type { Kysely } from 'kysely';
import { type Adapter, type AdapterPayload, errors } from 'oidc-provider';
import type { BankTables } from '../bank-tables.ts';

/** PostgreSQL knows no text with a NUL: nothing is kept under one, and nothing is to be asked for. */
const isKeepable = (id: string) => !id.includes('\0');

/**
 * Where an issuer keeps its grants, tokens, interactions and backchannel requests, so that they outlive the process.
 * `consumed` is set once: of two redemptions of one code at a time, the row's lock lets one through and refuses the other.
 */
export function createSqlAdapter(db: Kysely<BankTables>, issuer: 'customers' | 'staff') {
  return (model: string): Adapter => {
    const kind = `${issuer}:${model}`;
    async function findBy(column: 'id' | 'uid' | 'user_code', value: string): Promise<AdapterPayload | undefined> {
      if (!isKeepable(value)) return undefined;
      const row = await db
        .selectFrom('oidc')
        .select('payload')
        .where('kind', '=', kind)
        .where(column, '=', value)
        .where((row) => row.or([row('expires_at', 'is', null), row('expires_at', '>', new Date())]))
        .executeTakeFirst();
      return row && (JSON.parse(row.payload) as AdapterPayload);
    }
    return {
      async upsert(id, payload, expiresIn) {
        const row = {
          payload: JSON.stringify(payload),
          grant_id: payload.grantId ?? null,
          user_code: payload.userCode ?? null,
          uid: payload.uid ?? null,
          expires_at: expiresIn ? new Date(Date.now() + expiresIn * 1000) : null,
        };
        await db
          .insertInto('oidc')
          .values({ kind, id, ...row })
          .onConflict((conflict) => conflict.columns(['kind', 'id']).doUpdateSet(row))
          .execute();
      },
      find: (id) => findBy('id', id),
      findByUid: (uid) => findBy('uid', uid),
      findByUserCode: (code) => findBy('user_code', code),
      consume: (id) =>
        db.transaction().execute(async (trx) => {
          const row = await trx
            .selectFrom('oidc')
            .selectAll()
            .where('kind', '=', kind)
            .where('id', '=', id)
            .forUpdate()
            .executeTakeFirst();
          const payload = row && (JSON.parse(row.payload) as AdapterPayload);
          if (!payload || payload.consumed) throw new errors.InvalidGrant('already used');
          await trx
            .updateTable('oidc')
            .set({ payload: JSON.stringify({ ...payload, consumed: Math.floor(Date.now() / 1000) }) })
            .where('kind', '=', kind)
            .where('id', '=', id)
            .execute();
        }),
      async destroy(id) {
        await db.deleteFrom('oidc').where('kind', '=', kind).where('id', '=', id).execute();
        if (model === 'Grant') await endSessionOfDevice(db, id);
      },
      async revokeByGrantId(grantId) {
        await db.deleteFrom('oidc').where('kind', 'like', `${issuer}:%`).where('grant_id', '=', grantId).execute();
      },
    };
  };
}

/** Who is signed out on the device is not left signed in on the phone that let it in. */
async function endSessionOfDevice(db: Kysely<BankTables>, grantId: string): Promise<void> {
  const ended = await db.deleteFrom('device_session').where('grant_id', '=', grantId).returning('session_id').execute();
  for (const { session_id } of ended) await db.deleteFrom('web_session').where('token_hash', '=', session_id).execute();
}

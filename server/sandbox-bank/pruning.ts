import type { Kysely } from 'kysely';
import type { Logger } from '../logger.ts';
import { IDEMPOTENCY_LIFETIME_MS } from './api/idempotency.ts';
import type { BankTables } from './bank-tables.ts';
import { expireReserved } from './ledger/ledger-transfers.ts';
import { TEXT_MESSAGE_LIFETIME_MS } from './passkeys/text-messages.ts';

const INTERVAL_MS = 60_000;

/** Forgets what has expired, and frees what was reserved until then. Nothing relies on it: whoever reads these rows looks at their time. */
export function startPruning(db: Kysely<BankTables>, logger: Logger): { stop(): void } {
  const timer = setInterval(() => {
    prune(db, new Date()).catch((error) => logger.warn({ err: error }, 'pruning failed'));
  }, INTERVAL_MS);
  timer.unref();
  return { stop: () => clearInterval(timer) };
}

export async function prune(db: Kysely<BankTables>, now: Date): Promise<void> {
  await expireReserved(db, now);
  await db.deleteFrom('oidc').where('expires_at', '<=', now).execute();
  await db.deleteFrom('dpop_proof').where('expires_at', '<=', now).execute();
  await db.deleteFrom('web_session').where('expires_at', '<=', now).execute();
  await db.deleteFrom('approval_challenge').where('expires_at', '<=', now).execute();
  await db
    .deleteFrom('text_message')
    .where('sent_at', '<=', new Date(now.getTime() - TEXT_MESSAGE_LIFETIME_MS))
    .execute();
  await db
    .deleteFrom('idempotency')
    .where('created_at', '<=', new Date(now.getTime() - IDEMPOTENCY_LIFETIME_MS))
    .execute();
}

import type { Kysely } from 'kysely';
import type Provider from 'oidc-provider';
import { errors } from 'oidc-provider';
import type { BankTables } from '../bank-tables.ts';

const DELIVERY = [
  'approval.consent_id',
  'approval.request_id',
  'approval.state',
  'consent.grant_id',
] as const satisfies readonly string[];

/** Tells the issuer each decision that it has not heard yet. */
export async function deliverDecisions(db: Kysely<BankTables>, provider: Provider): Promise<void> {
  const rows = await db
    .selectFrom('approval')
    .innerJoin('consent', 'consent.id', 'approval.consent_id')
    .select(DELIVERY)
    .where('approval.state', '<>', 'pending')
    .where('approval.delivered', '=', false)
    .execute();
  for (const row of rows) {
    const request = await provider.BackchannelAuthenticationRequest.find(row.request_id);
    const grant = row.grant_id ? await provider.Grant.find(row.grant_id) : undefined;
    // A request that is gone has expired: its client was told so, and no token will be asked for again.
    if (request && !request.grantId && !request.error)
      await provider.backchannelResult(
        request,
        row.state === 'approved' && grant ? grant : new errors.AccessDenied(REASONS[row.state]),
      );
    // A yes that was withdrawn meanwhile is left to be looked at again.
    await db
      .updateTable('approval')
      .set({ delivered: true })
      .where('consent_id', '=', row.consent_id)
      .where('state', '=', row.state)
      .execute();
  }
}

const REASONS = {
  pending: '',
  approved: 'the approval is no longer there',
  denied: 'denied by the customer',
  withdrawn: 'withdrawn by the client',
} as const;

import { z } from 'zod';
import type { LedgerAccountRow } from '../bank-tables.ts';
import type { LedgerService } from '../ledger/ledger-service.ts';
import { ApiError } from './api-error.ts';
import type { ApiCall } from './api-router.ts';
import type { ConsentStore } from './consent-store.ts';

export const PERMISSIONS = [
  'ReadAccountsBasic',
  'ReadAccountsDetail',
  'ReadBalances',
  'ReadBeneficiariesBasic',
  'ReadBeneficiariesDetail',
  'ReadTransactionsBasic',
  'ReadTransactionsCredits',
  'ReadTransactionsDebits',
  'ReadTransactionsDetail',
] as const;
export type Permission = (typeof PERMISSIONS)[number];

export const AccountConsentBody = z.strictObject({
  Data: z.strictObject({
    Permissions: z.array(z.enum(PERMISSIONS)).min(1).max(20).refine(areWhole, 'transactions-by-half'),
  }),
  Risk: z.strictObject({}),
});
export type AccountConsentBody = z.infer<typeof AccountConsentBody>;

/** Transactions are asked for with the sides that are meant, and sides with transactions, as the standard has it. */
function areWhole(permissions: readonly Permission[]): boolean {
  const anyOf = (...some: Permission[]) => some.some((one) => permissions.includes(one));
  return (
    anyOf('ReadTransactionsBasic', 'ReadTransactionsDetail') ===
    anyOf('ReadTransactionsCredits', 'ReadTransactionsDebits')
  );
}

export interface Authorised {
  readonly customer: string;
  readonly may: (permission: Permission) => boolean;
}

export type AccountAccess = ReturnType<typeof createAccountAccess>;

/** What a customer's token may see: by their consent, and of their accounts. */
export function createAccountAccess(consents: ConsentStore, ledger: LedgerService) {
  /** The consent is looked up for the customer who granted it, never for whoever calls (Open Bank Project #2881). */
  async function authorised({ caller }: ApiCall, ...anyOf: Permission[]): Promise<Authorised> {
    const consent = caller.consentId ? await consents.find(caller.consentId, 'account') : undefined;
    if (consent?.status !== 'AUTH' || consent.customer !== caller.customer || consent.client_id !== caller.clientId)
      throw new ApiError(403, 'U010');
    const { Permissions } = (JSON.parse(consent.body) as AccountConsentBody).Data;
    if (!anyOf.some((permission) => Permissions.includes(permission))) throw new ApiError(403, 'U001');
    return { customer: consent.customer as string, may: (permission) => Permissions.includes(permission) };
  }

  return {
    authorised,
    async ownAccount(
      call: ApiCall,
      ...anyOf: Permission[]
    ): Promise<{ readonly account: LedgerAccountRow; readonly may: Authorised['may'] }> {
      const { customer, may } = await authorised(call, ...anyOf);
      const account = await ledger.account(call.params.AccountId ?? '');
      if (!account || account.customer === null) throw new ApiError(400, 'U011', 'AccountId');
      if (account.customer !== customer) throw new ApiError(403, 'U001', 'AccountId');
      return { account, may };
    },
  };
}

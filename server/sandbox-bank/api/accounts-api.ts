import type { Kysely } from 'kysely';
import { z } from 'zod';
import type { BankTables, LedgerAccountRow } from '../bank-tables.ts';
import type { LedgerService } from '../ledger/ledger-service.ts';
import { accountAnswer, balancesAnswer } from './account-answers.ts';
import { ApiError } from './api-error.ts';
import type { ApiCall, Operation } from './api-router.ts';
import { type ConsentStore, newConsent } from './consent-store.ts';
import { parseBody } from './parse-body.ts';
import { createTransactionsReader } from './transactions-reader.ts';

const PERMISSIONS = [
  'ReadAccountsBasic',
  'ReadAccountsDetail',
  'ReadBalances',
  'ReadTransactionsBasic',
  'ReadTransactionsCredits',
  'ReadTransactionsDebits',
  'ReadTransactionsDetail',
] as const;
type Permission = (typeof PERMISSIONS)[number];
interface Authorised {
  readonly customer: string;
  readonly may: (permission: Permission) => boolean;
}
const ConsentBody = z.strictObject({
  Data: z.strictObject({
    Permissions: z.array(z.enum(PERMISSIONS)).min(1).max(20).refine(areWhole, 'transactions-by-half'),
  }),
  Risk: z.strictObject({}),
});

/** Transactions are asked for with the sides that are meant, and sides with transactions, as the standard has it. */
function areWhole(permissions: readonly Permission[]): boolean {
  const anyOf = (...some: Permission[]) => some.some((one) => permissions.includes(one));
  return (
    anyOf('ReadTransactionsBasic', 'ReadTransactionsDetail') ===
    anyOf('ReadTransactionsCredits', 'ReadTransactionsDebits')
  );
}

export interface AccountsApiDeps {
  readonly db: Kysely<BankTables>;
  readonly consents: ConsentStore;
  readonly ledger: LedgerService;
  /** `…/open-banking/v4.0/aisp`, for `Links.Self`. */
  readonly baseUrl: string;
}

/** Account information: consents in the client's name, the rest in the name of the customer who granted one. */
export function createAccountsApi({ db, consents, ledger, baseUrl }: AccountsApiDeps): Operation[] {
  const readTransactions = createTransactionsReader(ledger, baseUrl);
  const links = (path: string) => ({ Links: { Self: baseUrl + path }, Meta: { TotalPages: 1 } });

  async function consentAnswer(id: string, call: ApiCall) {
    const consent = await consents.find(id, 'account');
    if (!consent) throw new ApiError(400, 'U011', 'ConsentId');
    if (consent.client_id !== call.caller.clientId) throw new ApiError(403, 'U010');
    const { Data, Risk } = JSON.parse(consent.body) as z.infer<typeof ConsentBody>;
    return {
      Data: {
        ConsentId: consent.id,
        CreationDateTime: consent.created_at.toISOString(),
        Status: consent.status,
        StatusUpdateDateTime: consent.changed_at.toISOString(),
        Permissions: Data.Permissions,
      },
      Risk,
      ...links(`/account-access-consents/${consent.id}`),
    };
  }

  /** The consent is looked up for the customer who granted it, never for whoever calls (Open Bank Project #2881). */
  async function authorised({ caller }: ApiCall, ...anyOf: Permission[]): Promise<Authorised> {
    const consent = caller.consentId ? await consents.find(caller.consentId, 'account') : undefined;
    if (consent?.status !== 'AUTH' || consent.customer !== caller.customer || consent.client_id !== caller.clientId)
      throw new ApiError(403, 'U010');
    const { Permissions } = (JSON.parse(consent.body) as z.infer<typeof ConsentBody>).Data;
    if (!anyOf.some((permission) => Permissions.includes(permission))) throw new ApiError(403, 'U001');
    return { customer: consent.customer as string, may: (permission) => Permissions.includes(permission) };
  }

  async function ownAccount(
    call: ApiCall,
    ...anyOf: Permission[]
  ): Promise<{ account: LedgerAccountRow; may: Authorised['may'] }> {
    const { customer, may } = await authorised(call, ...anyOf);
    const account = await ledger.account(call.params.AccountId ?? '');
    if (!account || account.customer === null) throw new ApiError(400, 'U011', 'AccountId');
    if (account.customer !== customer) throw new ApiError(403, 'U001', 'AccountId');
    return { account, may };
  }

  return [
    {
      method: 'post',
      path: '/aisp/account-access-consents',
      scope: 'accounts',
      token: 'client',
      async handle(call) {
        parseBody(ConsentBody, call.body);
        const consent = newConsent('account', call.caller.clientId, call.body, new Date());
        await db.insertInto('consent').values(consent).execute();
        return { status: 201, body: await consentAnswer(consent.id, call) };
      },
    },
    {
      method: 'get',
      path: '/aisp/account-access-consents/:ConsentId',
      scope: 'accounts',
      token: 'client',
      handle: async (call) => ({ status: 200, body: await consentAnswer(call.params.ConsentId ?? '', call) }),
    },
    {
      method: 'delete',
      path: '/aisp/account-access-consents/:ConsentId',
      scope: 'accounts',
      token: 'client',
      async handle(call) {
        await consentAnswer(call.params.ConsentId ?? '', call);
        await consents.remove(call.params.ConsentId ?? '', call.caller.clientId);
        return { status: 204 };
      },
    },
    {
      method: 'get',
      path: '/aisp/accounts',
      scope: 'accounts',
      token: 'customer',
      async handle(call) {
        const { customer, may } = await authorised(call, 'ReadAccountsBasic', 'ReadAccountsDetail');
        const accounts = (await ledger.accountsOf(customer)).map((one) =>
          accountAnswer(one, may('ReadAccountsDetail')),
        );
        return { status: 200, body: { Data: { Account: accounts }, ...links('/accounts') } };
      },
    },
    {
      method: 'get',
      path: '/aisp/accounts/:AccountId',
      scope: 'accounts',
      token: 'customer',
      async handle(call) {
        const { account, may } = await ownAccount(call, 'ReadAccountsBasic', 'ReadAccountsDetail');
        const shown = accountAnswer(account, may('ReadAccountsDetail'));
        return { status: 200, body: { Data: { Account: [shown] }, ...links(`/accounts/${account.id}`) } };
      },
    },
    {
      method: 'get',
      path: '/aisp/accounts/:AccountId/balances',
      scope: 'accounts',
      token: 'customer',
      async handle(call) {
        const { account } = await ownAccount(call, 'ReadBalances');
        return {
          status: 200,
          body: {
            Data: { Balance: balancesAnswer(account, new Date()) },
            ...links(`/accounts/${account.id}/balances`),
          },
        };
      },
    },
    {
      method: 'get',
      path: '/aisp/accounts/:AccountId/transactions',
      scope: 'accounts',
      token: 'customer',
      async handle(call) {
        const { account, may } = await ownAccount(call, 'ReadTransactionsBasic', 'ReadTransactionsDetail');
        return { status: 200, body: await readTransactions(account, may, call.query) };
      },
    },
  ];
}

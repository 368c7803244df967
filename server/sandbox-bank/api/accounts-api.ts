import type { Kysely } from 'kysely';
import type { BankTables } from '../bank-tables.ts';
import type { LedgerService } from '../ledger/ledger-service.ts';
import { type AccountAccess, AccountConsentBody } from './account-access.ts';
import { accountAnswer, balancesAnswer, beneficiaryAnswer } from './account-answers.ts';
import { ApiError } from './api-error.ts';
import type { ApiCall, Operation } from './api-router.ts';
import type { BeneficiaryStore } from './beneficiary-store.ts';
import { type ConsentStore, newConsent } from './consent-store.ts';
import type { Dialect } from './dialects.ts';
import type { BeneficiaryRow } from './order-tables.ts';
import { parseBody } from './parse-body.ts';
import { createTransactionsReader } from './transactions-reader.ts';

export interface AccountsApiDeps {
  readonly db: Kysely<BankTables>;
  readonly consents: ConsentStore;
  readonly ledger: LedgerService;
  readonly access: AccountAccess;
  readonly beneficiaries: BeneficiaryStore;
  readonly dialect: Dialect;
  /** `…/open-banking/v4.0/aisp`, for `Links.Self`. */
  readonly baseUrl: string;
  readonly clock: () => Date;
}

const asClient = { scope: 'accounts', token: 'client' } as const;
const asCustomer = { scope: 'accounts', token: 'customer' } as const;

/** Account information: consents in the client's name, the rest in the name of the customer who granted one. */
export function createAccountsApi(deps: AccountsApiDeps): Operation[] {
  return [...consentOperations(deps), ...accountOperations(deps), ...beneficiaryOperations(deps)];
}

const linksTo = (baseUrl: string) => (path: string) => ({
  Links: { Self: baseUrl + path },
  Meta: { TotalPages: 1 },
});

function consentOperations({ db, consents, dialect, baseUrl, clock }: AccountsApiDeps): Operation[] {
  const links = linksTo(baseUrl);

  async function consentAnswer(id: string, call: ApiCall) {
    const consent = await consents.find(id, 'account');
    if (!consent) throw new ApiError(400, 'U011', 'ConsentId');
    if (consent.client_id !== call.caller.clientId) throw new ApiError(403, 'U010');
    const { Data, Risk } = JSON.parse(consent.body) as AccountConsentBody;
    return {
      Data: {
        ConsentId: consent.id,
        CreationDateTime: consent.created_at.toISOString(),
        Status: dialect.consentStatus.account[consent.status],
        StatusUpdateDateTime: consent.changed_at.toISOString(),
        Permissions: Data.Permissions,
      },
      Risk,
      ...links(`/account-access-consents/${consent.id}`),
    };
  }

  return [
    {
      method: 'post',
      path: '/aisp/account-access-consents',
      ...asClient,
      async handle(call) {
        parseBody(AccountConsentBody, call.body);
        const consent = newConsent('account', call.caller.clientId, call.body, clock());
        await db.insertInto('consent').values(consent).execute();
        return { status: 201, body: await consentAnswer(consent.id, call) };
      },
    },
    {
      method: 'get',
      path: '/aisp/account-access-consents/:ConsentId',
      ...asClient,
      handle: async (call) => ({ status: 200, body: await consentAnswer(call.params.ConsentId ?? '', call) }),
    },
    {
      method: 'delete',
      path: '/aisp/account-access-consents/:ConsentId',
      ...asClient,
      async handle(call) {
        await consentAnswer(call.params.ConsentId ?? '', call);
        await consents.remove(call.params.ConsentId ?? '', call.caller.clientId);
        return { status: 204 };
      },
    },
  ];
}

function accountOperations({ ledger, access, dialect, baseUrl, clock }: AccountsApiDeps): Operation[] {
  const links = linksTo(baseUrl);
  const readTransactions = createTransactionsReader(ledger, dialect, baseUrl);
  return [
    {
      method: 'get',
      path: '/aisp/accounts',
      ...asCustomer,
      async handle(call) {
        const { customer, may } = await access.authorised(call, 'ReadAccountsBasic', 'ReadAccountsDetail');
        const accounts = (await ledger.accountsOf(customer)).map((one) =>
          accountAnswer(dialect, one, may('ReadAccountsDetail')),
        );
        return { status: 200, body: { Data: { Account: accounts }, ...links('/accounts') } };
      },
    },
    {
      method: 'get',
      path: '/aisp/accounts/:AccountId',
      ...asCustomer,
      async handle(call) {
        const { account, may } = await access.ownAccount(call, 'ReadAccountsBasic', 'ReadAccountsDetail');
        const shown = accountAnswer(dialect, account, may('ReadAccountsDetail'));
        return { status: 200, body: { Data: { Account: [shown] }, ...links(`/accounts/${account.id}`) } };
      },
    },
    {
      method: 'get',
      path: '/aisp/accounts/:AccountId/balances',
      ...asCustomer,
      async handle(call) {
        const { account } = await access.ownAccount(call, 'ReadBalances');
        const Balance = balancesAnswer(dialect, account, clock());
        return { status: 200, body: { Data: { Balance }, ...links(`/accounts/${account.id}/balances`) } };
      },
    },
    {
      method: 'get',
      path: '/aisp/accounts/:AccountId/transactions',
      ...asCustomer,
      async handle(call) {
        const { account, may } = await access.ownAccount(call, 'ReadTransactionsBasic', 'ReadTransactionsDetail');
        return { status: 200, body: await readTransactions(account, may, call.query) };
      },
    },
  ];
}

const READ_BENEFICIARIES = ['ReadBeneficiariesBasic', 'ReadBeneficiariesDetail'] as const;

function beneficiaryOperations({ access, beneficiaries, baseUrl }: AccountsApiDeps): Operation[] {
  const links = linksTo(baseUrl);
  const answer = (rows: readonly BeneficiaryRow[], detail: boolean, path: string) => ({
    status: 200 as const,
    body: { Data: { Beneficiary: rows.map((row) => beneficiaryAnswer(row, detail)) }, ...links(path) },
  });
  return [
    {
      method: 'get',
      path: '/aisp/beneficiaries',
      ...asCustomer,
      async handle(call) {
        const { customer, may } = await access.authorised(call, ...READ_BENEFICIARIES);
        return answer(await beneficiaries.list(customer), may('ReadBeneficiariesDetail'), '/beneficiaries');
      },
    },
    {
      method: 'get',
      path: '/aisp/accounts/:AccountId/beneficiaries',
      ...asCustomer,
      async handle(call) {
        const { account, may } = await access.ownAccount(call, ...READ_BENEFICIARIES);
        const rows = await beneficiaries.list(account.customer ?? '', account.id);
        return answer(rows, may('ReadBeneficiariesDetail'), `/accounts/${account.id}/beneficiaries`);
      },
    },
  ];
}

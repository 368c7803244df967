import type { z } from 'zod';
import { ok, type Result, refuse } from '../../../shared/result.ts';
import type { BankAccess } from '../../identity/bank-tokens.ts';
import type { Clock } from '../../lib/clock.ts';
import type { BankAccount, BankAdapter, BankPayment, ReadError, WriteError } from '../bank-adapter.ts';
import { type ApprovalDeps, createApprovals } from './open-banking-uk-approval.ts';
import { type Answer, type ChannelDeps, createOpenBankingChannel } from './open-banking-uk-channel.ts';
import * as mapping from './open-banking-uk-mapping.ts';
import * as wire from './open-banking-uk-wire.ts';

export type OpenBankingUkDeps = ApprovalDeps & ChannelDeps & { readonly clock: Clock };

/** Read-only, and as little as the branch shows (UK Open Banking permission codes). */
const PERMISSIONS = [
  'ReadAccountsBasic',
  'ReadAccountsDetail',
  'ReadBalances',
  'ReadTransactionsBasic',
  'ReadTransactionsCredits',
  'ReadTransactionsDebits',
  'ReadTransactionsDetail',
];
const LISTED_TRANSACTIONS = 50;

/** UK Open Banking Read/Write v4.0. */
export function createOpenBankingUkAdapter(deps: OpenBankingUkDeps): BankAdapter {
  const channel = createOpenBankingChannel(deps);
  const { clock } = deps;

  async function read<S extends z.ZodType>(
    path: string,
    access: BankAccess,
    schema: S,
  ): Promise<Result<z.output<S>, ReadError>> {
    return readAnswer(await channel.get(path, access), schema);
  }

  async function withBalances(access: BankAccess, account: wire.WireAccount): Promise<Result<BankAccount, ReadError>> {
    const balances = await read(
      `/aisp/accounts/${encodeURIComponent(account.AccountId)}/balances`,
      access,
      wire.BalancesAnswer,
    );
    if (!balances.ok) return balances;
    const read_ = mapping.readAccount(account, balances.value.Data.Balance, clock());
    return read_ ? ok(read_) : refuse('bank-unavailable');
  }

  return {
    capabilities: {},
    ...createApprovals(deps),

    listBeneficiaries: async () => ok([]),

    async createAccountConsent() {
      const access = await channel.clientAccess('accounts');
      if (!access) return refuse('bank-unavailable');
      const answer = await channel.post(
        '/aisp/account-access-consents',
        access,
        JSON.stringify({ Data: { Permissions: PERMISSIONS }, Risk: {} }),
      );
      const consent = readAnswer(answer, wire.AccountConsentAnswer);
      return consent.ok ? ok(consent.value.Data.ConsentId) : refuse('bank-unavailable');
    },

    async listAccounts(access) {
      const accounts = await read('/aisp/accounts', access, wire.AccountsAnswer);
      if (!accounts.ok) return accounts;
      const complete: BankAccount[] = [];
      for (const account of await Promise.all(accounts.value.Data.Account.map((one) => withBalances(access, one)))) {
        if (!account.ok) return account;
        complete.push(account.value);
      }
      return ok(complete);
    },

    async readAccount(access, accountId) {
      const accounts = await read(`/aisp/accounts/${encodeURIComponent(accountId)}`, access, wire.AccountsAnswer);
      if (!accounts.ok) return accounts;
      const [account] = accounts.value.Data.Account;
      return account ? withBalances(access, account) : refuse('account-unknown');
    },

    async listTransactions(access, accountId) {
      const answer = await read(
        `/aisp/accounts/${encodeURIComponent(accountId)}/transactions`,
        access,
        wire.TransactionsAnswer,
      );
      if (!answer.ok) return answer;
      const booked = answer.value.Data.Transaction.filter(
        (transaction) => transaction.Status === 'BOOK' || transaction.Status === 'Booked',
      );
      const newestFirst = booked
        .map(mapping.readTransaction)
        .sort((a, b) => b.bookedAt.getTime() - a.bookedAt.getTime());
      return ok(newestFirst.slice(0, LISTED_TRANSACTIONS));
    },

    async createPaymentConsent(order, key) {
      const access = await channel.clientAccess('payments');
      if (!access) return refuse('outcome-unknown');
      const answer = await channel.post('/pisp/domestic-payment-consents', access, mapping.consentBody(order), {
        key,
        signed: true,
      });
      const consent = writeAnswer(answer, wire.PaymentConsentAnswer);
      return consent.ok ? ok(consent.value.Data.ConsentId) : consent;
    },

    paymentBody: mapping.paymentBody,

    async submitPayment({ body, key, grant }) {
      const answer = await channel.post('/pisp/domestic-payments', grant, body, { key, signed: true });
      if (answer.kind === 'answer' && (answer.status === 401 || answer.status === 403)) return refuse('approval-lost');
      const payment = writeAnswer(answer, wire.PaymentAnswer);
      return payment.ok ? ok(mapping.readPayment(payment.value)) : payment;
    },

    async readPaymentConsent(consentId) {
      const consent = await readAsClient(
        `/pisp/domestic-payment-consents/${encodeURIComponent(consentId)}`,
        wire.PaymentConsentAnswer,
      );
      return consent.ok ? ok(mapping.readConsentStatus(consent.value)) : refuse('bank-unavailable');
    },

    async readPayment(bankPaymentId): Promise<Result<BankPayment, 'bank-unavailable'>> {
      const payment = await readAsClient(
        `/pisp/domestic-payments/${encodeURIComponent(bankPaymentId)}`,
        wire.PaymentAnswer,
      );
      return payment.ok ? ok(mapping.readPayment(payment.value)) : refuse('bank-unavailable');
    },
  };

  async function readAsClient<S extends z.ZodType>(path: string, schema: S): Promise<Result<z.output<S>, ReadError>> {
    const access = await channel.clientAccess('payments');
    return access ? read(path, access, schema) : refuse('bank-unavailable');
  }
}

/** v4.0 answers an unknown id with 400 and a resource that is not the caller's with 403. */
function readAnswer<S extends z.ZodType>(answer: Answer, schema: S): Result<z.output<S>, ReadError> {
  if (answer.kind === 'no-answer') return refuse('bank-unavailable');
  if (answer.status === 401) return refuse('bank-sign-in-required');
  if (answer.status === 403) return refuse('account-forbidden');
  if (answer.status === 400 || answer.status === 404) return refuse('account-unknown');
  if (answer.status >= 300) return refuse('bank-unavailable');
  const parsed = schema.safeParse(answer.body);
  return parsed.success ? ok(parsed.data) : refuse('bank-unavailable');
}

/** Only a clear "no" is a no: a missing, late, broken or overloaded answer leaves the outcome open. */
function writeAnswer<S extends z.ZodType>(answer: Answer, schema: S): Result<z.output<S>, WriteError> {
  if (answer.kind === 'no-answer' || answer.status >= 500 || answer.status === 429 || answer.status === 408)
    return refuse('outcome-unknown');
  if (answer.status === 401) return refuse('outcome-unknown');
  if (answer.status >= 300) return refuse('bank-refused');
  const parsed = schema.safeParse(answer.body);
  return parsed.success ? ok(parsed.data) : refuse('outcome-unknown');
}

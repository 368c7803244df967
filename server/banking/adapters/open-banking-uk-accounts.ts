import type { z } from 'zod';
import { ok, type Result, refuse } from '../../../shared/result.ts';
import type { BankConfig } from '../../bank-config.ts';
import type { BankAccess } from '../../identity/bank-tokens.ts';
import type { Clock } from '../../lib/clock.ts';
import type { Logger } from '../../logger.ts';
import type { BankAccount, BankAdapter, ReadError } from '../bank-adapter.ts';
import { readAnswer } from './answer-rules.ts';
import type { OpenBankingChannel } from './open-banking-uk-channel.ts';
import type { Dialect } from './open-banking-uk-dialects.ts';
import * as mapping from './open-banking-uk-mapping.ts';
import * as wire from './open-banking-uk-wire.ts';

export interface AccountDeps {
  readonly bank: Pick<BankConfig, 'apiUrl'>;
  readonly dialect: Dialect;
  readonly channel: OpenBankingChannel;
  readonly clock: Clock;
  readonly logger: Logger;
}

/** Read-only, and as little as the branch shows (UK Open Banking permission codes). */
const PERMISSIONS = [
  'ReadAccountsBasic',
  'ReadAccountsDetail',
  'ReadBalances',
  'ReadBeneficiariesDetail',
  'ReadTransactionsBasic',
  'ReadTransactionsCredits',
  'ReadTransactionsDebits',
  'ReadTransactionsDetail',
];
const LISTED_TRANSACTIONS = 50;
/** A bank that lists the oldest first is read to its end, but not beyond this. */
const MAX_PAGES = 20;

type AccountPart = Pick<
  BankAdapter,
  'createAccountConsent' | 'listAccounts' | 'readAccount' | 'listTransactions' | 'listBeneficiaries'
>;
type Paged = { readonly Links?: { readonly Next?: string | undefined } | undefined };

export function createAccountInformation({ bank, dialect, channel, clock, logger }: AccountDeps): AccountPart {
  const base = `${bank.apiUrl}/aisp`;
  const accountUrl = (accountId: string) => `${base}/accounts/${encodeURIComponent(accountId)}`;

  async function read<S extends z.ZodType>(
    url: string,
    access: BankAccess,
    schema: S,
  ): Promise<Result<z.output<S>, ReadError>> {
    return readAnswer(await channel.call('GET', url, access, null), schema);
  }

  /**
   * Reads page by page until `enough`. A page that lies anywhere but at the very address asked for, its query apart, is not
   * asked for: the customer's token would go with it.
   */
  async function readPages<S extends z.ZodType<Paged>>(
    url: string,
    access: BankAccess,
    schema: S,
    enough: (pages: readonly z.output<S>[]) => boolean,
  ): Promise<Result<readonly z.output<S>[], ReadError>> {
    const pages: z.output<S>[] = [];
    for (let next: string | undefined = url; next !== undefined; ) {
      const page: Result<z.output<S>, ReadError> = await read(next, access, schema);
      if (!page.ok) return page;
      pages.push(page.value);
      next = page.value.Links?.Next;
      if (next === undefined || enough(pages)) break;
      if (!isPageOf(url, next) || pages.length >= MAX_PAGES) {
        logger.error({ url, next, pages: pages.length }, 'the bank names a next page that is not one');
        return refuse('bank-unavailable');
      }
    }
    return ok(pages);
  }

  async function withBalances(access: BankAccess, account: wire.WireAccount): Promise<Result<BankAccount, ReadError>> {
    const balances = await read(`${accountUrl(account.AccountId)}/balances`, access, wire.BalancesAnswer);
    if (!balances.ok) return balances;
    const complete = mapping.readAccount(dialect, account, balances.value.Data.Balance, clock());
    if (!complete) logger.error({ accountId: account.AccountId }, 'the balances of the bank cannot be read');
    return complete ? ok(complete) : refuse('bank-unavailable');
  }

  return {
    async createAccountConsent() {
      const access = await channel.clientAccess('accounts');
      if (!access) return refuse('bank-unavailable');
      const body = JSON.stringify({ Data: { Permissions: PERMISSIONS }, Risk: {} });
      const answer = await channel.call('POST', `${base}/account-access-consents`, access, body);
      const consent = readAnswer(answer, wire.AccountConsentAnswer);
      return consent.ok ? ok(consent.value.Data.ConsentId) : refuse('bank-unavailable');
    },

    async listAccounts(access) {
      const accounts = await read(`${base}/accounts`, access, wire.AccountsAnswer);
      if (!accounts.ok) return accounts;
      return allOf(await Promise.all(accounts.value.Data.Account.map((one) => withBalances(access, one))));
    },

    async readAccount(access, accountId) {
      const accounts = await read(accountUrl(accountId), access, wire.AccountsAnswer);
      if (!accounts.ok) return accounts;
      const account = accounts.value.Data.Account.find(({ AccountId }) => AccountId === accountId);
      return account ? withBalances(access, account) : refuse('account-unknown');
    },

    async listTransactions(access, accountId) {
      const bookedOf = (pages: readonly z.output<typeof wire.TransactionsAnswer>[]) =>
        pages.flatMap(({ Data }) => Data.Transaction).filter(({ Status }) => Status === dialect.bookedTransaction);
      const pages = await readPages(
        `${accountUrl(accountId)}/transactions`,
        access,
        wire.TransactionsAnswer,
        (sofar) => isNewestFirst(bookedOf(sofar)) && bookedOf(sofar).length >= LISTED_TRANSACTIONS,
      );
      if (!pages.ok) return pages;
      const transactions = bookedOf(pages.value).map(mapping.readTransaction);
      const readable = transactions.filter((one) => one !== null);
      if (readable.length < transactions.length) {
        logger.error({ accountId }, 'the transactions of the bank cannot be read');
        return refuse('bank-unavailable');
      }
      const newestFirst = readable.sort((a, b) => b.bookedAt.getTime() - a.bookedAt.getTime());
      return ok(newestFirst.slice(0, LISTED_TRANSACTIONS));
    },

    async listBeneficiaries(access) {
      const pages = await readPages(`${base}/beneficiaries`, access, wire.BeneficiariesAnswer, () => false);
      if (!pages.ok) return pages;
      const beneficiaries = pages.value.flatMap(({ Data }) => Data.Beneficiary).map(mapping.readBeneficiary);
      return ok(beneficiaries.sort((a, b) => a.name.localeCompare(b.name)));
    },
  };
}

function isPageOf(url: string, next: string): boolean {
  if (!URL.canParse(next)) return false;
  const [asked, named] = [new URL(url), new URL(next)];
  return named.origin === asked.origin && named.pathname === asked.pathname && !named.username && !named.password;
}

function isNewestFirst(transactions: readonly wire.WireTransaction[]): boolean {
  const times = transactions.map(({ BookingDateTime }) => Date.parse(BookingDateTime));
  return times.every((time, index) => index === 0 || time <= (times[index - 1] ?? time));
}

/** All values, or the first error. */
function allOf<T, E extends string>(results: readonly Result<T, E>[]): Result<readonly T[], E> {
  const values: T[] = [];
  for (const result of results) {
    if (!result.ok) return result;
    values.push(result.value);
  }
  return ok(values);
}

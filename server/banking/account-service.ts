import { ok, type Result } from '../../shared/result.ts';
import type { CustomerAccess } from '../identity/bank-tokens.ts';
import type { Clock } from '../lib/clock.ts';
import type { CustomerPrincipal } from '../lib/principal.ts';
import type { BankAccount, BankAdapter, BankTransaction, ReadError } from './bank-adapter.ts';

/** Money facts, asked of the bank each time: the branch keeps none. */
export interface AccountService {
  list(
    customer: CustomerPrincipal,
  ): Promise<Result<readonly BankAccount[], 'bank-sign-in-required' | 'bank-unavailable'>>;
  transactions(
    customer: CustomerPrincipal,
    accountId: string,
  ): Promise<Result<{ readonly transactions: readonly BankTransaction[]; readonly asOf: Date }, ReadError>>;
}

export interface AccountServiceDeps {
  readonly bank: BankAdapter;
  readonly access: CustomerAccess;
  readonly clock: Clock;
  /** Told of each statement that was read; never waited for. */
  readonly onStatement: (customer: CustomerPrincipal, accountId: string, statement: readonly BankTransaction[]) => void;
}

export function createAccountService({ bank, access, clock, onStatement }: AccountServiceDeps): AccountService {
  return {
    async list(customer) {
      const granted = await access.of(customer.sessionId);
      if (!granted.ok) return granted;
      const listed = await bank.listAccounts(granted.value);
      if (listed.ok) return listed;
      // No single account is asked for, so a refusal here is of the consent itself.
      return { ok: false, error: listed.error === 'bank-unavailable' ? 'bank-unavailable' : 'bank-sign-in-required' };
    },
    async transactions(customer, accountId) {
      const granted = await access.of(customer.sessionId);
      if (!granted.ok) return granted;
      const listed = await bank.listTransactions(granted.value, accountId);
      if (!listed.ok) return listed;
      onStatement(customer, accountId, listed.value);
      return ok({ transactions: listed.value, asOf: clock() });
    },
  };
}

import { randomUUID } from 'node:crypto';
import type { Kysely } from 'kysely';
import { expect } from 'vitest';
import type { BankTables } from '../../bank-tables.ts';
import { createLedgerService, type LedgerService } from '../ledger-service.ts';
import type { TransferOrder } from '../ledger-transfers.ts';

export const NOW = new Date('2026-11-21T10:00:00Z');
export const LATER = new Date('2026-11-21T10:05:00Z');

/** A ledger with hands to try it by; every account and transfer is its own, so that one database serves many tests. */
export interface TestLedger extends LedgerService {
  readonly db: Kysely<BankTables>;
  /** A new account; `overdraft` null: it goes as far below zero as it takes. Answers its id. */
  open(overdraft?: bigint | null, currency?: string): Promise<string>;
  /** A new account with that much on it. */
  funded(amountMinor: bigint): Promise<string>;
  /** `[balance, reserved]` */
  standing(id: string): Promise<readonly [bigint, bigint]>;
  booksBalance(): Promise<void>;
}

/** A rule of the ledger with the check that shows it: what must be allowed is done first. */
export interface LedgerCheck {
  readonly rule: string;
  /** Shows only where several connections run at once. */
  readonly concurrent?: true;
  check(ledger: TestLedger): Promise<void>;
}

export const done = (value: string) => ({ ok: true, value });
export const refused = (error: string) => ({ ok: false, error });
export const order = (fromId: string, toId: string, amountMinor: bigint) =>
  ({
    id: `t-${randomUUID()}`,
    fromId,
    toId,
    amountMinor,
    currency: 'GBP',
    reference: 'TEST',
    payerName: 'Payer',
    payeeName: 'Payee',
    bookedAt: NOW,
  }) satisfies TransferOrder & { bookedAt: Date };

export function createTestLedger(db: Kysely<BankTables>): TestLedger {
  const ledger = createLedgerService(db);
  async function open(overdraft: bigint | null = 0n, currency = 'GBP') {
    const id = `acc-${randomUUID()}`;
    const account = { id, customer: null, name: 'Test', identification: id, currency, overdraft_minor: overdraft };
    await ledger.openAccount(account);
    return id;
  }
  return {
    ...ledger,
    db,
    open,
    async funded(amountMinor) {
      const [source, account] = [await open(null), await open()];
      expect(await ledger.post(order(source, account, amountMinor))).toMatchObject({ ok: true });
      return account;
    },
    async standing(id) {
      const account = await ledger.account(id);
      return [account?.balance_minor ?? 0n, account?.reserved_minor ?? 0n];
    },
    async booksBalance() {
      for (const line of await ledger.trialBalance())
        expect(line).toMatchObject({ entriesMinor: 0n, balancesMatchEntries: true });
    },
  };
}

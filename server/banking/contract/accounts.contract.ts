import { describe, expect, test } from 'vitest';
import { schemeOf } from '../../../shared/account-number.ts';
import { type ContractTill, must, refused } from './contract-till.ts';

/** What a bank tells of accounts. */
export function describeAccounts(till: () => ContractTill): void {
  describe('accounts', () => {
    test("are the customer's own, each with both figures, never fresher than now", async () => {
      const { bank, creditor, accountsOf } = till();
      const before = Date.now();
      const accounts = await accountsOf(bank.payer);
      expect(accounts.length).toBeGreaterThan(1);
      for (const account of accounts) {
        expect(account).toMatchObject({
          available: { currency: account.currency },
          scheme: schemeOf(account.identification),
        });
        expect(account.asOf.getTime()).toBeGreaterThan(before - 60_000);
        expect(account.asOf.getTime()).toBeLessThanOrEqual(Date.now());
        expect(must(await bank.adapter.readAccount(bank.payer.access, account.id))).toMatchObject({ id: account.id });
      }
      expect(accounts.map(({ id }) => id)).not.toContain(creditor.id);
    });

    test('of someone else are forbidden, unknown ones unknown, and nothing is read without a right to it', async () => {
      const { bank, debtor, creditor } = till();
      const { adapter, payer } = bank;
      const nobody = { ...payer.access, accessToken: `${payer.access.accessToken.slice(0, -4)}AAAA` };
      for (const read of [adapter.readAccount, adapter.listTransactions]) {
        expect((await read(payer.access, debtor.id)).ok).toBe(true);
        expect(await read(payer.access, creditor.id)).toEqual(refused('account-forbidden'));
        expect(await read(payer.access, 'acc-nobody')).toEqual(refused('account-unknown'));
        expect(await read(nobody, debtor.id)).toEqual(refused('bank-sign-in-required'));
      }
      expect(await adapter.listAccounts(nobody)).toEqual(refused('bank-sign-in-required'));
      expect(await adapter.listBeneficiaries(nobody)).toEqual(refused('bank-sign-in-required'));
    });

    test('list at most 50 booked transactions, the newest first, with sign and currency', async () => {
      const { bank, debtor } = till();
      const transactions = must(await bank.adapter.listTransactions(bank.payer.access, debtor.id));
      expect(transactions.length).toBeGreaterThan(1);
      expect(transactions.length).toBeLessThanOrEqual(50);
      const times = transactions.map(({ bookedAt }) => bookedAt.getTime());
      expect(times).toEqual([...times].sort((a, b) => b - a));
      expect(new Set(transactions.map(({ id }) => id)).size).toBe(transactions.length);
      expect(transactions.some(({ amount }) => amount.minor < 0n)).toBe(true);
      expect(transactions.every(({ amount }) => amount.currency === debtor.currency)).toBe(true);
    });
  });
}

import type { Insertable } from 'kysely';
import { sql } from 'kysely';
import { expect } from 'vitest';
import type { BankTables } from '../../bank-tables.ts';
import { done, LATER, type LedgerCheck, NOW, order, type TestLedger } from './test-ledger.ts';

type Row = Insertable<BankTables['transfer']>;

/** A transfer as somebody writes it who does not use the ledger's functions. */
function row(debit: string, credit: string, amountMinor: bigint, more: Partial<Row> = {}): Row {
  const { id, currency, reference, payerName, payeeName } = order(debit, credit, amountMinor);
  return {
    id,
    state: 'posted',
    debit_account_id: debit,
    credit_account_id: credit,
    amount_minor: amountMinor,
    currency,
    reference,
    payer_name: payerName,
    payee_name: payeeName,
    expires_at: null,
    resolved_at: NOW,
    posted_minor: amountMinor,
    ...more,
  };
}
const pending: Partial<Row> = { state: 'pending', resolved_at: null, posted_minor: null };
const write = (ledger: TestLedger, values: Row) => ledger.db.insertInto('transfer').values(values).execute();
const change = (ledger: TestLedger, id: string, values: Partial<Row>) =>
  ledger.db.updateTable('transfer').set(values).where('id', '=', id).execute();
const pair = async (ledger: TestLedger) => [await ledger.funded(100n), await ledger.open()] as const;

/** What the database refuses to whoever writes, past the ledger's own functions. */
export const CONSTRAINT_CHECKS: readonly LedgerCheck[] = [
  {
    rule: 'whoever writes a transfer moves both balances with it',
    async check(ledger) {
      const [payer, payee] = await pair(ledger);
      await write(ledger, row(payer, payee, 40n));
      await write(ledger, row(payer, payee, 60n, pending));
      expect([await ledger.standing(payer), await ledger.standing(payee)]).toEqual([
        [60n, 60n],
        [40n, 0n],
      ]);
      await ledger.booksBalance();
    },
  },
  {
    rule: 'a posted transfer is not changed, removed or swept away',
    async check(ledger) {
      const [payer, payee] = await pair(ledger);
      const posted = order(payer, payee, 10n);
      expect(await ledger.post(posted)).toEqual(done('posted'));
      await expect(change(ledger, posted.id, { posted_minor: 5n })).rejects.toThrow(/never changed/);
      await expect(change(ledger, posted.id, { reference: 'X' })).rejects.toThrow(/never changed/);
      await expect(ledger.db.deleteFrom('transfer').where('id', '=', posted.id).execute()).rejects.toThrow(/never/);
      await expect(sql`truncate transfer`.execute(ledger.db)).rejects.toThrow(/never removed/);
      await expect(sql`update entry set amount_minor = 1`.execute(ledger.db)).rejects.toThrow();
      expect(await ledger.standing(payee)).toEqual([10n, 0n]);
    },
  },
  {
    rule: 'a pending transfer is resolved once, and nothing else about it changes',
    async check(ledger) {
      const [payer, payee] = await pair(ledger);
      const [held, other] = [row(payer, payee, 10n, pending), row(payer, payee, 10n, pending)];
      for (const one of [held, other]) await write(ledger, one);
      const posted: Partial<Row> = { state: 'posted', resolved_at: NOW, posted_minor: 10n };
      await expect(change(ledger, other.id, { ...posted, credit_account_id: payer })).rejects.toThrow();
      await expect(change(ledger, other.id, { ...posted, amount_minor: 20n })).rejects.toThrow(/otherwise never/);
      await expect(change(ledger, other.id, { expires_at: NOW })).rejects.toThrow(/otherwise never/);
      await change(ledger, held.id, { state: 'voided', resolved_at: NOW });
      await expect(change(ledger, held.id, posted)).rejects.toThrow(/resolved once/);
      await change(ledger, other.id, posted);
      await ledger.booksBalance();
    },
  },
  {
    rule: 'nobody posts more than is reserved, or after its expiry; nobody expires it before',
    async check(ledger) {
      const [payer, payee] = await pair(ledger);
      const held = row(payer, payee, 10n, { ...pending, expires_at: LATER });
      await write(ledger, held);
      const posted: Partial<Row> = { state: 'posted', resolved_at: NOW, posted_minor: 10n };
      await expect(change(ledger, held.id, { ...posted, posted_minor: 11n })).rejects.toThrow(/does_not_exceed/);
      await expect(change(ledger, held.id, { ...posted, resolved_at: LATER })).rejects.toThrow(/not_posted_when_due/);
      await expect(change(ledger, held.id, { state: 'expired', resolved_at: NOW })).rejects.toThrow(/before_due/);
      await change(ledger, held.id, posted);
    },
  },
  {
    rule: 'a transfer is of one currency, between two accounts that are there, and of something',
    async check(ledger) {
      const [payer, payee] = await pair(ledger);
      const euro = await ledger.open(null, 'EUR');
      await expect(write(ledger, row(euro, payee, 1n))).rejects.toThrow(/in_currency/);
      await expect(write(ledger, row(payer, euro, 1n))).rejects.toThrow(/in_currency/);
      await expect(write(ledger, row(payer, 'acc-unknown', 1n))).rejects.toThrow(/in_currency/);
      await expect(write(ledger, row(payer, payer, 1n))).rejects.toThrow(/between_two_accounts/);
      await expect(write(ledger, row(payer, payee, 0n, pending))).rejects.toThrow(/amount_is_positive/);
      await expect(write(ledger, row(payer, payee, -1n, pending))).rejects.toThrow(/amount_is_positive|reserved_is/);
      await expect(write(ledger, row(payer, payee, 5n, { posted_minor: -1n }))).rejects.toThrow(/does_not_exceed/);
      await write(ledger, row(payer, payee, 1n));
      const moved = ledger.db.updateTable('ledger_account').set({ currency: 'EUR' }).where('id', '=', payee);
      await expect(moved.execute()).rejects.toThrow(/in_currency/);
      await ledger.booksBalance();
    },
  },
  {
    rule: 'nobody overdraws an account past its limit, nor lowers the limit below what is spent and reserved',
    async check(ledger) {
      const [payer, payee] = [await ledger.open(50n), await ledger.open()];
      await write(ledger, row(payer, payee, 30n));
      await write(ledger, row(payer, payee, 20n, pending));
      await expect(write(ledger, row(payer, payee, 1n))).rejects.toThrow(/no_overdraft/);
      await expect(write(ledger, row(payer, payee, 1n, pending))).rejects.toThrow(/no_overdraft/);
      const limit = (minor: bigint) =>
        ledger.db.updateTable('ledger_account').set({ overdraft_minor: minor }).where('id', '=', payer).execute();
      await expect(limit(49n)).rejects.toThrow(/no_overdraft/);
      await limit(51n);
    },
  },
  {
    rule: 'balances are moved by transfers alone, and an account opens empty',
    async check(ledger) {
      const [payer] = await pair(ledger);
      const set = (column: string) =>
        sql`update ledger_account set ${sql.ref(column)} = 50 where id = ${payer}`.execute(ledger.db);
      await expect(set('balance_minor')).rejects.toThrow(/by transfers alone/);
      await expect(set('reserved_minor')).rejects.toThrow(/by transfers alone/);
      const opened = sql`insert into ledger_account (id, name, identification, currency, balance_minor)
        values ('rich', 'Rich', 'rich', 'GBP', 1)`;
      await expect(opened.execute(ledger.db)).rejects.toThrow(/opened empty/);
      expect(await ledger.standing(payer)).toEqual([100n, 0n]);
    },
  },
];

import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Database, migrate } from '../../lib/db.ts';
import { testDatabases } from '../../lib/test-databases.ts';
import { type BankTables, bankMigrations } from '../bank-tables.ts';
import { clearingAccountId } from '../clearing.ts';
import { createTestLedger, NOW, order, type TestLedger } from '../ledger/testing/test-ledger.ts';
import { consentOf } from '../testing/test-orders.ts';
import { newConsent } from './consent-store.ts';
import { makeOrder } from './make-order.ts';
import { startSettlement } from './settlement.ts';

const CLIENT = 'atrium-branch';
const CUSTOMER = 'c-1';
const DEBTOR = '20451490000001';
const ELSEWHERE = '60000190000001';
const AT_ONCE = 12;

describe.each(testDatabases())('payments that are accepted on $name', ({ open }) => {
  let opened: { readonly db: Database; close(): Promise<void> };
  let ledger: TestLedger;

  beforeAll(async () => {
    opened = await open();
    await migrate(opened.db, bankMigrations);
    ledger = createTestLedger(opened.db.withTables<BankTables>());
    const clearing = clearingAccountId('GBP');
    const common = { name: 'Test', currency: 'GBP' };
    await ledger.openAccount({ ...common, id: clearing, customer: null, identification: 'c', overdraft_minor: null });
    await ledger.openAccount({
      ...common,
      id: 'payer',
      customer: CUSTOMER,
      identification: DEBTOR,
      overdraft_minor: 0n,
    });
    await ledger.post(order(clearing, 'payer', 2_500n));
  });
  afterAll(() => opened?.close());

  async function accept(): Promise<string> {
    const asked = consentOf('v4.0', 'payment', { amount: '10.00', debtor: DEBTOR, creditor: ELSEWHERE });
    const consent = newConsent('payment', CLIENT, JSON.stringify(asked), NOW, 'payment');
    const authorised = { ...consent, status: 'AUTH' as const, customer: CUSTOMER };
    await ledger.db.insertInto('consent').values(authorised).execute();
    const caller = { clientId: CLIENT, customer: CUSTOMER, consentId: consent.id, scopes: ['payments'] };
    return ledger.db
      .transaction()
      .execute((trx) => makeOrder(trx, 'payment', caller, { consentId: consent.id, order: asked }, NOW));
  }
  const statuses = async () =>
    (await ledger.db.selectFrom('payment').select('status').execute()).map(({ status }) => status).sort();

  test('never are two accepted over the same money, and what is accepted is booked', async () => {
    await Promise.all(Array.from({ length: AT_ONCE }, accept));
    const accepted = ['RCVD', 'RCVD'];
    const refused = Array.from({ length: AT_ONCE - accepted.length }, () => 'RJCT');
    expect(await statuses()).toEqual([...accepted, ...refused]);
    expect(await ledger.standing('payer')).toEqual([2_500n, 2_000n]);
    // Nobody else spends it in the meantime.
    expect((await ledger.post(order('payer', clearingAccountId('GBP'), 501n))).ok).toBe(false);

    const settlement = startSettlement(ledger.db, pino({ level: 'silent' }), () => NOW);
    await expect.poll(statuses).toEqual(['ACSC', 'ACSC', ...refused]);
    await settlement.stop();
    expect(await ledger.standing('payer')).toEqual([500n, 0n]);
    await ledger.booksBalance();
  });
});

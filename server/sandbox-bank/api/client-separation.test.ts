import { randomUUID } from 'node:crypto';
import type { Kysely } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Database, migrate } from '../../lib/db.ts';
import { testDatabases } from '../../lib/test-databases.ts';
import { createApprovalService } from '../approvals/approval-service.ts';
import { type BankTables, bankMigrations } from '../bank-tables.ts';
import { createLedgerService } from '../ledger/ledger-service.ts';
import { seed } from '../seed.ts';
import { PERMISSIONS, paymentOf, paymentOrder, SUBJECTS } from '../testing/test-branch.ts';
import type { Caller } from './access-token.ts';
import { createAccountAccess } from './account-access.ts';
import { createAccountsApi } from './accounts-api.ts';
import type { Operation } from './api-router.ts';
import { createBeneficiaryStore } from './beneficiary-store.ts';
import { type ConsentStore, createConsentStore } from './consent-store.ts';
import { DIALECTS } from './dialects.ts';
import { createPaymentsApi } from './payments-api.ts';

/** The sandbox bank has one client, so that another is met here: below HTTP, where a token has become a caller. */

const START_MS = 60_000;
const BRANCH = 'atrium-branch';
const OTHER = 'another-client';
const CONSENTS = '/pisp/domestic-payment-consents';
const ORDERS = '/pisp/domestic-payments';
const ACCOUNTS = '/aisp/account-access-consents';
const FORBIDDEN = { status: 403, code: 'U010' };

describe.each(testDatabases())('clients and customers on $name', ({ open }) => {
  let opened: { readonly db: Database; close(): Promise<void> };
  let db: Kysely<BankTables>;
  let consents: ConsentStore;
  let operations: readonly Operation[];

  beforeAll(async () => {
    opened = await open();
    db = opened.db.withTables<BankTables>();
    await migrate(opened.db, bankMigrations);
    await seed(db, new Date());
    consents = createConsentStore(db);
    const ledger = createLedgerService(db);
    const access = createAccountAccess(consents, ledger);
    const common = { db, consents, dialect: DIALECTS['v4.0'], baseUrl: '', clock: () => new Date() };
    operations = [
      ...createAccountsApi({ ...common, ledger, access, beneficiaries: createBeneficiaryStore(db) }),
      ...createPaymentsApi({ ...common, wakeSettlement: () => {} }),
    ];
  }, START_MS);
  afterAll(() => opened?.close());

  const asClient = (clientId: string): Caller => ({ clientId, customer: null, consentId: null, scopes: [] });
  const forAnna = (consentId: string, changes: Partial<Caller> = {}): Caller => ({
    ...asClient(BRANCH),
    customer: SUBJECTS.anna,
    consentId,
    ...changes,
  });

  /** Calls the operation of that place; a place may name one id. */
  async function call(caller: Caller, method: Operation['method'], path: string, sent: unknown = '', key?: string) {
    for (const operation of operations) {
      const found = new RegExp(`^${operation.path.replace(/:\w+/, '([\\w-]+)')}$`).exec(path);
      if (operation.method !== method || !found) continue;
      const name = /:(\w+)/.exec(operation.path)?.[1];
      const params = name ? { [name]: found[1] ?? '' } : {};
      const given = { caller, params, query: {}, body: JSON.stringify(sent), idempotencyKey: key };
      // biome-ignore lint/suspicious/noExplicitAny: an answer of any operation, which the tests look into.
      return ((await operation.handle(given)).body as any)?.Data;
    }
    throw new Error(`there is no ${method} ${path}`);
  }
  const askConsent = async (clientId = BRANCH, order = paymentOrder(), key: string = randomUUID()): Promise<string> =>
    (await call(asClient(clientId), 'post', CONSENTS, order, key)).ConsentId;
  async function granted(): Promise<string> {
    const body = { Data: { Permissions: PERMISSIONS }, Risk: {} };
    const { ConsentId } = await call(asClient(BRANCH), 'post', ACCOUNTS, body);
    await consents.authorise(ConsentId, 'account', { clientId: BRANCH, customer: SUBJECTS.anna, grantId: ConsentId });
    return ConsentId;
  }

  test('a consent, and the order made with it, are shown to the client that asked for it and to no other', async () => {
    const order = paymentOrder();
    const consentId = await askConsent(BRANCH, order);
    const grant = { clientId: BRANCH, customer: SUBJECTS.anna, grantId: consentId };
    expect(await consents.authorise(consentId, 'payment', { ...grant, clientId: OTHER })).toBe(false);
    expect(await consents.authorise(consentId, 'payment', grant)).toBe(true);
    const made = await call(forAnna(consentId), 'post', ORDERS, paymentOf(consentId, order), randomUUID());
    const accountConsent = await granted();
    const places = [
      `${CONSENTS}/${consentId}`,
      `${ORDERS}/${made.DomesticPaymentId}`,
      `${ORDERS}/${made.DomesticPaymentId}/payment-details`,
      `${ACCOUNTS}/${accountConsent}`,
    ];
    for (const place of places) {
      expect(await call(asClient(BRANCH), 'get', place)).toBeDefined();
      await expect(call(asClient(OTHER), 'get', place)).rejects.toMatchObject(FORBIDDEN);
    }
    await expect(call(asClient(OTHER), 'delete', `${ACCOUNTS}/${accountConsent}`)).rejects.toMatchObject(FORBIDDEN);
    expect((await call(asClient(BRANCH), 'get', `${ACCOUNTS}/${accountConsent}`)).ConsentId).toBe(accountConsent);
  });

  test('accounts are read by the consent that their customer gave to this client, and by nothing else', async () => {
    const consentId = await granted();
    const read = (changes: Partial<Caller>) => call(forAnna(consentId, changes), 'get', '/aisp/accounts');
    expect((await read({})).Account.length).toBeGreaterThan(0);
    for (const changes of [{ customer: SUBJECTS.oliver }, { clientId: OTHER }, { consentId: null }])
      await expect(read(changes)).rejects.toMatchObject(FORBIDDEN);
    await db.updateTable('consent').set({ status: 'RJCT' }).where('id', '=', consentId).execute();
    await expect(read({})).rejects.toMatchObject(FORBIDDEN);
  });

  test('funds are confirmed to the customer who approved, at the client that asked', async () => {
    const consentId = await askConsent();
    const grant = { clientId: BRANCH, customer: SUBJECTS.anna, grantId: consentId };
    await consents.authorise(consentId, 'payment', grant);
    const funds = (changes: Partial<Caller>) =>
      call(forAnna(consentId, changes), 'get', `${CONSENTS}/${consentId}/funds-confirmation`);
    expect((await funds({})).FundsAvailableResult.FundsAvailable).toBe(true);
    for (const changes of [{ customer: SUBJECTS.oliver }, { clientId: OTHER }])
      await expect(funds(changes)).rejects.toMatchObject(FORBIDDEN);
  });

  test('a key belongs to one client: with the same one another gets a consent of its own, and not the first', async () => {
    const [key, order] = [randomUUID(), paymentOrder()];
    const mine = await askConsent(BRANCH, order, key);
    expect(await askConsent(BRANCH, order, key)).toBe(mine);
    const others = await askConsent(OTHER, order, key);
    expect(others).not.toBe(mine);
    expect((await call(asClient(OTHER), 'get', `${CONSENTS}/${others}`)).ConsentId).toBe(others);
  });

  test('approval is asked for, and a consent withdrawn, by the client that asked for it', async () => {
    const approvals = createApprovalService(db);
    const consentId = await askConsent();
    const question = { consentId, clientId: BRANCH, subject: SUBJECTS.anna, bindingCode: 'KX7-204' };
    expect(await approvals.refusal(question)).toBeNull();
    expect(await approvals.refusal({ ...question, clientId: OTHER })).toBe('the consent is not of this client');
    expect(await approvals.withdraw(consentId, OTHER)).toBe('unknown');
    expect((await consents.find(consentId, 'payment'))?.status).toBe('AWAU');
    expect(await approvals.withdraw(consentId, BRANCH)).toBe('withdrawn');
  });
});

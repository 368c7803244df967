import type { Kysely } from 'kysely';
import type Provider from 'oidc-provider';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Database, migrate } from '../../lib/db.ts';
import { testDatabases } from '../../lib/test-databases.ts';
import { newConsent } from '../api/consent-store.ts';
import { type BankTables, bankMigrations } from '../bank-tables.ts';
import { seed } from '../seed.ts';
import { paymentOrder, SUBJECTS } from '../testing/test-branch.ts';
import { createApprovalService } from './approval-service.ts';

const START_MS = 60_000;

/** An issuer that hears nothing while it is `deaf`. */
function createIssuer() {
  const heard: string[] = [];
  const issuer = {
    deaf: false,
    heard,
    BackchannelAuthenticationRequest: { find: async (id: string) => (id === 'gone' ? undefined : { id }) },
    Grant: { find: async (id: string) => ({ id }) },
    async backchannelResult(request: { id: string }, result: Error | { id: string }) {
      if (issuer.deaf) throw new Error('deaf');
      heard.push(`${request.id}: ${result instanceof Error ? 'denied' : result.id}`);
    },
  };
  return issuer;
}

describe.each(testDatabases())('approvals on $name', ({ open }) => {
  let opened: { readonly db: Database; close(): Promise<void> };
  let db: Kysely<BankTables>;

  beforeAll(async () => {
    opened = await open();
    db = opened.db.withTables<BankTables>();
    await migrate(opened.db, bankMigrations);
    await seed(db, new Date());
  }, START_MS);
  afterAll(() => opened?.close());

  async function asked(requestId: string): Promise<string> {
    const consent = newConsent('payment', 'atrium-branch', JSON.stringify(paymentOrder()), new Date());
    await db.insertInto('consent').values(consent).execute();
    const params = { 'openbanking-intent-id': consent.id, binding_message: 'KX7-204' };
    await createApprovalService(db).ask({ jti: requestId, accountId: SUBJECTS.anna, params });
    return consent.id;
  }

  test('a decision that the issuer did not hear is told again, and once only', async () => {
    const [approved, denied, gone] = [await asked('r-yes'), await asked('r-no'), await asked('gone')];
    const issuer = createIssuer();
    const provider = issuer as unknown as Provider;
    const approvals = createApprovalService(db);
    expect(await approvals.decide(approved, SUBJECTS.anna, true, 'grant-1')).toBe('approved');
    expect(await approvals.decide(denied, SUBJECTS.anna, false, null)).toBe('denied');
    expect(await approvals.decide(gone, SUBJECTS.anna, true, 'grant-2')).toBe('approved');

    issuer.deaf = true;
    await expect(approvals.deliver(provider)).rejects.toThrow('deaf');
    issuer.deaf = false;
    await Promise.all([approvals.deliver(provider), approvals.deliver(provider)]);
    await createApprovalService(db).deliver(provider);
    expect(issuer.heard.sort()).toEqual(['r-no: denied', 'r-yes: grant-1']);
  });

  test('of many answers at the same time one counts, and only the owner gives one', async () => {
    const consentId = await asked('r-many');
    const approvals = createApprovalService(db);
    expect(await approvals.decide(consentId, SUBJECTS.oliver, true, 'grant-o')).toBe('expired');
    const answers = await Promise.all(
      Array.from({ length: 8 }, (_, index) =>
        approvals.decide(consentId, SUBJECTS.anna, index % 2 === 0, index % 2 === 0 ? `grant-m${index}` : null),
      ),
    );
    const [word] = answers.filter((answer) => answer === 'approved' || answer === 'denied');
    expect(answers.sort()).toEqual([...Array(7).fill(`already-${word}`), word]);
    expect(await approvals.decide(consentId, SUBJECTS.oliver, true, 'grant-o')).toBe('expired');
  });
});

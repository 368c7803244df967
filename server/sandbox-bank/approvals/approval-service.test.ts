import type { Kysely } from 'kysely';
import type Provider from 'oidc-provider';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Database, migrate } from '../../lib/db.ts';
import { testDatabases } from '../../lib/test-databases.ts';
import { newConsent } from '../api/consent-store.ts';
import { type BankTables, bankMigrations } from '../bank-tables.ts';
import { seed } from '../seed.ts';
import { paymentOrder, SUBJECTS } from '../testing/test-branch.ts';
import { type Answer, createApprovalService } from './approval-service.ts';

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

  const anna = { customer: SUBJECTS.anna, sessionId: 's-phone' };
  const oliver = { customer: SUBJECTS.oliver, sessionId: 's-other' };
  const no: Answer = { decision: 'deny' };
  const yes = (grantId: string): Answer => ({ decision: 'approve', grantId, prove: async () => true });
  const statusOf = async (consentId: string) =>
    (await db.selectFrom('consent').select('status').where('id', '=', consentId).executeTakeFirstOrThrow()).status;
  const stateOf = async (consentId: string) =>
    (await db.selectFrom('approval').select('state').where('consent_id', '=', consentId).executeTakeFirst())?.state;

  test('a decision that the issuer did not hear is told again, and once only', async () => {
    const [approved, denied, gone] = [await asked('r-yes'), await asked('r-no'), await asked('gone')];
    const issuer = createIssuer();
    const provider = issuer as unknown as Provider;
    const approvals = createApprovalService(db);
    expect(await approvals.decide(approved, anna, yes('grant-1'))).toBe('approved');
    expect(await approvals.decide(denied, anna, no)).toBe('denied');
    expect(await approvals.decide(gone, anna, yes('grant-2'))).toBe('approved');

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
    expect(await approvals.decide(consentId, oliver, yes('grant-o'))).toBe('expired');
    const answers = await Promise.all(
      Array.from({ length: 8 }, (_, index) =>
        approvals.decide(consentId, anna, index % 2 === 0 ? yes(`grant-m${index}`) : no),
      ),
    );
    const [word] = answers.filter((answer) => answer === 'approved' || answer === 'denied');
    expect(answers.sort()).toEqual([...Array(7).fill(`already-${word}`), word]);
    expect(await statusOf(consentId)).toBe(word === 'approved' ? 'AUTH' : 'RJCT');
    expect(await approvals.decide(consentId, oliver, yes('grant-o'))).toBe('expired');
  });

  test('of two requests about one consent, also past the first look at it, one is put to the customer', async () => {
    const consentId = await asked('r-first');
    const approvals = createApprovalService(db);
    const question = { consentId, clientId: 'atrium-branch', subject: SUBJECTS.anna, bindingCode: 'KX7-204' };
    expect(await approvals.refusal(question)).toContain('asked for before');
    const params = { 'openbanking-intent-id': consentId, binding_message: 'ZZ9-999' };
    await expect(approvals.ask({ jti: 'r-second', accountId: SUBJECTS.anna, params })).rejects.toThrow(
      'invalid_request',
    );
    const { request_id, binding_code, asked_again } = await db
      .selectFrom('approval')
      .selectAll()
      .where('consent_id', '=', consentId)
      .executeTakeFirstOrThrow();
    expect([request_id, binding_code, asked_again]).toEqual(['r-first', 'KX7-204', true]);
    expect(await approvals.decide(consentId, anna, yes('grant-first'))).toBe('approved');
  });

  test('a yes without its proof changes nothing, and the next one may have it', async () => {
    const consentId = await asked('r-proof');
    const approvals = createApprovalService(db);
    const seen: unknown[] = [];
    const answer = (isProven: boolean): Answer => ({
      decision: 'approve',
      grantId: 'grant-p',
      prove: async (_trx, facts) => {
        seen.push(facts);
        return isProven;
      },
    });
    expect(await approvals.decide(consentId, anna, answer(false))).toBe('passkey-refused');
    expect([await statusOf(consentId), await stateOf(consentId)]).toEqual(['AWAU', 'pending']);
    expect(await approvals.decide(consentId, anna, answer(true))).toBe('approved');
    expect(seen[1]).toEqual({
      consentId,
      debtorIdentification: '20451431926819',
      creditorName: 'Oliver Bennett',
      creditorIdentification: '20451455779911',
      amount: '12.34',
      currency: 'GBP',
      schedule: 'now',
      bindingCode: 'KX7-204',
    });
  });

  test('a waiting request that its client withdraws is rejected, the issuer says denied, and no yes comes after', async () => {
    const consentId = await asked('r-withdrawn');
    const issuer = createIssuer();
    const approvals = createApprovalService(db);
    expect(await approvals.withdraw(consentId, 'another-client')).toBe('unknown');
    expect(await stateOf(consentId)).toBe('pending');
    expect(await approvals.withdraw(consentId, 'atrium-branch')).toBe('withdrawn');
    expect([await statusOf(consentId), await stateOf(consentId)]).toEqual(['RJCT', 'withdrawn']);
    expect(await approvals.decide(consentId, anna, yes('grant-w'))).toBe('already-withdrawn');
    expect(await approvals.withdraw(consentId, 'atrium-branch')).toBe('already-ended');
    await approvals.deliver(issuer as unknown as Provider);
    expect(issuer.heard).toContain('r-withdrawn: denied');
  });

  test('what was approved is withdrawn until it is used, and what was used stays', async () => {
    const [unused, used] = [await asked('r-unused'), await asked('r-used')];
    const approvals = createApprovalService(db);
    for (const consentId of [unused, used]) await approvals.decide(consentId, anna, yes(`grant-${consentId}`));
    expect(await approvals.withdraw(unused, 'atrium-branch')).toBe('withdrawn');
    expect(await statusOf(unused)).toBe('RJCT');
    await db.updateTable('consent').set({ status: 'COND' }).where('id', '=', used).execute();
    expect(await approvals.withdraw(used, 'atrium-branch')).toBe('already-used');
    expect([await statusOf(used), await stateOf(used)]).toEqual(['COND', 'approved']);
    expect(await approvals.withdraw('pc-unknown', 'atrium-branch')).toBe('unknown');
  });

  test('a consent that nobody was asked about can be withdrawn, and is not asked about any more', async () => {
    const consent = newConsent('payment', 'atrium-branch', JSON.stringify(paymentOrder()), new Date());
    await db.insertInto('consent').values(consent).execute();
    const approvals = createApprovalService(db);
    expect(await approvals.withdraw(consent.id, 'atrium-branch')).toBe('withdrawn');
    const params = { 'openbanking-intent-id': consent.id, binding_message: 'KX7-204' };
    await expect(approvals.ask({ jti: 'r-late', accountId: SUBJECTS.anna, params })).rejects.toThrow('invalid_request');
    expect(await stateOf(consent.id)).toBeUndefined();
  });

  test('approved, denied and withdrawn at once, the consent, the approval and the issuer agree on one word', async () => {
    for (let round = 0; round < 12; round++) {
      const consentId = await asked(`r-race-${round}`);
      const issuer = createIssuer();
      const approvals = createApprovalService(db);
      const deliver = () => approvals.deliver(issuer as unknown as Provider);
      const [approved, denied, withdrawn] = await Promise.all([
        approvals.decide(consentId, anna, yes(`grant-r${round}`)),
        approvals.decide(consentId, anna, no),
        approvals.withdraw(consentId, 'atrium-branch'),
        deliver(),
      ]);
      await deliver();
      const end = `${await stateOf(consentId)} ${await statusOf(consentId)}`;
      expect([approved, denied].filter((word) => word === 'approved' || word === 'denied').length).toBeLessThan(2);
      if (withdrawn === 'withdrawn') expect(end).toBe('withdrawn RJCT');
      else expect([denied, end]).toEqual(['denied', 'denied RJCT']);
      expect(issuer.heard.some((told) => told.startsWith(`r-race-${round}: `))).toBe(true);
    }
  });
});

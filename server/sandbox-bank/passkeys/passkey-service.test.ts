import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type Database, migrate } from '../../lib/db.ts';
import { testDatabases } from '../../lib/test-databases.ts';
import { newConsent } from '../api/consent-store.ts';
import { type Answer, createApprovalService } from '../approvals/approval-service.ts';
import type { BankTables } from '../bank-tables.ts';
import { bankMigrations } from '../bank-tables.ts';
import { seed } from '../seed.ts';
import { paymentOrder, SUBJECTS } from '../testing/test-branch.ts';
import { createTestPasskey, type TestPasskey } from '../testing/test-passkey.ts';
import { createEnrolmentService } from './enrolment-service.ts';
import { createPasskeyService, type PasskeyQuestion } from './passkey-service.ts';
import { relyingParty } from './relying-party.ts';
import { createTextMessages } from './text-messages.ts';

const START_MS = 60_000;
const ORIGIN = 'http://bank.localhost:4000';
const anna = { customer: SUBJECTS.anna, sessionId: 's-phone' };
const enrolling = { subject: SUBJECTS.anna, name: 'Anna Petrova', username: 'anna', sessionId: 's-phone' };

describe.each(testDatabases())('passkeys on $name', ({ open }) => {
  let opened: { readonly db: Database; close(): Promise<void> };
  let db: import('kysely').Kysely<BankTables>;
  let now = new Date();
  const clock = () => now;
  const party = relyingParty(ORIGIN);
  let passkeys: ReturnType<typeof createPasskeyService>;
  let approvals: ReturnType<typeof createApprovalService>;
  let passkey: TestPasskey;

  beforeAll(async () => {
    opened = await open();
    db = opened.db.withTables<BankTables>();
    await migrate(opened.db, bankMigrations);
    await seed(db, new Date());
    passkeys = createPasskeyService(db, party, clock);
    approvals = createApprovalService(db, clock);
    passkey = await enrol();
  }, START_MS);
  afterAll(() => opened?.close());
  beforeEach(() => {
    now = new Date();
  });

  async function enrol(): Promise<TestPasskey> {
    let code = '';
    const enrolment = createEnrolmentService(db, party, createTextMessages(db, clock), clock);
    await enrolment.sendCode(enrolling, (sent) => {
      code = sent;
      return sent;
    });
    const options = await enrolment.begin(enrolling, code);
    if (typeof options === 'string') throw new Error(options);
    const made = createTestPasskey(1);
    expect(await enrolment.finish(enrolling, made.enrol(options, ORIGIN))).toBe('enrolled');
    return made;
  }

  /** A request that waits, and the question that the customer's page was given. */
  async function asked(): Promise<{ consentId: string; question: PasskeyQuestion }> {
    const consent = newConsent('payment', 'atrium-branch', JSON.stringify(paymentOrder()), now);
    await db.insertInto('consent').values(consent).execute();
    const params = { 'openbanking-intent-id': consent.id, binding_message: 'KX7-204' };
    await approvals.ask({ jti: `r-${consent.id}`, accountId: SUBJECTS.anna, params });
    const facts = await factsSeen(consent.id);
    const question = await passkeys.ask(SUBJECTS.anna, facts, new Date(now.getTime() + 300_000));
    if (!question) throw new Error('no passkey to ask for');
    return { consentId: consent.id, question };
  }

  /** The facts as a decision reads them, from an answer that proves nothing. */
  async function factsSeen(consentId: string) {
    let facts: Parameters<Extract<Answer, { decision: 'approve' }>['prove']>[1] | undefined;
    await approvals.decide(consentId, anna, {
      decision: 'approve',
      grantId: 'none',
      prove: async (_trx, seen) => {
        facts = seen;
        return false;
      },
    });
    if (!facts) throw new Error('the request does not wait');
    return facts;
  }

  const signed = ({ nonce, options }: PasskeyQuestion) => ({ nonce, assertion: passkey.sign(options, ORIGIN) });
  const approve = (consentId: string, answer: ReturnType<typeof signed>, grantId = `grant-${consentId}`) =>
    approvals.decide(consentId, anna, {
      decision: 'approve',
      grantId,
      prove: (trx, facts) => passkeys.consume(trx, SUBJECTS.anna, facts, answer),
    });
  const rewrite = (consentId: string, change: (text: string) => string) => async () => {
    const { body } = await db
      .selectFrom('consent')
      .select('body')
      .where('id', '=', consentId)
      .executeTakeFirstOrThrow();
    expect(change(body)).not.toBe(body);
    await db
      .updateTable('consent')
      .set({ body: change(body) })
      .where('id', '=', consentId)
      .execute();
    return () => db.updateTable('consent').set({ body }).where('id', '=', consentId).execute();
  };

  test.each([
    ['amount', '12.34', '99.34'],
    ['currency', 'GBP', 'EUR'],
    ['payee', 'Oliver Bennett', 'Oliver Bennet'],
    ["payee's account", '20451455779911', '60837100000001'],
  ])(
    'a changed %s between the question and the answer: what was signed is not what would be paid',
    async (_what, from, to) => {
      const { consentId, question } = await asked();
      const restore = await rewrite(consentId, (text) => text.replace(from, to))();
      expect(await approve(consentId, signed(question))).toBe('passkey-refused');
      await restore();
      expect(await approve(consentId, signed(question))).toBe('approved');
    },
  );

  test('a changed code between the question and the answer does not count', async () => {
    const { consentId, question } = await asked();
    const setCode = (code: string) =>
      db.updateTable('approval').set({ binding_code: code }).where('consent_id', '=', consentId).execute();
    await setCode('ZZ9-999');
    expect(await approve(consentId, signed(question))).toBe('passkey-refused');
    await setCode('KX7-204');
    expect(await approve(consentId, signed(question))).toBe('approved');
  });

  test('a challenge has an end of its own', async () => {
    const { consentId, question } = await asked();
    const setEnd = (at: Date) =>
      db.updateTable('approval_challenge').set({ expires_at: at }).where('consent_id', '=', consentId).execute();
    await setEnd(now);
    expect(await approve(consentId, signed(question))).toBe('passkey-refused');
    await setEnd(new Date(now.getTime() + 1000));
    expect(await approve(consentId, signed(question))).toBe('approved');
  });

  test('challenges are not kept in a form that could be answered, and go with the answer', async () => {
    const { consentId, question } = await asked();
    const rows = () => db.selectFrom('approval_challenge').selectAll().where('consent_id', '=', consentId).execute();
    const [row] = await rows();
    expect(row?.hash).toBeTruthy();
    expect(JSON.stringify(row)).not.toContain(question.options.challenge);
    expect(JSON.stringify(row)).not.toContain(question.nonce);
    expect(await approve(consentId, signed(question))).toBe('approved');
    expect(await rows()).toEqual([]);
  });

  test('where the decision is not written, neither is that the challenge was used', async () => {
    const { consentId, question } = await asked();
    const answer = signed(question);
    await expect(
      approvals.decide(consentId, anna, {
        decision: 'approve',
        grantId: 'grant-lost',
        async prove(trx, facts) {
          expect(await passkeys.consume(trx, SUBJECTS.anna, facts, answer)).toBe(true);
          throw new Error('killed here');
        },
      }),
    ).rejects.toThrow('killed here');
    expect(await approve(consentId, answer)).toBe('approved');
  });

  test('the same yes many times at once is one yes', async () => {
    const { consentId, question } = await asked();
    const answer = signed(question);
    const words = await Promise.all(
      [1, 2, 3, 4].map((grant) => approve(consentId, answer, `grant-${consentId}-${grant}`)),
    );
    expect(words.sort()).toEqual(['already-approved', 'already-approved', 'already-approved', 'approved']);
  });

  test('approved by passkey and withdrawn at once: one word, and a withdrawn consent is never left approved', async () => {
    for (let round = 0; round < 6; round++) {
      const { consentId, question } = await asked();
      const [word, withdrawn] = await Promise.all([
        approve(consentId, signed(question)),
        approvals.withdraw(consentId, 'atrium-branch'),
      ]);
      expect(withdrawn).toBe('withdrawn');
      expect(['approved', 'already-withdrawn']).toContain(word);
      const { status } = await db
        .selectFrom('consent')
        .select('status')
        .where('id', '=', consentId)
        .executeTakeFirstOrThrow();
      expect(status).toBe('RJCT');
    }
  });

  test('many views of one request at once are all answered with a challenge, and twenty are kept', async () => {
    const { consentId } = await asked();
    const facts = await factsSeen(consentId);
    const views = await Promise.all(
      Array.from({ length: 30 }, () => passkeys.ask(SUBJECTS.anna, facts, new Date(now.getTime() + 300_000))),
    );
    expect(new Set(views.map((view) => view?.options.challenge)).size).toBe(30);
    await passkeys.ask(SUBJECTS.anna, facts, new Date(now.getTime() + 300_000));
    const kept = await db.selectFrom('approval_challenge').select('hash').where('consent_id', '=', consentId).execute();
    expect(kept).toHaveLength(20);
  });
});

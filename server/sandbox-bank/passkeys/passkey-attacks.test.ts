import type { AuthenticationResponseJSON } from '@simplewebauthn/server';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startTestBank, type TestBank } from '../testing/test-bank.ts';
import { createTestBranch, paymentOrder, SUBJECTS, type TestBranch } from '../testing/test-branch.ts';
import { createTestPasskey, createTestPhone, type Question, type TestPhone } from '../testing/test-passkey.ts';
import { approvalChallenge } from './approval-challenge.ts';

/** Each attack is made on a request that the entitled customer then approves: what failed was the attack, not the request. */

const START_MS = 90_000;
let bank: TestBank;
let branch: TestBranch;
let anna: TestPhone;
let oliver: TestPhone;

beforeAll(async () => {
  bank = await startTestBank();
  branch = await createTestBranch(bank);
  anna = createTestPhone(bank.url, 'anna');
  oliver = createTestPhone(bank.url, 'oliver');
  await anna.enrol();
  await oliver.enrol();
}, START_MS);
afterAll(() => bank?.close());

const REFUSED = { status: 403, outcome: 'passkey-refused' };
const APPROVED = { status: 200, outcome: 'approved' };

async function asked(amount = '12.34', code = 'KX7-204'): Promise<string> {
  const consentId = await branch.createPaymentConsent(paymentOrder({ amount }));
  await branch.requestApproval(consentId, SUBJECTS.anna, code);
  return consentId;
}
const statusOf = async (consentId: string) => {
  const access = await branch.clientAccess('payments');
  return (await branch.call('GET', `/pisp/domestic-payment-consents/${consentId}`, access)).body.Data.Status;
};
const optionsOf = ({ options }: Question) => {
  if (!options) throw new Error('there is no passkey to ask for');
  return options;
};

/** Sends what an attacker would, sees it refused and nothing changed, and then approves as the customer would. */
async function refusedThenApproved(
  forge: (question: Question, consentId: string) => Promise<AuthenticationResponseJSON> | AuthenticationResponseJSON,
): Promise<void> {
  const consentId = await asked();
  const question = await anna.question(consentId);
  expect(await anna.send(question, consentId, 'approve', await forge(question, consentId))).toEqual(REFUSED);
  expect(await statusOf(consentId)).toBe('AWAU');
  expect(await anna.send(question, consentId, 'approve')).toEqual(APPROVED);
  expect(await statusOf(consentId)).toBe('AUTH');
}

test('the yes to another payment does not count for this one', async () => {
  const other = await asked('1.00');
  await refusedThenApproved(async () => anna.passkey.sign(optionsOf(await anna.question(other)), bank.url));
  // Nor with the nonce of the other, which is what makes its challenge.
  const [consentId, question] = [await asked(), await anna.question(other)];
  const page = await anna.question(consentId);
  expect(await anna.send({ ...question, csrf: page.csrf }, consentId, 'approve')).toEqual(REFUSED);
  expect(await anna.send(page, consentId, 'approve')).toEqual(APPROVED);
});

const handleOf = (subject: string) => Buffer.from(subject).toString('base64url');

test("another customer's passkey does not count, whomever it says that it is of", async () => {
  for (const userHandle of ['', handleOf(SUBJECTS.oliver), handleOf(SUBJECTS.anna)])
    await refusedThenApproved((question) => oliver.passkey.sign(optionsOf(question), bank.url, { userHandle }));
  await refusedThenApproved((question) => ({
    ...oliver.passkey.sign(optionsOf(question), bank.url),
    id: anna.passkey.credentialId,
    rawId: anna.passkey.credentialId,
  }));
});

test('a passkey that says it is of another customer does not count', () =>
  refusedThenApproved((question) =>
    anna.passkey.sign(optionsOf(question), bank.url, { userHandle: handleOf(SUBJECTS.oliver) }),
  ));

test('no passkey at all is no yes', async () => {
  const consentId = await asked();
  const { page, csrf } = await anna.question(consentId);
  for (const credential of ['', '{}', 'null', '[]', '"x"'])
    expect((await anna.browser.post(`/approvals/${consentId}`, { csrf, decision: 'approve', credential })).status).toBe(
      403,
    );
  const withoutScript = await anna.browser.submit(page, { decision: 'approve' }, consentId);
  expect(withoutScript.html).toContain('Approve this payment?');
  expect(await statusOf(consentId)).toBe('AWAU');
  expect(await anna.answer(consentId, 'approve')).toBe('approved');
});

test('who was not verified by their device has not approved', () =>
  refusedThenApproved((question) => anna.passkey.sign(optionsOf(question), bank.url, { isUserVerified: false })));

test('what was signed on a page of another site, or for one, does not count', async () => {
  await refusedThenApproved((question) => anna.passkey.sign(optionsOf(question), 'http://evil.localhost'));
  await refusedThenApproved((question) => anna.passkey.sign(optionsOf(question), bank.url, { rpId: 'evil.localhost' }));
});

test('a challenge that the bank did not give out does not count', async () => {
  await refusedThenApproved((question, consentId) => {
    const facts = {
      consentId,
      debtorIdentification: '20451431926819',
      creditorName: 'Oliver Bennett',
      creditorIdentification: '20451455779911',
      amount: '12.34',
      currency: 'GBP',
      schedule: 'now',
      bindingCode: 'KX7-204',
    };
    // The very facts under the bank's own nonce are its challenge; under another one they are nobody's.
    expect(approvalChallenge(question.nonce, facts)).toBe(question.options?.challenge);
    const challenge = approvalChallenge('a nonce of my own', facts);
    return anna.passkey.sign({ ...optionsOf(question), challenge }, bank.url);
  });
});

test('a yes that was sent before counts once: not again, and not for the next view of the page', async () => {
  const [consentId, other] = [await asked(), await asked()];
  const question = await anna.question(consentId);
  const assertion = anna.passkey.sign(optionsOf(question), bank.url);
  expect(await anna.send(question, consentId, 'approve', assertion)).toEqual(APPROVED);
  expect(await anna.send(question, consentId, 'approve', assertion)).toEqual({
    status: 409,
    outcome: 'already-approved',
  });
  expect(await anna.send(question, other, 'approve', assertion)).toEqual(REFUSED);
  expect(await anna.answer(other, 'approve')).toBe('approved');
});

test('each view of a request has its own challenge, and each of the latest ones may be answered', async () => {
  const consentId = await asked();
  const [first, second] = [await anna.question(consentId), await anna.question(consentId)];
  expect(first.options?.challenge).not.toBe(second.options?.challenge);
  expect(await anna.send({ ...first, nonce: second.nonce }, consentId, 'approve')).toEqual(REFUSED);
  for (let view = 0; view < 20; view++) await anna.question(consentId);
  expect(await anna.send(first, consentId, 'approve')).toEqual(REFUSED);
  expect(await anna.answer(consentId, 'approve')).toBe('approved');
});

test('a passkey that was removed approves nothing more', async () => {
  const spare = createTestPhone(bank.url, 'anna');
  await spare.enrol();
  const [mine, late] = [await asked(), await asked()];
  expect(await spare.answer(mine, 'approve')).toBe('approved');
  const question = await spare.question(late);
  const remove = await spare.open(`/passkeys/remove?credential=${spare.passkey.credentialId}`);
  expect((await spare.browser.submit(remove, { password: 'wrong' })).status).toBe(401);
  expect(
    (
      await oliver.browser.submit(await oliver.open(`/passkeys/remove?credential=${spare.passkey.credentialId}`), {
        password: 'demo-oliver',
      })
    ).status,
  ).toBe(200);
  expect((await spare.open('/passkeys')).html).toContain(spare.passkey.credentialId);
  expect((await spare.browser.submit(remove, { password: 'demo-anna' })).html).not.toContain(
    spare.passkey.credentialId,
  );
  expect(await spare.send(question, late, 'approve')).toEqual(REFUSED);
  expect(await anna.answer(late, 'approve')).toBe('approved');
});

test('a passkey that counts its uses may not count backwards: that is a copy of it', async () => {
  const counting = createTestPhone(bank.url, 'oliver', createTestPasskey(5));
  await counting.enrol();
  const consentId = await branch.createPaymentConsent(
    paymentOrder({ debtor: '20451455779911', creditor: '20451431926819', name: 'Anna Petrova' }),
  );
  await branch.requestApproval(consentId, SUBJECTS.oliver);
  const question = await counting.question(consentId);
  const early = counting.passkey.sign(optionsOf(question), bank.url);
  const next = await branch.createPaymentConsent(
    paymentOrder({ debtor: '20451455779911', creditor: '20451431926819', name: 'Anna Petrova' }),
  );
  await branch.requestApproval(next, SUBJECTS.oliver);
  expect(await counting.answer(next, 'approve')).toBe('approved');
  expect(await counting.send(question, consentId, 'approve', early)).toEqual(REFUSED);
  expect(await counting.answer(consentId, 'approve')).toBe('approved');
});

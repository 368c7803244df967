import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { startTestBank, type TestBank } from '../testing/test-bank.ts';
import { createTestBranch, paymentOf, paymentOrder, type TestBranch } from '../testing/test-branch.ts';
import { createTestFaults, FAULT_PATHS } from '../testing/test-faults.ts';

const START_MS = 120_000;

let bank: TestBank;
let branch: TestBranch;
let faults: ReturnType<typeof createTestFaults>;

beforeAll(async () => {
  bank = await startTestBank();
  branch = await createTestBranch(bank);
  faults = createTestFaults(bank.url);
}, START_MS);
afterEach(() => faults.clear());
afterAll(() => bank?.close(), START_MS);

test('a payment whose answer was dropped is there, once: its key tells', async () => {
  const order = paymentOrder();
  const consentId = await branch.createPaymentConsent(order);
  const access = await branch.approvedAccess(consentId);
  const submit = () =>
    branch.call('POST', '/pisp/domestic-payments', access, { body: paymentOf(consentId, order), key, sign: true });
  const key = randomUUID();
  await faults.set([{ method: 'POST', path: FAULT_PATHS.payments, fault: { kind: 'drop' }, times: 1 }]);
  await expect(submit()).rejects.toThrow();
  expect(await faults.counts()).toEqual([{ matched: 1, struck: 1 }]);

  const consent = await branch.call(
    'GET',
    `/pisp/domestic-payment-consents/${consentId}`,
    await branch.clientAccess('payments'),
  );
  expect(consent.body.Data.Status).toBe('COND');
  const [again, onceMore] = [await submit(), await submit()];
  expect([again.status, onceMore.status]).toEqual([201, 201]);
  expect(onceMore.body.Data.DomesticPaymentId).toBe(again.body.Data.DomesticPaymentId);
});

test('the issuer suffers as the API does: refused before, or after it gave a token that nobody gets', async () => {
  for (const when of ['before', 'after'] as const) {
    await faults.set([{ path: FAULT_PATHS.token, fault: { kind: 'status', status: 503, when }, times: 1 }]);
    await expect(branch.clientAccess('payments')).rejects.toThrow();
    expect((await branch.clientAccess('payments')).token).toBeTruthy();
  }
});

test('totals are wrong in the answer and right in the books', async () => {
  const { token, dpop } = await branch.signIn('anna');
  const read = async () => {
    const accounts = await branch.call('GET', '/aisp/accounts', { token, dpop });
    const path = `/aisp/accounts/${accounts.body.Data.Account[0].AccountId}/balances`;
    const { body } = await branch.call('GET', path, { token, dpop });
    return body.Data.Balance.map((balance: { Amount: { Amount: string } }) => Number(balance.Amount.Amount));
  };
  const [first] = await read();
  await faults.set([{ path: FAULT_PATHS.balances, fault: { kind: 'wrong-totals', offByMinor: 7 } }]);
  expect((await read())[0]).toBeCloseTo(first + 0.07);
  await faults.clear();
  expect((await read())[0]).toBe(first);
});

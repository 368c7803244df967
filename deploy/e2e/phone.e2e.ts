import { randomUUID } from 'node:crypto';
import type { Page } from 'playwright-core';
import { afterEach, beforeAll, expect, test } from 'vitest';
import { approveOnPhone, phoneOf, setScreenLock } from './customer-phone.ts';
import { newPerson, openHouse, type Person, readLedger, screenshot, signInAtBank } from './harness.ts';

const ANNA = '20451431926819';

const house = openHouse();
let anna: Person;

beforeAll(async () => {
  anna = await newPerson(house.browser);
  await anna.page.goto(`${house.atrium.branchUrl}/api/sign-in/customer?returnTo=/flat`);
  await signInAtBank(anna.page, 'anna');
});

async function callBranch(method: string, path: string, body?: unknown): Promise<unknown> {
  return anna.page.evaluate(
    async ([verb, address, text]) => {
      const headers = { 'content-type': 'application/json' };
      const response = await fetch(address, text === null ? { method: verb } : { method: verb, headers, body: text });
      const answer = await response.text();
      if (!response.ok) throw new Error(`${address}: ${response.status} ${answer}`);
      return JSON.parse(answer);
    },
    [method, path, body === undefined ? null : JSON.stringify(body)] as const,
  );
}

interface PaymentSeen {
  readonly id: string;
  readonly state: string;
  readonly bindingCode: string | null;
}
const readPayment = async (id: string) =>
  ((await callBranch('GET', `/api/payments/${id}`)) as { payment: PaymentSeen }).payment;

/** A payment in the branch, up to the code that the customer compares. */
async function beginPayment(amount: string, reference: string): Promise<{ id: string; code: string }> {
  const { accounts } = (await callBranch('GET', '/api/accounts')) as {
    accounts: { id: string; identification: string }[];
  };
  const debtorAccountId = accounts.find(({ identification }) => identification === ANNA)?.id;
  const payee = { kind: 'account', name: 'Oliver Bennett', identification: '20451455779911' };
  const intent = { debtorAccountId, payee, amount, currency: 'GBP', reference, schedule: { kind: 'now' } };
  const { payment } = (await callBranch('POST', '/api/payments', { key: randomUUID(), intent })) as {
    payment: PaymentSeen;
  };
  await expect.poll(async () => (await readPayment(payment.id)).bindingCode).toBeTruthy();
  return { id: payment.id, code: (await readPayment(payment.id)).bindingCode ?? '' };
}
const endsAs = (id: string, state: string) => expect.poll(async () => (await readPayment(id)).state).toBe(state);
const debits = async (reference: string) =>
  (await readLedger(house.atrium, ANNA)).entries.filter((entry) => entry.reference === reference).length;
/** The bank's fault switches: what fits is done, and its answer lost. */
function faults(method: 'GET' | 'PUT' | 'DELETE', body?: unknown): Promise<Response> {
  return fetch(`http://127.0.0.1:${house.atrium.place.bankPort}/operator/faults`, {
    method,
    headers: { authorization: `Bearer ${house.atrium.operatorToken}`, 'content-type': 'application/json' },
    body: body === undefined ? null : JSON.stringify(body),
  });
}
const loseAnswers = (...rules: readonly object[]) => faults('PUT', { seed: 1, rules });
const countLost = async () =>
  ((await (await faults('GET')).json()) as { rules: { struck: number }[] }).rules[0]?.struck;
afterEach(() => faults('DELETE'));

const cardOf = (phone: Page, code: string) => phone.locator('section.card', { hasText: code });

test('a customer without a passkey is led to make one, and back to the payment that waits', async () => {
  const { id, code } = await beginPayment('1.01', 'First');
  const expected = { username: 'anna', code, payee: 'Oliver Bennett', amount: '£1.01' };
  await approveOnPhone(anna, house.atrium, expected);
  await endsAs(id, 'booked');
  expect(await debits('First')).toBe(1);
});

test('a new request appears by itself; a screen lock that does not open approves nothing, and the next try does', async () => {
  const phone = await phoneOf(anna);
  await phone.goto(`${house.atrium.bankUrl}/approvals`);
  await phone.getByText('Nothing is waiting for you').waitFor();
  await screenshot(phone, 'bank-nothing-waits-phone');
  const { id, code } = await beginPayment('2.02', 'Locked');
  const card = cardOf(phone, code);
  await card.waitFor();
  await setScreenLock(anna, false);
  await card.getByRole('button', { name: 'Approve' }).click();
  await card.getByText('Nothing was approved. You can try again.').waitFor();
  await screenshot(phone, 'bank-passkey-cancelled-phone');
  await setScreenLock(anna, true);
  await card.getByRole('button', { name: 'Approve' }).click();
  await phone.getByRole('heading', { name: 'Approved', exact: true }).waitFor();
  await endsAs(id, 'booked');
  expect(await debits('Locked')).toBe(1);
});

test('an answer that never left is said to be missing once the connection is back, and can be given again', async () => {
  const { id, code } = await beginPayment('3.03', 'Offline');
  const phone = await phoneOf(anna);
  await phone.goto(`${house.atrium.bankUrl}/approvals`);
  const card = cardOf(phone, code);
  await card.waitFor();
  await anna.context.setOffline(true);
  await card.getByRole('button', { name: 'Approve' }).click();
  await card.getByText('The connection broke off').waitFor();
  await phone.getByText('No connection to the bank').waitFor();
  expect(await card.getByRole('button', { name: 'Deny' }).isDisabled()).toBe(true);
  await screenshot(phone, 'bank-offline-phone');
  await anna.context.setOffline(false);
  await card.getByText('Your answer did not reach the bank').waitFor();
  await screenshot(phone, 'bank-answer-missing-phone');
  await card.getByRole('button', { name: 'Approve' }).click();
  await phone.getByRole('heading', { name: 'Approved', exact: true }).waitFor();
  await endsAs(id, 'booked');
  expect(await debits('Offline')).toBe(1);
});

test('an answer that the bank heard and nobody confirmed is not sent again: the page finds out what became of it', async () => {
  const { id, code } = await beginPayment('4.04', 'Unheard');
  const phone = await phoneOf(anna);
  await phone.goto(`${house.atrium.bankUrl}/approvals`);
  const card = cardOf(phone, code);
  await card.waitFor();
  // Three times: a browser may send a request again by itself when its connection broke.
  await loseAnswers({ method: 'POST', path: '/approvals/*', times: 3, fault: { kind: 'drop' } });
  await card.getByRole('button', { name: 'Approve' }).click();
  await phone.getByRole('heading', { name: 'Approved', exact: true }).waitFor();
  expect(await countLost()).toBeGreaterThan(0);
  await endsAs(id, 'booked');
  expect(await debits('Unheard')).toBe(1);
});

test('what another device has decided is said on this one', async () => {
  const tablet = await newPerson(house.browser, { width: 768, height: 1024 });
  await tablet.page.goto(`${house.atrium.bankUrl}/approvals`);
  await tablet.page.getByLabel('Username').fill('anna');
  await tablet.page.getByLabel('Password').fill('demo-anna');
  await tablet.page.getByRole('button', { name: 'Sign in' }).click();
  const { id, code } = await beginPayment('5.05', 'Two devices');
  const phone = await phoneOf(anna);
  await phone.goto(`${house.atrium.bankUrl}/approvals`);
  await cardOf(phone, code).waitFor();
  await cardOf(tablet.page, code).getByRole('button', { name: 'Deny' }).click();
  await tablet.page.getByRole('heading', { name: 'Denied', exact: true }).waitFor();
  await phone.locator('.ended', { hasText: '£5.05' }).getByText('denied on another device').first().waitFor();
  expect(await cardOf(phone, code).count()).toBe(0);
  await endsAs(id, 'cancelled');
  expect(await debits('Two devices')).toBe(0);
  tablet.expectClean();
});

test('a change of mind in the branch takes the question off the phone', async () => {
  const { id, code } = await beginPayment('6.06', 'Changed mind');
  const phone = await phoneOf(anna);
  await phone.goto(`${house.atrium.bankUrl}/approvals`);
  await cardOf(phone, code).waitFor();
  await callBranch('POST', `/api/payments/${id}/cancel`);
  await phone.locator('.ended', { hasText: '£6.06' }).getByText('cancelled in the branch').waitFor();
  await screenshot(phone, 'bank-withdrawn-phone');
  await endsAs(id, 'cancelled');
  anna.expectClean();
});

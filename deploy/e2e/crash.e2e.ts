import { beforeAll, expect, test } from 'vitest';
import { startAtrium } from '../atrium-process.ts';
import { approveOnPhone } from './customer-phone.ts';
import { newPerson, openHouse, type Person, readLedger, readTrialBalance, signInAtBank } from './harness.ts';

const ANNA = '20451431926819';

const house = openHouse();
let customer: Person;

beforeAll(async () => {
  customer = await newPerson(house.browser);
  await customer.page.goto(`${house.atrium.branchUrl}/flat`);
  await customer.page.getByRole('banner').getByRole('button', { name: 'Sign in' }).click();
  await signInAtBank(customer.page, 'anna');
});

/** Everything dies at once, and comes up again at the same place. */
async function crash(): Promise<void> {
  await house.atrium.kill();
  house.atrium = await startAtrium(house.atrium.place);
}

async function beginPayment(reference: string, amount: string): Promise<string> {
  const { page } = customer;
  await page.goto(`${house.atrium.branchUrl}/flat`);
  await page.getByRole('button', { name: 'Make a payment' }).click();
  await page.getByRole('radio', { name: 'Account details' }).check();
  await page.getByLabel('Payee name').fill('Oliver Bennett');
  await page.getByLabel('Sort code').fill('204514');
  await page.getByLabel('Account number').fill('55779911');
  await page.getByLabel('Amount').fill(amount);
  await page.getByLabel('Reference').fill(reference);
  await page.getByRole('button', { name: 'Check the payment' }).click();
  await page.getByRole('button', { name: 'Continue to approval' }).click();
  return (await page.getByTestId('binding-code').textContent()) ?? '';
}

/** Opens the payment again from the list of recent ones, where a person would look for it. */
async function untilBooked(): Promise<void> {
  const { page } = customer;
  await page.goto(`${house.atrium.branchUrl}/flat`);
  await page
    .getByRole('button', { name: /Oliver Bennett/ })
    .first()
    .click();
  const state = page.getByTestId('payment-state');
  // Where it is not shown at all, what the page says instead.
  const shown = async () => ((await state.count()) > 0 ? state.getAttribute('data-state') : page.textContent('main'));
  await expect.poll(shown, { timeout: 60_000 }).toBe('booked');
}

async function debits(reference: string): Promise<string[]> {
  const { entries } = await readLedger(house.atrium, ANNA);
  return entries.filter((entry) => entry.reference === reference).map((entry) => entry.amount);
}

test('killed while the customer is asked to approve: the request outlives it, and the payment is settled once', async () => {
  const code = await beginPayment('Crash before', '3.01');
  await crash();
  await approveOnPhone(customer, house.atrium, { username: 'anna', code, payee: 'Oliver Bennett', amount: '£3.01' });
  await untilBooked();
  expect(await debits('Crash before')).toEqual(['-3.01']);
});

test('killed right after the approval, while the payment is on its way: it is settled once', async () => {
  const code = await beginPayment('Crash after', '4.02');
  await approveOnPhone(customer, house.atrium, { username: 'anna', code, payee: 'Oliver Bennett', amount: '£4.02' });
  await crash();
  await untilBooked();
  expect(await debits('Crash after')).toEqual(['-4.02']);
  // Twice more, when all is settled: nothing is sent again.
  await crash();
  await untilBooked();
  expect(await debits('Crash after')).toEqual(['-4.02']);
  expect(await readTrialBalance(house.atrium)).toEqual({
    currencies: expect.arrayContaining([{ currency: 'GBP', entriesTotal: '0.00', balancesMatchEntries: true }]),
  });
});

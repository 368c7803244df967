import { beforeAll, expect, test } from 'vitest';
import { openHouse, screenshot } from './harness.ts';
import { beginAtAccounts, enterAsPayer, type Payer } from './payer.ts';

const ANNA = '20451431926819';

const house = openHouse();
let payer: Payer;

beforeAll(async () => {
  payer = await enterAsPayer(house, 'anna');
});
beginAtAccounts(house, () => payer);

const inDays = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);

test('on a later day: ordered, listed, confirmed in a document, and cancelled before anything is paid', async () => {
  const { page, press, choose, fillAmount, approve, hasState, keepReceipt } = payer;
  await press('Make a payment');
  await choose('Account details');
  await page.getByLabel('Payee name').fill('Oliver Bennett');
  await page.getByLabel('Sort code').fill('204514');
  await page.getByLabel('Account number').fill('55779911');
  await fillAmount('31', 'Later');
  await choose('On a day');
  await page.getByLabel('Day', { exact: true }).fill(inDays(9));
  await press('Check the payment');
  await approve({ payee: 'Oliver Bennett', amount: '£31.00' });
  await hasState('scheduled');
  expect(await keepReceipt('Save the confirmation (PDF)')).toMatch(/Nothing had been paid by it/);
  await screenshot(page, 'paying-scheduled');
  await press('Back to accounts');
  const orders = page.getByRole('region', { name: 'Standing and scheduled orders' });
  await orders.getByRole('button', { name: /Oliver Bennett.*£31\.00/ }).click();
  await press('Cancel the order');
  await press('Yes, cancel it');
  await hasState('cancelled');
  expect(await page.getByText('Nothing left your account').count()).toBe(1);
  expect(await payer.spent(ANNA, 'Later')).toEqual([]);
});

test('every week in euros, to a saved IBAN, until the customer cancels', async () => {
  payer = await enterAsPayer(house, 'zoe');
  const { page, press, choose, fillAmount, approve, hasState, keepReceipt } = payer;
  await press('Make a payment');
  await choose('Saved payee');
  await page.getByLabel('From account').selectOption({ index: 0 });
  const saved = page.getByLabel('Saved payee').and(page.locator('select'));
  await saved.selectOption({ index: 1 });
  await fillAmount('12.50', 'Chess club');
  await choose('Regularly');
  await page.getByLabel('First payment').fill(inDays(8));
  await page.getByLabel('How often').selectOption('week');
  await press('Check the payment');
  const check = page.getByTestId('check');
  await check.getByText('Every week').waitFor();
  await check.getByText('Until you cancel it').waitFor();
  await approve({ payee: 'Дмитрий Волков', amount: '€12.50' });
  await hasState('scheduled');
  expect(await keepReceipt('Save the confirmation (PDF)')).toMatch(/Confirmation of a standing order.*EUR 12\.50/);
  await press('Cancel the order');
  await press('Keep it');
  await press('Cancel the order');
  await press('Yes, cancel it');
  await hasState('cancelled');
  await page.getByText('Order cancelled').waitFor();
});

import { readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { encodeQR } from 'qr';
import { extractText, getDocumentProxy } from 'unpdf';
import { afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { writePaymentCode } from '../../shared/payment-code.ts';
import { expectAccessible } from './accessibility.ts';
import { approveOnPhone, phoneOf } from './customer-phone.ts';
import { newPerson, openHouse, type Person, readLedger, screenshot, signInAtBank } from './harness.ts';

const ANNA = '20451431926819';
const OLIVER = '20451455779911';
const YUKI = '20451486301182';

const house = openHouse();
let username: string;
let person: Person;
let page: Page;

/** Who pays, in a browser of their own. */
async function enter(name: string): Promise<void> {
  username = name;
  person = await newPerson(house.browser, { width: 1280, height: 900 });
  page = person.page;
  await page.goto(`${house.atrium.branchUrl}/api/sign-in/customer?returnTo=/flat`);
  await signInAtBank(page, username);
}

// One browser for all of Anna's: the passkey that the first approval makes is on that phone alone.
beforeAll(() => enter('anna'));
beforeEach(async () => {
  // A form that the test before left half filled would be there again.
  await page.evaluate(() => sessionStorage.clear());
  await page.goto(`${house.atrium.branchUrl}/flat`);
  await page.getByRole('heading', { name: 'Your accounts' }).waitFor();
});
afterEach(() => person.expectClean());

const choose = (name: string) => page.getByRole('radio', { name }).check();
const press = (name: string) => page.getByRole('button', { name, exact: true }).click();
const hasState = (name: string) => page.locator(`[data-testid=payment-state][data-state=${name}]`).waitFor();
const inDays = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);

async function fillAmount(amount: string, reference: string): Promise<void> {
  await page.getByLabel('Amount').fill(amount);
  await page.getByLabel('Reference').fill(reference);
}

/** From the check page to the bank's yes: what the panel shows, and the phone too. */
async function approve(shown: { readonly payee: string; readonly amount: string }): Promise<void> {
  await page.getByTestId('check').getByText(shown.amount).waitFor();
  await press('Continue to approval');
  const code = (await page.getByTestId('binding-code').textContent()) ?? '';
  await page.getByText('Time left to approve').waitFor();
  await approveOnPhone(person, house.atrium, { username, code, ...shown });
}

/** As a browser does where somebody pastes a picture. */
function paste(picture: Buffer, type: string): Promise<void> {
  return page.evaluate(
    ({ bytes, type }) => {
      const clipboardData = new DataTransfer();
      clipboardData.items.add(new File([new Uint8Array(bytes)], 'pasted', { type }));
      document.dispatchEvent(new ClipboardEvent('paste', { clipboardData }));
    },
    { bytes: [...picture], type },
  );
}

/** What left Anna's current account under a reference, by the ledger. */
const spent = async (reference: string) => {
  const { entries } = await readLedger(house.atrium, ANNA);
  return entries.filter((entry) => entry.reference === reference).map(({ amount }) => amount);
};

/** Keeps the receipt that is offered, and reads it. */
async function keepReceipt(link: string): Promise<string> {
  const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('link', { name: link }).click()]);
  const pdf = await getDocumentProxy(new Uint8Array(readFileSync(await download.path())));
  const { text } = await extractText(pdf, { mergePages: true });
  return `${download.suggestedFilename()} ${text.replace(/\s+/g, ' ')}`;
}

test('between own accounts, with a receipt to keep', async () => {
  await press('Make a payment');
  await choose('My own account');
  await fillAmount('10', 'To savings');
  await press('Check the payment');
  await page.getByTestId('check').getByText('Your own account').waitFor();
  await approve({ payee: 'Anna Petrova', amount: '£10.00' });
  await page.getByTestId('receipt').waitFor();
  const receipt = await keepReceipt('Save the receipt (PDF)');
  for (const said of [/^receipt-/, 'Payment receipt', 'GBP 10.00', 'To savings', '20-45-14 31926827'])
    expect(receipt).toMatch(said);
  expect(await spent('To savings')).toEqual(['-10.00']);
});

test('to a phone number: the bank says whose it is, as far as a stranger may know', async () => {
  await press('Make a payment');
  await choose('Phone number');
  await page.getByLabel('Phone number', { exact: true }).and(page.locator('[type=tel]')).fill('07700 900999');
  await fillAmount('4.20', 'Ice cream');
  await press('Check the payment');
  await page.getByText('The bank knows nobody by this.').waitFor();
  await page.locator('[type=tel]').fill('07700 900123');
  await press('Check the payment');
  await page.getByTestId('check').getByText('Oliver B.').waitFor();

  // What the branch does not take leads back to the field to blame.
  await press('Change');
  await page.getByLabel('Amount').fill('10,000.01');
  await press('Check the payment');
  await press('Continue to approval');
  await page.getByText('This is more than the largest payment the branch takes.').waitFor();
  expect(await page.getByLabel('Amount').evaluate((field) => field === document.activeElement)).toBe(true);
  await page.getByLabel('Amount').fill('4.20');
  await press('Check the payment');
  await approve({ payee: 'Oliver B', amount: '£4.20' });
  await page.getByTestId('receipt').waitFor();
  expect(await spent('Ice cream')).toEqual(['-4.20']);
});

test('by a QR code in a picture, and by one that the branch shows', async () => {
  const code = { identification: OLIVER, name: 'Oliver Bennett', amount: { minor: 675n, currency: 'GBP' } };
  const picture = encodeQR(writePaymentCode({ ...code, reference: 'From a code' }, 'SAND'), 'gif', { scale: 6 });
  await press('Make a payment');
  await choose('QR code');
  const file = page.getByLabel('Choose a picture');
  await file.setInputFiles({ name: 'noise.png', mimeType: 'image/png', buffer: Buffer.from('no picture') });
  await page.getByText('This file is not a picture that can be read.').waitFor();
  await press('A print from the lounge, £12');
  expect(await page.getByLabel('Amount').inputValue()).toBe('12.00');
  await choose('QR code');
  await file.setInputFiles({ name: 'code.gif', mimeType: 'image/gif', buffer: Buffer.from(picture) });
  await page.getByText('Filled in from the code').waitFor();
  await page.getByLabel('Amount').fill('');
  await choose('QR code');
  await paste(Buffer.from(picture), 'image/gif');
  await page.getByText('Filled in from the code').waitFor();
  expect(await page.getByLabel('Amount').inputValue()).toBe('6.75');
  await screenshot(page, 'paying-by-code');
  await press('Check the payment');
  await page.getByText('The bank confirms that the name is the account’s.').waitFor();
  await approve({ payee: 'Oliver Bennett', amount: '£6.75' });
  await page.getByTestId('receipt').waitFor();
  expect(await spent('From a code')).toEqual(['-6.75']);
});

test('on a later day: ordered, listed, confirmed in a document, and cancelled before anything is paid', async () => {
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
  expect(await spent('Later')).toEqual([]);
});

test('a payee is saved under the name the bank has, warned of under another, and removed', async () => {
  await press('Saved payees');
  await press('Add a payee');
  await page.getByLabel('Payee name').fill('Yuki Tanak');
  await page.getByLabel('Sort code').fill(YUKI.slice(0, 6));
  await page.getByLabel('Account number').fill(YUKI.slice(6));
  await press('Save the payee');
  await press('Use “Yuki Tanaka”');
  await page.getByText('Yuki Tanaka is among your saved payees.').waitFor();
  await screenshot(page, 'paying-payees');

  // Under a name that is nobody's the bank's warning must be acknowledged.
  await press('Back to accounts');
  await press('Make a payment');
  await choose('Account details');
  await page.getByLabel('Payee name').fill('Richard Roe');
  await page.getByLabel('Sort code').fill(YUKI.slice(0, 6));
  await page.getByLabel('Account number').fill(YUKI.slice(6));
  await fillAmount('5', 'Tea');
  await press('Check the payment');
  await page.getByText('The name is NOT the one this account is in').waitFor();
  await press('Continue to approval');
  await page.getByText('Please check with the payee first').waitFor();
  expect(await page.getByTestId('binding-code').count()).toBe(0);
  await screenshot(page, 'paying-no-match');

  await press('Change');
  await choose('Saved payee');
  const saved = page.getByLabel('Saved payee').and(page.locator('select'));
  await saved.selectOption({ label: 'Yuki Tanaka, 20-45-14 86301182' });
  await press('Check the payment');
  await approve({ payee: 'Yuki Tanaka', amount: '£5.00' });
  await page.getByTestId('receipt').waitFor();
  expect(await spent('Tea')).toEqual(['-5.00']);

  await press('Back to accounts');
  await press('Saved payees');
  await press('Remove Yuki Tanaka');
  await press('Yes, remove');
  await page.getByText('Yuki Tanaka has been removed.').waitFor();
});

test('in Russian, 320 pixels wide: every view fits without sideways scrolling, axe finds nothing, and amounts are read as they are written there', async () => {
  const maria = await newPerson(house.browser, { width: 320, height: 800, locale: 'ru-RU', touch: true });
  const small = maria.page;
  await small.goto(`${house.atrium.branchUrl}/flat`);
  await small.getByRole('banner').getByRole('button', { name: 'Войти' }).click();
  await small.locator('[name=username]').fill('maria');
  await small.locator('[name=password]').fill('demo-maria');
  await small.keyboard.press('Enter');
  const allow = small.getByRole('button', { name: 'Разрешить' });
  const isBack = small.waitForURL((url) => url.hostname === 'localhost');
  await Promise.race([allow.click().catch(() => undefined), isBack]);
  await isBack;
  const fits = async (name: string) => {
    await screenshot(small, name);
    expect(await small.evaluate(() => document.documentElement.scrollWidth)).toBe(320);
    await expectAccessible(small);
  };
  const tap = (name: string) => small.getByRole('button', { name, exact: true }).click();
  await small.getByRole('heading', { name: 'Ваши счета' }).waitFor();
  await fits('paying-ru-overview');
  await tap('Заплатить');
  await small.getByRole('radio', { name: 'По реквизитам' }).check();
  await small.getByLabel('Имя получателя').fill('Anna Petrova');
  await small.getByLabel('Сорт-код').fill('204514');
  await small.getByLabel('Номер счёта').fill('31926819');
  await small.getByLabel('Сумма').fill('1 250,50');
  await small.getByLabel('Назначение').fill('За ужин');
  await fits('paying-ru-form');
  await tap('Проверить платёж');
  await small.getByTestId('check').getByText('1 250,50 £').waitFor();
  await fits('paying-ru-check');
  await tap('Перейти к подтверждению');
  await small.getByTestId('binding-code').waitFor();
  await fits('paying-ru-approval');
  const phone = await phoneOf(maria);
  await phone.goto(`${house.atrium.bankUrl}/approvals`);
  await phone.locator('section.card').first().waitFor();
  await expectAccessible(phone);
  await tap('Отменить платёж');
  await small.locator('[data-testid=payment-state][data-state=cancelled]').waitFor();
  await fits('paying-ru-cancelled');
  await tap('К счетам');
  await tap('Получить по QR');
  await fits('paying-ru-receive');
  maria.expectClean();
  await maria.context.close();
});

test('every week in euros, to a saved IBAN, until the customer cancels', async () => {
  await enter('zoe');
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

import { encodeQR } from 'qr';
import { beforeAll, expect, test } from 'vitest';
import { writePaymentCode } from '../../shared/payment-code.ts';
import { expectAccessible } from './accessibility.ts';
import { phoneOf } from './customer-phone.ts';
import { newPerson, openHouse, screenshot } from './harness.ts';
import { beginAtAccounts, enterAsPayer, type Payer } from './payer.ts';

const ANNA = '20451431926819';
const OLIVER = '20451455779911';
const YUKI = '20451486301182';

const house = openHouse();
let anna: Payer;

beforeAll(async () => {
  anna = await enterAsPayer(house, 'anna');
});
beginAtAccounts(house, () => anna);

/** As a browser does where somebody pastes a picture. */
function paste(picture: Buffer, type: string): Promise<void> {
  return anna.page.evaluate(
    ({ bytes, type }) => {
      const clipboardData = new DataTransfer();
      clipboardData.items.add(new File([new Uint8Array(bytes)], 'pasted', { type }));
      document.dispatchEvent(new ClipboardEvent('paste', { clipboardData }));
    },
    { bytes: [...picture], type },
  );
}

test('between own accounts, with a receipt to keep', async () => {
  const { page, press, choose, fillAmount, approve, keepReceipt } = anna;
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
  expect(await anna.spent(ANNA, 'To savings')).toEqual(['-10.00']);
});

test('to a phone number: the bank says whose it is, as far as a stranger may know', async () => {
  const { page, press, choose, fillAmount, approve } = anna;
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
  expect(await anna.spent(ANNA, 'Ice cream')).toEqual(['-4.20']);
});

test('by a QR code in a picture, and by one that the branch shows', async () => {
  const { page, press, choose, approve } = anna;
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
  expect(await anna.spent(ANNA, 'From a code')).toEqual(['-6.75']);
});

test('a payee is saved under the name the bank has, warned of under another, and removed', async () => {
  const { page, press, choose, fillAmount, approve } = anna;
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
  expect(await anna.spent(ANNA, 'Tea')).toEqual(['-5.00']);

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

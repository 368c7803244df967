import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { expectAccessible } from './accessibility.ts';
import { approveOnPhone } from './customer-phone.ts';
import { newPerson, openHouse, readLedger, readTrialBalance, screenshot, signInAtBank } from './harness.ts';

const ANNA = '20451431926819';
const OLIVER = '20451455779911';

const ONE_PIXEL = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);

const house = openHouse();

/** As long as a slow finger presses: what comes in meanwhile must not move the button away from under it. */
const SLOW_PRESS_MS = 300;

/** Opens a part of the page, which takes the focus; Escape closes it, and gives the focus back to its button. */
async function expectSheet(page: Page, name: string): Promise<void> {
  const button = page.getByRole('button', { name, exact: true });
  await button.click({ delay: SLOW_PRESS_MS });
  await page.waitForFunction(() => document.activeElement?.closest('.sheet') !== null);
  await expectAccessible(page);
  await screenshot(page, `flat-${name.toLowerCase().replace(' ', '-')}`);
  await page.keyboard.press('Escape');
  expect(await button.evaluate((element) => element === document.activeElement)).toBe(true);
}

/** The single keys that the desk has now. */
const keysOf = (desk: Page): Promise<string[]> =>
  desk
    .locator('[aria-keyshortcuts]')
    .evaluateAll((all) => all.map((one) => one.getAttribute('aria-keyshortcuts') ?? ''));

test('a customer takes a ticket, talks to a consultant and pays, on the flat page; the ledger has it once', async () => {
  const customer = await newPerson(house.browser);
  const consultant = await newPerson(house.browser, { width: 1440, height: 900 });
  const { page } = customer;
  const desk = consultant.page;

  // The consultant goes on duty.
  await desk.goto(`${house.atrium.branchUrl}/desk`);
  await desk.getByRole('button', { name: 'Sign in' }).waitFor();
  await expectAccessible(desk);
  await desk.getByRole('button', { name: 'Sign in' }).click();
  await signInAtBank(desk, 'elena');
  await desk.getByRole('button', { name: 'Go on duty' }).waitFor();
  await expectAccessible(desk);
  await desk.getByRole('button', { name: 'Go on duty' }).click();
  await desk.getByText('On duty at Desk 1').waitFor();

  // The customer is a guest first, and can do nothing with money.
  await page.goto(`${house.atrium.branchUrl}/flat`);
  await page.getByText('Guests can look around').waitFor();
  await expectAccessible(page);
  await page.getByRole('banner').getByRole('button', { name: 'Sign in' }).click();
  await signInAtBank(page, 'anna');
  await page.getByText('Anna Petrova').first().waitFor();
  await page.getByRole('button', { name: 'Make a payment' }).waitFor();
  await expectAccessible(page);
  await page.getByRole('button', { name: 'The branch now' }).click();
  for (const name of ['Your look', 'Invite', 'Your data', 'Settings', 'Help']) await expectSheet(page, name);
  await page.getByRole('button', { name: 'Take a ticket' }).click();
  const number = await page.getByTestId('ticket-number').textContent();

  // A phone follows the ticket without a sign-in, and is told no name.
  await page.locator('summary', { hasText: 'Follow it on your phone' }).click();
  const link = (await page.getByRole('link', { name: 'Open the page here' }).getAttribute('href')) ?? '';
  const phone = await newPerson(house.browser, { width: 390, height: 780 });
  await phone.page.goto(`${house.atrium.branchUrl}${link}`);
  await phone.page.getByText('You are next.').waitFor();
  expect(await phone.page.getByTestId('ticket-number').textContent()).toBe(number);

  // Called, they talk in private, with legal names.
  await desk.getByRole('button', { name: `Call ${number}` }).waitFor();
  await expectAccessible(desk);
  await screenshot(desk, 'desk-queue');
  // By keys alone: to the queue, to its first row, and what it has to press is pressed.
  await desk.keyboard.press('q');
  await desk.keyboard.press('ArrowDown');
  await desk.locator(':focus', { hasText: `Call ${number}` }).waitFor();
  await desk.keyboard.press('Enter');
  await page.getByRole('heading', { name: 'With Elena Markova' }).waitFor();
  await desk.getByRole('heading', { name: 'With Anna Petrova' }).waitFor();
  // A key means one thing at a time: who presses it twice agrees to nothing.
  await desk.getByRole('button', { name: 'Begin' }).waitFor();
  await desk.getByRole('button', { name: 'Agree to recording' }).waitFor();
  const onceEach = await keysOf(desk);
  expect(onceEach).toEqual([...new Set(onceEach)]);
  await page.getByLabel('Message').fill('Good morning. Я хочу заплатить Оливеру.');
  await page.getByLabel('Message').press('Enter');
  await desk.getByText('Я хочу заплатить Оливеру').waitFor();
  await desk.getByLabel('Message').fill('Of course, I am here.');
  await desk.getByRole('button', { name: 'Send' }).click();
  await page.getByText('Of course, I am here.').waitFor();
  // Who writes and who has read is shown; a file goes encrypted, is seen by the other, and no page or drawing goes at all.
  await expect
    .poll(async () => {
      // Nothing is told while what was said is still on its way: who writes goes on writing.
      await page.getByLabel('Message').pressSequentially('…');
      return desk.getByText('Anna Petrova is writing').isVisible();
    })
    .toBe(true);
  await page.getByLabel('Message').fill('Here it is');
  await page.getByLabel('Message').press('Enter');
  await page.getByText('Read by Elena Markova').waitFor();
  const attach = page.locator('.composer input[type=file]');
  await attach.setInputFiles({
    name: 'bill.svg',
    mimeType: 'image/png',
    buffer: Buffer.from('<svg onload="alert(1)"/>'),
  });
  await page.getByText('Pictures (PNG, JPEG, WebP), PDF and plain text can be passed').waitFor();
  const uploads: string[] = [];
  page.on('request', (request) => void uploads.push(request.postDataBuffer()?.toString('latin1') ?? ''));
  await attach.setInputFiles({ name: '../bill.png', mimeType: 'image/png', buffer: ONE_PIXEL });
  await desk.getByRole('img', { name: 'bill.png' }).waitFor();
  await page.getByRole('img', { name: 'bill.png' }).waitFor();
  expect(uploads.join('')).not.toMatch(/IHDR|bill/);
  const saved = desk.waitForEvent('download');
  await desk.getByRole('button', { name: 'Save bill.png' }).click();
  expect((await saved).suggestedFilename()).toBe('bill.png');

  // A ready answer is found by its words and put into the message, which only the consultant sends; it prepares the wrap-up too.
  await desk.getByLabel('Message').pressSequentially('/com');
  await desk.getByRole('option', { name: /A complaint/, selected: true }).waitFor();
  await expectAccessible(desk);
  await screenshot(desk, 'desk-answers');
  await desk.keyboard.press('Enter');
  await expect.poll(() => desk.getByLabel('Message').inputValue()).toContain(`complaint with number ${number}`);
  expect(await page.getByText('complaint with number').count()).toBe(0);
  await desk.getByLabel('Message').press('Enter');
  await page.getByText(`complaint with number ${number}`).waitFor();

  // At a small desk, too, nothing that is used always has to be scrolled to.
  await desk.setViewportSize({ width: 1280, height: 800 });
  for (const what of ['.desk-queue h2', '.talk-head h3', '.chat', '[data-composer]']) {
    const { top, bottom } = await desk.locator(what).evaluate((one) => one.getBoundingClientRect().toJSON());
    expect([top >= 0, bottom <= 800], what).toEqual([true, true]);
  }
  await desk.setViewportSize({ width: 1440, height: 900 });

  // What is noted while one talks is what the wrap-up begins with.
  await desk.getByRole('button', { name: 'Sign out' }).focus();
  await desk.keyboard.press('w');
  await desk.keyboard.type('Asked about Oliver.');
  await desk.keyboard.press('Control+Enter');

  await expectAccessible(desk);
  await expectAccessible(page);
  await desk.getByRole('button', { name: 'Русский' }).click();
  await expectAccessible(desk);
  await desk.getByRole('button', { name: 'English' }).click();
  await screenshot(desk, 'desk-consultation');
  await phone.page.getByText('You are called to Desk 1').waitFor();
  expect(await phone.page.content()).not.toMatch(/Anna|Petrova|Elena|Markova/);

  // Both see who can read it and the same code; recorded it is only with the word of both.
  await page.locator('.talk-safety summary').click();
  // What is folded away is not pressed unseen.
  await desk.keyboard.press('5');
  await desk.keyboard.press('4');
  await desk.getByRole('button', { name: 'They are the same' }).waitFor();
  await page.getByTestId('talk-members').getByText('this page').waitFor();
  const code = await page.getByTestId('safety-code').textContent();
  expect(code).toMatch(/^(\d{5} ){12}$/);
  expect(await desk.getByTestId('safety-code').textContent()).toBe(code);
  await page.getByRole('button', { name: 'They are the same' }).click();
  await desk.keyboard.press('5');
  await desk.getByText('You have compared this code.').waitFor();
  await desk.getByRole('button', { name: 'Agree to recording' }).click();
  await page.getByText('Elena Markova would like to record').waitFor();
  await page.getByRole('button', { name: 'Agree to recording' }).click();
  await desk.getByTestId('talk-members').getByText('Recorder of the bank').waitFor();
  await page.getByText('The safety code has changed').waitFor();
  await expectAccessible(desk);
  await expectAccessible(page);
  await screenshot(desk, 'desk-encrypted');
  await screenshot(page, 'flat-encrypted');
  await desk.getByLabel('Message').fill('This is for the record.');
  await desk.getByRole('button', { name: 'Send' }).click();
  await page.getByText('This is for the record.').waitFor();

  // On hold, the customer is told so; single keys do it, except while one types.
  await desk.getByRole('status').filter({ hasText: 'In talk' }).waitFor();
  await desk.getByRole('heading', { name: 'Queue' }).click();
  await desk.keyboard.press('?');
  await desk.getByRole('dialog', { name: 'Keyboard shortcuts' }).waitFor();
  // Each means one thing, and all are told of.
  const keys = await keysOf(desk);
  expect(keys).toEqual([...new Set(keys)]);
  const told = (await desk.locator('.shortcuts kbd').allTextContents()).map((key) => key.toLowerCase());
  expect(keys.filter((key) => !told.includes(key.replace('Plus', '+')))).toEqual([]);
  await expectAccessible(desk);
  await screenshot(desk, 'desk-shortcuts');
  await desk.keyboard.press('Escape');
  await desk.keyboard.press('k');
  await desk.keyboard.type('how do I complain');
  await desk.getByRole('button', { name: 'Put into the message Complaints' }).waitFor();
  await expectAccessible(desk);
  await screenshot(desk, 'desk-knowledge');
  await desk.getByRole('button', { name: 'Put into the message Complaints' }).click();
  await expect.poll(() => desk.getByLabel('Message').inputValue()).toMatch(/ombudsman.*\nSource: Complaints$/is);
  await desk.getByLabel('Message').fill('');
  await desk.getByRole('heading', { name: 'Queue' }).click();
  await desk.keyboard.press('h');
  await page.getByText('You are on hold').waitFor();
  await desk.getByRole('button', { name: 'Back to the talk' }).click();
  await page.getByText('You are on hold').waitFor({ state: 'detached' });

  // The payment: form, approval on the bank's own page, receipt, new balance.
  const before = { anna: await readLedger(house.atrium, ANNA), oliver: await readLedger(house.atrium, OLIVER) };
  await page.getByRole('button', { name: 'Make a payment' }).click();
  await page.getByRole('radio', { name: 'Account details' }).check();
  await page.getByLabel('Payee name').fill('Oliver Bennett');
  await page.getByLabel('Sort code').fill('204514');
  await page.getByLabel('Account number').fill('55779911');
  await page.getByLabel('Amount').fill('25.40');
  await page.getByLabel('Reference').fill('Theatre tickets');
  await expectAccessible(page);
  await screenshot(page, 'flat-payment-form');
  await page.getByRole('button', { name: 'Check the payment' }).click();
  await page.getByRole('button', { name: 'Continue to approval' }).dblclick();
  const bindingCode = (await page.getByTestId('binding-code').textContent()) ?? '';
  await expectAccessible(page);
  await screenshot(page, 'flat-approval');
  await approveOnPhone(customer, house.atrium, {
    username: 'anna',
    code: bindingCode,
    payee: 'Oliver Bennett',
    amount: '£25.40',
  });
  await page.getByTestId('receipt').waitFor();
  await page.getByRole('status').getByText('Paid').first().waitFor();
  await expectAccessible(page);
  await screenshot(page, 'flat-receipt');

  const after = { anna: await readLedger(house.atrium, ANNA), oliver: await readLedger(house.atrium, OLIVER) };
  const added = (now: typeof after.anna, then: typeof after.anna) =>
    now.entries.slice(0, now.entries.length - then.entries.length);
  const debits = added(after.anna, before.anna);
  const credits = added(after.oliver, before.oliver);
  expect(debits.map(({ amount, reference }) => [amount, reference])).toEqual([['-25.40', 'Theatre tickets']]);
  expect(credits.map(({ amount }) => amount)).toEqual(['25.40']);
  expect(credits[0]?.transferId).toBe(debits[0]?.transferId);
  expect(await readTrialBalance(house.atrium)).toEqual({
    currencies: expect.arrayContaining([{ currency: 'GBP', entriesTotal: '0.00', balancesMatchEntries: true }]),
  });
  await page
    .getByTestId('receipt')
    .getByText(new Intl.NumberFormat('en', { style: 'currency', currency: 'GBP' }).format(after.anna.balance as never))
    .waitFor();

  // The end: the consultant loses sight of the customer, the customer keeps what was said.
  await desk.getByRole('button', { name: 'End consultation' }).click();
  await desk.getByRole('button', { name: 'Yes, end it' }).click();
  await desk.getByText('You no longer see this customer').waitFor();
  expect(await desk.getByText('Anna Petrova').count()).toBe(0);
  await page.getByRole('button', { name: 'Download the transcript' }).waitFor();
  expect(await desk.locator('.chat-line').count()).toBe(0);
  expect(await desk.getByRole('radio', { name: 'Complaint' }).isChecked()).toBe(true);
  expect(await desk.getByLabel('Notes').inputValue()).toBe('Asked about Oliver.');
  await desk.getByLabel('Notes').press('Control+Enter');
  await desk.getByText('No consultation is open').waitFor();
  await phone.page.getByText('You have been served').waitFor();
  await phone.page.getByRole('heading', { name: 'How was it?' }).waitFor();
  await screenshot(phone.page, 'phone-ticket-rating');

  // Afterwards, on a phone: how it was, asked once; what is kept, and what goes at a wish.
  await page.setViewportSize({ width: 390, height: 800 });
  const rating = page.getByRole('form', { name: 'How was it?' });
  await rating.getByRole('radio', { name: '5 (very)' }).check();
  await rating.getByRole('radio', { name: '9', exact: true }).check();
  await expectAccessible(page);
  await screenshot(page, 'phone-rating');
  await rating.getByRole('button', { name: 'Send' }).click();
  await page.getByText('Thank you.').waitFor();
  await page.getByRole('button', { name: 'Your data' }).click();
  await page.getByRole('button', { name: 'Delete my data' }).click();
  await page.getByText('Payments: 1 (the law asks the bank to keep it)').waitFor();
  await expectAccessible(page);
  await screenshot(page, 'phone-my-data');
  await page.getByRole('button', { name: 'Yes, delete it for good' }).click();
  await page.getByText('This has been deleted').waitFor();
  await page.getByRole('button', { name: 'Delete my data' }).waitFor({ state: 'detached' });
  await screenshot(page, 'phone-my-data-gone');

  customer.expectClean();
  consultant.expectClean();
  phone.expectClean();
});

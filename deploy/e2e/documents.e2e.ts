import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { verifySignature } from '../../server/documents/verify-signature.ts';
import { SignatureReceipt } from '../../shared/signature.ts';
import { expectAccessible } from './accessibility.ts';
import { giveScreenLock } from './customer-phone.ts';
import { newPerson, openHouse, screenshot, signInAtBank } from './harness.ts';

const PASSPORT = 'CANARY4509';
const house = openHouse();

/** Everything that a page is sent: bodies of answers, and frames of sockets. */
function everythingSentTo(page: Page): () => Promise<string> {
  const frames: string[] = [];
  const bodies: Promise<string>[] = [];
  page.on('response', (response) => {
    const { pathname } = new URL(response.url());
    if (pathname.startsWith('/api/'))
      bodies.push(
        response.body().then(
          (body) => body.toString('latin1'),
          () => '',
        ),
      );
  });
  page.on('websocket', (socket) =>
    socket.on('framereceived', ({ payload }) => void frames.push(payload.toString('latin1'))),
  );
  return async () => [...frames, ...(await Promise.all(bodies))].join('\n');
}

test('a document on the desk: offered, filled in, read and pointed at together, signed with a passkey, kept; a proposed payment fills the form', async () => {
  const consultant = await newPerson(house.browser, { width: 1280, height: 900 });
  const desk = consultant.page;
  const sent = everythingSentTo(desk);
  await desk.goto(`${house.atrium.branchUrl}/api/sign-in/staff?returnTo=/desk`);
  await signInAtBank(desk, 'elena');
  await desk.getByRole('button', { name: 'Go on duty' }).click();

  const customer = await newPerson(house.browser, { width: 1180, height: 900 });
  const { page } = customer;
  const sentToCustomer = everythingSentTo(page);
  await giveScreenLock(page);
  await page.goto(`${house.atrium.branchUrl}/api/sign-in/customer?returnTo=/flat`);
  await signInAtBank(page, 'anna');
  await page.getByRole('button', { name: 'Take a ticket' }).click();
  await desk.getByRole('button', { name: 'Call next' }).click();

  await desk.getByRole('button', { name: 'Offer a document' }).click();
  await desk.getByLabel('Which document').selectOption({ label: 'Savings account agreement' });
  await desk.getByLabel('Account', { exact: true }).selectOption({ label: 'Easy access' });
  await desk.getByLabel('Interest a year').fill('3.1 %');
  await screenshot(desk, 'documents-desk-offer');
  await desk.getByRole('button', { name: 'Lay it on the desk' }).click();

  await page.getByLabel('Date of birth').fill('1990-01-31');
  await page.getByLabel('Passport number').fill(PASSPORT);
  await page.getByLabel('Tax number').fill('77 01');
  await page.getByLabel('Occupation').fill('Doctor');
  await screenshot(page, 'documents-customer-details');
  await page.getByRole('button', { name: 'Put into the document' }).click();
  await page.getByText(PASSPORT).waitFor({ state: 'attached' });
  await desk.getByText('Doctor').waitFor({ state: 'attached' });
  await screenshot(desk, 'documents-desk-masked');
  expect(await desk.getByText('Filled in by the customer, and not shown here').count()).toBe(3);
  expect(await desk.getByTestId('talk-members').textContent()).toContain('Document service of the bank');

  await desk.getByRole('button', { name: 'Next page' }).click();
  await page.getByText('Page 2 of 2', { exact: true }).waitFor();
  const paper = page.getByRole('application');
  await paper.focus();
  await page.keyboard.press('ArrowUp');
  await desk.locator('.document-pointer[data-kind="partner"]').waitFor();
  await screenshot(desk, 'documents-desk-pointer');
  await page.getByRole('button', { name: 'Read as text' }).click();
  await screenshot(page, 'documents-customer-text');
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Read as text' }).click();

  await desk.getByRole('button', { name: 'Ask for the signature' }).click();
  await page.getByRole('button', { name: 'Sign with my passkey' }).click();
  await page.getByRole('button', { name: 'Make a passkey' }).click();
  await page.getByRole('button', { name: 'Sign in once more' }).click();
  // The bank knows this browser, and asks all the same.
  await signInAtBank(page, 'anna');
  await page.getByRole('button', { name: 'Sign with my passkey' }).click();
  await page.getByRole('button', { name: 'Make a passkey' }).click();
  await page.getByRole('button', { name: 'Sign with my passkey' }).click();
  await page.getByText(/Signed on/).waitFor();
  await screenshot(page, 'documents-customer-signed');
  await desk.getByText(/Signed on/).waitFor();

  await desk.getByRole('button', { name: 'Propose a payment' }).click();
  await desk.getByLabel('To whom').fill('Oliver Bennett');
  await desk.getByLabel('Sort code and number, or IBAN').fill('20-45-14 55779911');
  await desk.getByLabel('Amount').fill('12.50');
  await desk.getByLabel('Reference').fill('Theatre');
  await desk.getByRole('button', { name: 'Propose it' }).click();
  await page.getByText('Payment of £12.50 to Oliver Bennett').waitFor();
  await screenshot(page, 'documents-customer-proposal');
  await page.getByRole('button', { name: 'Look at it in the payment form' }).click();
  expect(await page.getByLabel('Amount').inputValue()).toBe('12.50');
  expect(await page.getByLabel('Payee name').inputValue()).toBe('Oliver Bennett');
  await desk.getByText('Taken up').waitFor();
  await expectAccessible(desk);
  await screenshot(desk, 'documents-desk-proposal');

  // Both have read it, and no answer or frame had a value of it: it comes by letters that the browser opens.
  for (const value of [PASSPORT, 'Doctor'])
    for (const all of [await sent(), await sentToCustomer()]) expect(all).not.toContain(value);

  await desk.getByRole('button', { name: 'End consultation' }).click();
  await desk.getByRole('button', { name: 'Yes, end it' }).click();
  await desk.getByText('The consultation has ended').waitFor();
  await desk.getByText('On the desk').waitFor({ state: 'detached' });
  expect(await sent()).not.toContain(PASSPORT);

  const folder = page.getByRole('region', { name: 'My documents' });
  await folder.getByRole('button', { name: 'Open my documents' }).click();
  await folder.getByRole('button', { name: /Savings account agreement/ }).click();
  const [paperPath, signaturePath] = await Promise.all(
    ['Download the PDF', 'Download the signature'].map((name) =>
      folder.getByRole('link', { name }).getAttribute('href'),
    ),
  );
  await screenshot(page, 'documents-customer-folder');
  const read = async (path: string | null | undefined) =>
    (await page.request.get(`${house.atrium.branchUrl}${path}`)).body();
  const receipt = SignatureReceipt.parse(JSON.parse((await read(signaturePath)).toString()));
  expect(await verifySignature(receipt, await read(paperPath))).toEqual({ ok: true, value: null });
  customer.expectClean();
  consultant.expectClean();
});

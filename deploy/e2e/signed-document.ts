import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { verifySignature } from '../../server/documents/verify-signature.ts';
import { SignatureReceipt } from '../../shared/signature.ts';
import { expectAccessible } from './accessibility.ts';
import { screenshot, signInAtBank } from './harness.ts';

/** The agreement for a savings account, between a consultant's desk and a customer's flat page. */
const TITLE = 'Savings account agreement';

/** Laid on the desk by the consultant, and filled in by the customer, who alone sees what is private. */
export async function fillDocument(desk: Page, page: Page, passport: string): Promise<void> {
  await desk.getByRole('button', { name: 'Offer a document' }).click();
  await desk.getByLabel('Which document').selectOption({ label: TITLE });
  await desk.getByLabel('Account', { exact: true }).selectOption({ label: 'Easy access' });
  await desk.getByLabel('Interest a year').fill('3.1 %');
  await screenshot(desk, 'documents-desk-offer');
  await desk.getByRole('button', { name: 'Lay it on the desk' }).click();

  await page.getByLabel('Date of birth').fill('1990-01-31');
  await page.getByLabel('Passport number').fill(passport);
  await page.getByLabel('Tax number').fill('77 01');
  await page.getByLabel('Occupation').fill('Doctor');
  await screenshot(page, 'documents-customer-details');
  await page.getByRole('button', { name: 'Put into the document' }).click();
  await page.getByText(passport).waitFor({ state: 'attached' });
  await desk.getByText('Doctor').waitFor({ state: 'attached' });
  await screenshot(desk, 'documents-desk-masked');
  expect(await desk.getByText('Filled in by the customer, and not shown here').count()).toBe(3);
  expect(await desk.getByTestId('talk-members').textContent()).toContain('Document service of the bank');
}

/** Turned, pointed at and read by both together. */
export async function readTogether(desk: Page, page: Page): Promise<void> {
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
}

/** By a customer who has no passkey yet: the bank knows their browser, and asks them all the same before there is one. */
export async function signDocument(desk: Page, page: Page, username: string): Promise<void> {
  const codeOf = async () => (await desk.getByTestId('safety-code').allTextContents()).join();
  const code = await codeOf();
  await desk.getByRole('button', { name: 'Ask for the signature' }).click();
  await page.getByRole('button', { name: 'Sign with my passkey' }).click();
  await page.getByRole('button', { name: 'Make a passkey' }).click();
  await page.getByRole('button', { name: 'Sign in once more' }).click();
  await signInAtBank(page, username);
  await page.getByRole('button', { name: 'Sign with my passkey' }).click();
  await page.getByRole('button', { name: 'Make a passkey' }).click();
  await page.getByRole('button', { name: 'Sign with my passkey' }).click();
  await page.getByText(/Signed on/).waitFor();
  await screenshot(page, 'documents-customer-signed');
  await desk.getByText(/Signed on/).waitFor();
  // Who has signed in once more is the same member, once, and to be compared by the same code.
  await expect.poll(() => desk.getByTestId('talk-members').getByText('Anna Petrova').count()).toBe(1);
  await expect.poll(codeOf).toBe(code);
  expect(code).toMatch(/\d{5}/);
}

/** Kept in the customer's folder, where anybody may check the signature against the paper. */
export async function expectKept(page: Page): Promise<void> {
  const folder = page.getByRole('region', { name: 'My documents' });
  await folder.getByRole('button', { name: 'Open my documents' }).click();
  await folder.getByRole('button', { name: TITLE }).click();
  const takeHome = async (name: string) => {
    const downloading = page.waitForEvent('download');
    await folder.getByRole('link', { name }).click();
    return readFile(await (await downloading).path());
  };
  const paper = await takeHome('Download the PDF');
  const receipt = SignatureReceipt.parse(JSON.parse((await takeHome('Download the signature')).toString()));
  await screenshot(page, 'documents-customer-folder');
  expect(await verifySignature(receipt, paper)).toEqual({ ok: true, value: null });
}

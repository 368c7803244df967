import type { Browser } from 'playwright-core';
import { signInAtBank } from '../../e2e/bank-sign-in.ts';

/** A consultant goes on duty at the first desk, and stays as long as the browser: a branch is entered in its hours. */
export async function seatConsultant(browser: Browser, branchUrl: string): Promise<void> {
  const context = await browser.newContext({ locale: 'en-GB' });
  const page = await context.newPage();
  await page.goto(`${branchUrl}/api/sign-in/staff?returnTo=/desk`);
  await signInAtBank(page, 'elena');
  await page.getByRole('button', { name: 'Go on duty' }).click();
  await page.getByText('On duty at Desk 1').waitFor();
}

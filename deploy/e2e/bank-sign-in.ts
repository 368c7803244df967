import type { Page } from 'playwright-core';

/** On the bank's page: who I am, and yes to whatever it asks. Ends back at the branch. */
export async function signInAtBank(page: Page, username: string): Promise<void> {
  await page.getByLabel('Username').fill(username);
  await page.getByLabel('Password').fill(`demo-${username}`);
  await page.getByRole('button', { name: 'Sign in' }).click();
  const allow = page.getByRole('button', { name: 'Allow' });
  await Promise.race([allow.waitFor(), page.waitForURL((url) => url.hostname === 'localhost')]);
  if (await allow.isVisible()) await allow.click();
  await page.waitForURL((url) => url.hostname === 'localhost');
}

import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { type DeviceSignIn, startDeviceSignIn } from '../../shared/identity.ts';
import { openOnPhone } from './device-phone.ts';
import { newPerson, openHouse, screenshot, signInAtBank } from './harness.ts';

const house = openHouse();

/** Opens the sign-in by phone on the flat page; answers the code and the QR's words. */
async function showCode(page: Page): Promise<DeviceSignIn> {
  const answered = page.waitForResponse((response) => new URL(response.url()).pathname === startDeviceSignIn.path);
  const dialog = page.getByRole('dialog');
  await ((await dialog.isVisible())
    ? dialog.getByRole('button', { name: 'New code' })
    : page.getByRole('button', { name: 'With your phone' })
  ).click();
  const started = startDeviceSignIn.answer.parse(await (await answered).json());
  await page.getByTestId('device-code').getByText(started.userCode).waitFor();
  return started;
}

test('on a page the phone says no, then another code than the page’s, then yes; signing out ends the session on the phone', async () => {
  const { page, expectClean } = await newPerson(house.browser);
  await page.goto(`${house.atrium.branchUrl}/flat`);
  const first = await showCode(page);
  await screenshot(page, 'flat-phone-sign-in');
  const phone = await openOnPhone(house, first.pageUrlWithCode, 'oliver');
  await phone.page.getByText('Computer or other browser').waitFor();
  await phone.page.getByRole('button', { name: 'None of these' }).click();
  await phone.page.getByRole('heading', { name: 'Not let in' }).waitFor();
  await page.getByText('The phone said no.').waitFor();

  const second = await showCode(page);
  await phone.page.goto(second.pageUrlWithCode);
  const others = phone.page.locator('button.choice').filter({ hasNotText: second.userCode });
  await others.first().click();
  await phone.page.getByRole('heading', { name: 'Not the code' }).waitFor();
  await page.getByText('The phone said no.').waitFor();
  await page.getByText('Guests can look around').waitFor();

  const third = await showCode(page);
  await phone.page.goto(third.pageUrl);
  await phone.page.getByLabel('Code on the device').fill(third.userCode.toLowerCase());
  await phone.page.getByRole('button', { name: 'Continue' }).click();
  await phone.page.getByRole('button', { name: third.userCode }).click();
  await phone.page.getByRole('heading', { name: 'Signed in' }).waitFor();
  await page.getByText('Oliver Bennett').first().waitFor();
  await page.getByRole('button', { name: 'Take a ticket' }).waitFor();
  await phone.page.goto(third.pageUrlWithCode);
  await phone.page.getByRole('heading', { name: 'Used already' }).waitFor();

  await phone.page.goto(`${house.atrium.bankUrl}/approvals`);
  await phone.page.getByText('Oliver Bennett').waitFor();
  await page.getByRole('banner').getByRole('button', { name: 'Sign out' }).click();
  await page.getByText('Guests can look around').waitFor();
  await expect
    .poll(async () => {
      await phone.page.reload();
      return phone.page.getByLabel('Password').isVisible();
    })
    .toBe(true);
  expectClean();
  phone.expectClean();
});

test('signing out of the branch signs out of the bank in the same browser, asks nothing, and comes back', async () => {
  const { page, expectClean } = await newPerson(house.browser);
  await page.goto(`${house.atrium.branchUrl}/api/sign-in/customer?returnTo=/flat`);
  await signInAtBank(page, 'maria');
  await page.getByRole('button', { name: 'Take a ticket' }).waitFor();
  await page.goto(`${house.atrium.bankUrl}/approvals`);
  expect(await page.getByLabel('Password').isVisible()).toBe(false);
  await page.goto(`${house.atrium.branchUrl}/flat`);
  await page.getByRole('banner').getByRole('button', { name: 'Sign out' }).click();
  await page.getByText('Guests can look around').waitFor();
  expect(new URL(page.url()).pathname).toBe('/flat');
  await page.goto(`${house.atrium.bankUrl}/approvals`);
  await page.getByLabel('Password').waitFor();
  expectClean();
});

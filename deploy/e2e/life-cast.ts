import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { giveScreenLock } from './customer-phone.ts';
import { type CuttableNetwork, createCuttableNetwork } from './cuttable-network.ts';
import { type CuttableUdp, createCuttableUdp } from './cuttable-udp.ts';
import { type House, newPerson, type Person, screenshot, signInAtBank } from './harness.ts';
import { giveEars } from './hearing.ts';
import { enterVr } from './vr-person.ts';

/** Who is in the branch while a consultation lives: two consultants, a supervisor, and two customers, one of them in a headset. */
export interface Cast {
  /** Of Elena, Priya and James at their desks, Anna on the flat page, Maria in a headset. */
  readonly pages: readonly [elena: Page, priya: Page, james: Page, anna: Page, maria: Page];
  /** Anna's way to the branch. */
  readonly network: CuttableNetwork;
  /** The way of everybody's voice. */
  readonly sound: CuttableUdp;
  expectClean(): void;
  close(): Promise<void>;
}

export async function openCast(house: House): Promise<Cast> {
  const network = await createCuttableNetwork();
  const sound = createCuttableUdp();

  async function atDesk(username: string): Promise<Person> {
    const person = await newPerson(house.browser, { width: 1440, height: 1000, init: sound.lead });
    await person.page.goto(`${house.atrium.branchUrl}/api/sign-in/staff?returnTo=/desk`);
    await signInAtBank(person.page, username);
    await person.page.getByRole('button', { name: 'Go on duty' }).waitFor();
    return person;
  }
  async function onFlatPage(username: string): Promise<Person> {
    const look = { width: 1180, height: 900, proxy: network.server, init: sound.lead };
    const person = await newPerson(house.browser, look);
    await giveScreenLock(person.page);
    await person.page.goto(`${house.atrium.branchUrl}/api/sign-in/customer?returnTo=/flat`);
    await signInAtBank(person.page, username);
    return person;
  }

  const people = await Promise.all([
    atDesk('elena'),
    atDesk('priya'),
    atDesk('james'),
    onFlatPage('anna'),
    enterVr(house, { username: 'maria', init: [sound.lead, giveEars] }),
  ]);
  const [elena, priya, james, anna, maria] = people;
  return {
    pages: [elena.page, priya.page, james.page, anna.page, maria.page],
    network,
    sound,
    expectClean() {
      for (const person of people) person.expectClean();
    },
    async close() {
      sound.close();
      await network.close();
    },
  };
}

export const press = (on: Page, name: string) => on.getByRole('button', { name, exact: true }).click();

/** Writes it, and sees it arrive. */
export async function say(from: Page, text: string, ...to: readonly Page[]): Promise<void> {
  await from.getByLabel('Message').fill(text);
  await from.getByLabel('Message').press('Enter');
  for (const reader of to) await reader.getByText(text).waitFor();
}

export async function wrapUp(on: Page, result: string): Promise<void> {
  await on.getByRole('radio', { name: result, exact: true }).check();
  await press(on, 'Save');
  await on.getByText('No consultation is open').waitFor();
}

/** From the consultant's desk into the customer's payment form. What is proposed outlives a reload of the desk. */
export async function proposePayment(desk: Page, page: Page): Promise<void> {
  await press(desk, 'Propose a payment');
  await desk.getByLabel('To whom').fill('Oliver Bennett');
  await desk.getByLabel('Sort code and number, or IBAN').fill('20-45-14 55779911');
  await desk.getByLabel('Amount').fill('12.50');
  await desk.getByLabel('Reference').fill('Theatre');
  await press(desk, 'Propose it');
  await page.getByText('Payment of £12.50 to Oliver Bennett').waitFor();
  await desk.reload();
  await desk.getByText('Payment of £12.50 to Oliver Bennett').waitFor();
  await screenshot(page, 'documents-customer-proposal');
  await press(page, 'Look at it in the payment form');
  expect(await page.getByLabel('Amount').inputValue()).toBe('12.50');
  expect(await page.getByLabel('Payee name').inputValue()).toBe('Oliver Bennett');
  await desk.getByText('Taken up').waitFor();
}

/** From the consultant's desk before the customer, as a document. */
export async function proposeProduct(desk: Page, page: Page): Promise<void> {
  await press(desk, 'Propose a product');
  await desk.getByLabel('Which document').selectOption({ label: 'Order of a debit card' });
  await desk.getByLabel('Card', { exact: true }).selectOption({ index: 1 });
  await press(desk, 'Propose it');
  await press(page, 'Put the document before me');
  await page.locator('.document-tab', { hasText: 'Order of a debit card' }).waitFor();
}

import { readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { extractText, getDocumentProxy } from 'unpdf';
import { afterEach, beforeEach } from 'vitest';
import { approveOnPhone } from './customer-phone.ts';
import { newPerson, type openHouse, type Person, readLedger, signInAtBank } from './harness.ts';

/** Somebody who pays on the flat page, in a browser of their own: one for all of theirs, because the passkey that the first approval makes is on that phone alone. */
export interface Payer {
  readonly username: string;
  readonly person: Person;
  readonly page: Page;
  choose(radio: string): Promise<void>;
  press(button: string): Promise<void>;
  fillAmount(amount: string, reference: string): Promise<void>;
  /** From the check page to the bank's yes: what the panel shows, and the phone too. */
  approve(shown: { readonly payee: string; readonly amount: string }): Promise<void>;
  hasState(state: string): Promise<void>;
  /** Keeps the receipt that is offered; answers its file's name and its text. */
  keepReceipt(link: string): Promise<string>;
  /** What left an account (sort code and number) under a reference, by the ledger. */
  spent(account: string, reference: string): Promise<readonly string[]>;
}

type House = ReturnType<typeof openHouse>;

/** Signs in, and stands before the accounts. */
export async function enterAsPayer(house: House, username: string): Promise<Payer> {
  const person = await newPerson(house.browser, { width: 1280, height: 900 });
  const { page } = person;
  await page.goto(`${house.atrium.branchUrl}/api/sign-in/customer?returnTo=/flat`);
  await signInAtBank(page, username);
  const press = (name: string) => page.getByRole('button', { name, exact: true }).click();
  return {
    username,
    person,
    page,
    press,
    choose: (name) => page.getByRole('radio', { name }).check(),
    async fillAmount(amount, reference) {
      await page.getByLabel('Amount').fill(amount);
      await page.getByLabel('Reference').fill(reference);
    },
    async approve(shown) {
      await page.getByTestId('check').getByText(shown.amount).waitFor();
      await press('Continue to approval');
      const code = (await page.getByTestId('binding-code').textContent()) ?? '';
      await page.getByText('Time left to approve').waitFor();
      await approveOnPhone(person, house.atrium, { username, code, ...shown });
    },
    hasState: (state) => page.locator(`[data-testid=payment-state][data-state=${state}]`).waitFor(),
    async keepReceipt(link) {
      const clicked = page.getByRole('link', { name: link }).click();
      const [download] = await Promise.all([page.waitForEvent('download'), clicked]);
      const pdf = await getDocumentProxy(new Uint8Array(readFileSync(await download.path())));
      const { text } = await extractText(pdf, { mergePages: true });
      return `${download.suggestedFilename()} ${text.replace(/\s+/g, ' ')}`;
    },
    async spent(account, reference) {
      const { entries } = await readLedger(house.atrium, account);
      return entries.filter((entry) => entry.reference === reference).map(({ amount }) => amount);
    },
  };
}

/** Each test begins before the accounts, with no form half filled, and ends without a complaint of the page. */
export function beginAtAccounts(house: House, payer: () => Payer): void {
  beforeEach(async () => {
    const { page } = payer();
    await page.evaluate(() => sessionStorage.clear());
    await page.goto(`${house.atrium.branchUrl}/flat`);
    await page.getByRole('heading', { name: 'Your accounts' }).waitFor();
  });
  afterEach(() => payer().person.expectClean());
}
